"""Mail to the vendor's own mailbox: a new request in full, and what was taken back of one."""

from content.wording.joining import joined
from content.wording.possessive import possessive
from forms.mail.layout import camera_lines, new_mail, section, without_placeholders, wrapped
from forms.records.ticket import show_ticket
from forms.rma.request_summary import open_questions, person_rows, shared_rows, stored_batch_rows


def mail_to_vendor(request, subject, vendor, settings, parts):
    """The NewMail of these parts to the vendor's own mailbox: a customer's words, passed on for a person to work on."""
    to, parts = settings.of_vendor(vendor.slug).mailbox, map(without_placeholders, parts)
    return new_mail(request, f"{vendor.name}: {subject}", vendor, settings, parts, to_address=to, automatic=False)


def do_not_reply(request):
    """Whom the vendor has to write to: an answer to the copy in its mailbox goes to the operator."""
    return f"Do not press Reply: write to the customer, {request.email}."


def taken_back_mails(context):
    """The mail to the vendor's mailbox, where it had the request by mail and the customer took some of it back."""
    request, vendor, settings = context.whole, context.vendor, context.settings
    if request.intake != "mailbox" or not settings.of_vendor(vendor.slug).mailbox:
        return []
    parts = [
        f"The customer has taken back what was asked of {vendor.name} with the ticket {show_ticket(request.ticket)}.",
        section("Taken back", camera_lines(context.request, vendor)),
        wrapped(do_not_reply(request)),
    ]
    return [mail_to_vendor(request, "taken back", vendor, settings, parts)]


def copy_for_vendor(request, tickets, vendor, settings, sees=""):
    """The request in full, for the vendor's own mailbox as the settings name it."""
    parts = [
        f"A request for {vendor.name}.",
        wrapped(f"From here on by mail. {do_not_reply(request)}") if request.intake == "mailbox" else "",
        _where(request, settings),
        "\n".join(_of_all(request, vendor, sees)),
        *("\n".join(_batch_in_full(request, batch, vendor)) for batch in request.batches),
        siblings(request.ticket, tickets),
    ]
    return mail_to_vendor(request, "a request for a return", vendor, settings, parts)


def _where(request, settings):
    # Whoever reads the mailbox of a vendor that takes requests by mail has no account at the desk.
    desk = f"\nAt the desk: {settings.url}/rma/desk/case/{request.ticket}/"
    return f"Ticket: {show_ticket(request.ticket)}{desk if request.intake == 'kiosk' else ''}"


def siblings(ticket, tickets):
    """The paragraph that names the other tickets that were sent together with one; empty where there are none."""
    others = [show_ticket(other) for other in tickets if other != ticket]
    named = f"ticket {others[0]}. It" if len(others) == 1 else f"tickets {joined(others)}. Each"
    return f"Sent together with the {named} has a mail of its own." if others else ""


def _of_all(request, vendor, sees):
    yield f"Wants: {request.purpose}"
    yield from _labelled(shared_rows(vendor, request))
    yield from _labelled(person_rows(vars(request), sees=sees, whose="their"))


def _batch_in_full(request, batch, vendor):
    yield f"{batch.model} ({len(batch.units)})"
    yield from (f"  {_serial(unit)}" for unit in batch.units)
    yield from (f"  {line}" for line in _labelled(stored_batch_rows(vendor, request, batch)))
    yield f"  By {possessive(vendor.name)} text: {batch.verdict['title']}"
    yield from (f"  Open: {question}" for question in open_questions(vendor, [batch]).values())


def _labelled(rows):
    return [row.line for row in rows]


def _serial(unit):
    typed = f" (typed: {unit.typed})" if unit.typed not in ("", unit.serial) else ""
    return (unit.serial or unit.no_serial) + typed
