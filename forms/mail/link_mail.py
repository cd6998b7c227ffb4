"""The mail that brings the link again once something has happened: the numbers as they are now, and where it stands."""

from forms.mail.layout import HANGING, new_mail, number_slots, section, signature
from forms.mail.mail_context import MailContext


def link_mail(request, vendor, settings):
    """The NewMail with a request's link, and what its first mail could not know yet."""
    context = MailContext(request, vendor, settings)
    cameras = context.cameras("Where it stands", statuses=True)
    return new_mail(request, f"{vendor.name}: your link, once more", settings, [
        f"Here is the link to your request to {vendor.name} once more, as asked for.",
        number_slots(request.ticket, context.number_slot),
        *context.cautions,
        *(section(heading, lines, HANGING) for heading, lines in cameras.items()),
        "See all of it, at any time:\n{link}",
        signature(vendor, settings),
    ], context.tag, unasked=True)  # fmt: skip
