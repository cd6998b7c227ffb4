"""What mails say of a request that goes on by mail: to the customer that it does, to the vendor's mailbox how."""

from content.numbers import show_ticket
from forms.mail.frame import closed, contents, listed, put_together, signed, wrapped
from forms.mail.matter import only


def from_here_on(vendor):
    """The paragraph of the customer's first mail that stands where else the stops of the way stand."""
    told = f"{vendor.name} has your request in its mailbox and answers you from there. The page behind the link below"
    return f"From here on by mail\n{wrapped(f'{told} will not change; it keeps what you sent.')}"


def answer_there(request):
    """The line of the vendor's copy that says whom to answer, and that nobody else does."""
    return wrapped(f"From here on by mail: answer the customer, {request.email}. Nobody answers from the kiosk.")


def taken_back(request, units, vendor, settings):
    """The mail to the vendor's mailbox, where it had the request by mail and the customer took some of it back."""
    to = settings.desk(vendor.slug).mailbox
    if request.intake != "mailbox" or not to:
        return []
    lines = contents(only(request, {unit.id for unit in units}), vendor)
    parts = [
        f"The customer has taken back what was asked of {vendor.name} with the ticket {show_ticket(request.ticket)}.",
        listed("Taken back", lines),
        f"Whom to answer: {request.email}",
        signed(vendor, settings),
    ]
    return [put_together(request, to, f"{vendor.name}: taken back", settings, [closed(part) for part in parts])]
