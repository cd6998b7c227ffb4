"""The one mail that brings many tickets, where one address would have had too many mails within an hour."""

from forms.mail.layout import camera_lines, new_mail, wrapped
from forms.mail.mail_context import MailContext
from forms.records.ticket import show_ticket

UNKNOWN = "If you know nothing of this, somebody typed your address by mistake: you need not do anything."


def gathered_mail(requests, vendors, settings):
    """The NewMail to the address that all these requests share: each with its numbers, its cameras and its link."""
    first = requests[0]
    return new_mail(first, f"{len(requests)} requests, in one mail", vendors[first.vendor], settings, [
        "Hello,",
        wrapped(f"We have received {len(requests)} more return requests with this e-mail address within a short time."
                " This one mail tells of all of them."),
        *(_request(request, vendors[request.vendor], settings) for request in requests),
        wrapped("Do not ship a camera before you have its RMA number."),
        wrapped(UNKNOWN),
    ], unasked=True)  # fmt: skip


def _request(request, vendor, settings):
    rows = [
        f"Ticket number: {show_ticket(request.ticket)} ({vendor.name})",
        f"RMA number: {MailContext(request, vendor, settings).number_slot}",
        *camera_lines(request, vendor),
        f"{{link:{request.ticket}}}",
    ]
    return "\n".join(rows)
