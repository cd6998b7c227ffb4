"""The mail that brings the link again once something has happened: the numbers as they are now, and where it stands."""

from forms.mail.layout import new_mail
from forms.mail.mail_context import MailContext


def link_mail(request, vendor, settings):
    """The NewMail with a request's link, and what its first mail could not know yet."""
    context = MailContext(request, vendor, settings)
    return new_mail(request, f"{vendor.name}: your link, once more", vendor, settings, [
        f"Here is the link to your request to {vendor.name} once more, as asked for.",
        *context.numbers_and_cameras("Where it stands", statuses=True),
        "See all of it, at any time:\n{link}",
    ], context.tag, unasked=True)  # fmt: skip
