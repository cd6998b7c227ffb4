"""The mails that bring links later: one ticket's once more, or those of many tickets at once."""

from forms.mail.layout import camera_lines, new_mail, wrapped
from forms.mail.mail_context import MailContext
from forms.records.ticket import show_ticket


def link_mail(request, vendor, settings):
    """The NewMail with a request's link once something has happened, and what its first mail could not know yet."""
    context = MailContext(request, vendor, settings)
    return new_mail(request, f"{vendor.name}: your link, once more", vendor, settings, [
        f"Here is the link to your request to {vendor.name} once more, as asked for.",
        *context.numbers_and_cameras("Where it stands", statuses=True),
        "See all of it, at any time:\n{link}",
    ], context.tag, unasked=True)  # fmt: skip


def gathered_mail(requests, vendors, settings):
    """The one NewMail of requests whose address would have had too many within an hour: of each all it has to know."""
    first = requests[0]
    return new_mail(first, f"{len(requests)} requests, in one mail", vendors[first.vendor], settings, [
        "Hello,",
        wrapped(f"We have received {len(requests)} more return requests with this e-mail address within a short time."
                " This one mail tells of all of them."),
        *(_request(request, vendors[request.vendor], settings) for request in requests),
        wrapped("Do not ship a camera before you have its RMA number."),
        wrapped("If you know nothing of this, somebody typed your address by mistake: you need not do anything."),
    ], unasked=True)  # fmt: skip


def _request(request, vendor, settings):
    rows = [
        f"Ticket number: {show_ticket(request.ticket)} ({vendor.name})",
        f"RMA number: {MailContext(request, vendor, settings).number_slot}",
        *camera_lines(request, vendor),
        f"{{link:{request.ticket}}}",
    ]
    return "\n".join(rows)
