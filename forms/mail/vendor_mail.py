"""What mails say of a request that goes on by mail: to the customer that it does, to the vendor's mailbox how."""

from forms.mail.layout import contents, for_vendor, listed, signed, wrapped
from forms.mail.mail_context import only
from forms.records.ticket import show_ticket


def from_here_on(vendor):
    """The paragraph of the customer's first mail that stands where else the stops of the way stand."""
    told = f"{vendor.name} has your request in its mailbox and answers you from there. The page behind the link below"
    told += f" shows no more of its way: it keeps what you sent, and the numbers {vendor.name} gives you, once you"
    return f"From here on by mail\n{wrapped(told + ' write them down there.')}"


def keep_it(vendor):
    """What the customer's first mail says of the camera: the vendor's own number may look like anything."""
    return wrapped(f"Keep the camera with you until {vendor.name} has given you an RMA number by mail.")


def answer_there(request):
    """The line of the vendor's copy that says whom to answer: an answer to this very mail goes to the operator."""
    return wrapped(f"From here on by mail. Do not press Reply: write to the customer, {request.email}.")


def taken_back(request, units, vendor, settings):
    """The mail to the vendor's mailbox, where it had the request by mail and the customer took some of it back."""
    if request.intake != "mailbox" or not settings.desk(vendor.slug).mailbox:
        return []
    lines = contents(only(request, {unit.id for unit in units}), vendor)
    parts = [
        f"The customer has taken back what was asked of {vendor.name} with the ticket {show_ticket(request.ticket)}.",
        listed("Taken back", lines),
        wrapped(f"Do not press Reply: write to the customer, {request.email}."),
        signed(vendor, settings),
    ]
    return [for_vendor(request, "taken back", vendor, settings, parts)]
