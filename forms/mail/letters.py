"""What a mail says. To a customer only what is safe goes out: no word they typed stands in it."""

from secrets import token_hex
from urllib.parse import urlsplit

from content.catalogue import family_of, find_model
from content.numbers import show_ticket, spell_ticket
from content.words import fill, joined, read_words
from forms.store import NewMail

EDGE, HALF = "-" * 28, "{:<26}"


def acknowledgement(request, tickets, vendor, settings):
    """The mail that brings a ticket: two slots, what was asked, what comes next, one link filled in on delivery."""
    body = "\n\n".join(
        part for part in (
            f"We have your request to {vendor.name}.",
            slots(request.ticket),
            "Your ticket, to be said aloud:\n" + spell_ticket(request.ticket),
            "What you asked for\n" + "\n".join(f"  {line}" for line in contents(request, vendor)),
            _siblings(request.ticket, tickets),
            "What comes next\n" + _next(request, vendor),
            "See where it stands, at any time:\n{link}",
            f"Without that link: {settings.url}/rma/status/ asks for the ticket\nand your e-mail address.",
            _signed(vendor, settings),
        ) if part
    )  # fmt: skip
    return _mail(request, request.email, f"{vendor.name}: we have your request", body, settings)


def copy_for_vendor(request, tickets, vendor, settings):
    """The request in full, for the vendor's own mailbox as the settings name it."""
    person = [f"{label}: {value}" for label, value in _person(request) if value]
    lines = [line for batch in request.batches for line in _batch_in_full(batch, vendor)]
    body = "\n".join(
        [
            f"A request for {vendor.name}, ticket {show_ticket(request.ticket)}.",
            "",
            *person,
            "",
            *lines,
            "",
            _siblings(request.ticket, tickets),
        ]
    )
    body = body.replace("{link}", "{ link }")  # the customer's own link is filled in for the customer alone
    return _mail(request, settings.desk(vendor.slug).mailbox, f"{vendor.name}: a request for a return", body, settings)


def slots(ticket, rma=""):
    """The two slots drawn with characters."""
    rows = [("TICKET (letters)", "RMA NUMBER (digits)"), ("for questions", "for the box"), ("", "")]
    rows += [(show_ticket(ticket), rma or "none yet: DO NOT SHIP")]
    middle = "\n".join(f"| {HALF.format(left)} : {HALF.format(right)} |" for left, right in rows)
    return f"+{EDGE}:{EDGE}+\n{middle}\n+{EDGE}:{EDGE}+"


def contents(request, vendor):
    """A line a batch: count, catalogue model, last four of serials that are all digits."""
    for batch in request.batches:
        ends = [f"…{unit.serial[-4:]}" for unit in batch.units if unit.serial.isdecimal() and len(unit.serial) > 4]
        shown = joined(ends[:6]) + (" and more" if len(ends) > 6 else "")
        yield f"{len(batch.units)} × {safe_model(batch, vendor)}" + (f", serial {shown}" if ends else "")


def safe_model(batch, vendor):
    """The model in the catalogue's words; a name only the customer knows is not repeated."""
    found = find_model(vendor, batch.model)
    family = family_of(vendor, batch.family)
    return found.model if found.listed else f"{vendor.name} {family.name}" if family else f"{vendor.name} product"


def _siblings(ticket, tickets):
    others = [show_ticket(other) for other in tickets if other != ticket]
    return f"Sent together with it: {joined(others)}. Each has a mail of its own." if others else ""


def _next(request, vendor):
    kind = request.batches[0].verdict["kind"]
    told = fill(read_words().kinds[kind].next, vendor=vendor.name) if kind in ("refund", "warranty", "paid") else (
        "Support looks at it and tells you what applies before you send anything.")  # fmt: skip
    return _wrapped(told.replace("Ask for a return. ", "")) + "\nPlease keep the camera with you until you have digits."


def _signed(vendor, settings):
    reach = f"Demonstration: nothing of this reaches {vendor.name}.\n" if settings.demonstration else ""
    return f"{reach}-- \n{settings.name}\n{settings.operator.name}"


def _person(request):
    names = ("purpose", "name", "email", "company", "phone", "address", "country", "own_reference", "role", "dealer")
    return [(name.replace("_", " ").capitalize(), getattr(request, name)) for name in names]


def _batch_in_full(batch, vendor):
    words = read_words()
    yield f"{batch.model} ({len(batch.units)})"
    yield from (f"  {_serial(unit)}" for unit in batch.units)
    told = (words.symptoms.get(batch.symptom, ""), batch.problem, batch.error_text)
    yield from (f"  {line}" for line in told if line.strip())
    yield f"  bought: {batch.bought_from} {batch.dates.get('purchase', '')}".rstrip()
    yield f"  in warranty, they say: {batch.warranty_said}"
    yield f"  rule: {batch.verdict['rule']}"
    yield from (f"  open: {fill(words.facts[key].question, vendor=vendor.name)}" for key in batch.verdict["questions"])


def _serial(unit):
    typed = f" (typed: {unit.typed})" if unit.typed not in ("", unit.serial) else ""
    return (unit.serial or unit.no_serial) + typed


def _wrapped(text):
    lines, line = [], ""
    for word in text.split():
        line, full = (f"{line} {word}".strip(), "") if len(line) + len(word) < 68 else (word, line)
        lines += [full] if full else []
    return "\n".join([*lines, line])


def _mail(request, to, subject, body, settings):
    host = urlsplit(settings.url).hostname
    return NewMail(
        message_id=f"<{token_hex(16)}@{host}>", to_address=to,
        subject=f"[#{show_ticket(request.ticket)}] {subject}", body=body, thread=f"<{request.ticket.lower()}@{host}>",
    )  # fmt: skip
