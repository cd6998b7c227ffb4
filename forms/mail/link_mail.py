"""The mail that brings the link again once something has happened: the numbers as they are now, and where it stands."""

from forms.mail.layout import HUNG, listed, put_together, signed, slots
from forms.mail.mail_context import Matter


def link_letter(request, vendor, settings):
    """The NewMail with a request's link, and what its first mail could not know yet."""
    matter = Matter(request, request.units, vendor, settings, {})
    return put_together(request, request.email, f"{vendor.name}: your link, once more", settings, [
        f"Here is the link to your request to {vendor.name} once more, as asked for.",
        slots(request.ticket, matter.slot),
        *matter.cautions,
        *(listed(heading, lines, HUNG) for heading, lines in matter.cameras("Where it stands", fates=True)),
        "See all of it, at any time:\n{link}",
        signed(vendor, settings),
    ], matter.tag, unasked=True)  # fmt: skip
