"""What a mail says. To a customer only what is safe goes out: no word they typed stands in it."""

from textwrap import TextWrapper

from content.catalogue import family_of, find_model
from content.model import ON_A_WAY
from content.numbers import show_ticket, spell_ticket
from content.standing import how_to_ask, stops_of
from content.told import open_questions, person_rows, stored_batch_rows
from content.words import joined
from forms.mail.eml import new_message_id
from forms.store import NewMail

EDGE, HALF, WIDTH = "-" * 28, "{:<26}", 68
KEEP = "Keep the camera with you until you have digits."
SEPARATE = "It is looked at first; support tells you what applies before you send anything."


def letters(request, tickets, vendor, settings):
    """All mails a new request, or a corrected address, sends: to the customer and, where one is named, the vendor."""
    mails = [acknowledgement(request, tickets, vendor, settings)]
    if settings.desk(vendor.slug).mailbox:
        mails.append(copy_for_vendor(request, tickets, vendor, settings))
    return mails


def acknowledgement(request, tickets, vendor, settings):
    """The mail that brings a ticket: two slots, what was asked, what applies, what comes next, one link."""
    return _mail(request, request.email, f"{vendor.name}: we have your request", settings, [
        f"We have your request to {vendor.name}.",
        slots(request.ticket),
        "Your ticket, to be said aloud:\n" + spell_ticket(request.ticket),
        "What you asked for\n" + "\n".join(f"  {line}" for line in contents(request, vendor)),
        _siblings(request.ticket, tickets),
        *applies(request, vendor),
        "What comes next\n" + "\n".join(f"  {stop.title}" for stop in stops_of(vendor, request)[1:]),
        KEEP,
        "To ask something\n" + wrapped(how_to_ask(vendor, request)),
        "See where it stands, at any time:\n{link}",
        f"Without that link: {settings.url}/rma/status/ asks for the ticket\nand your e-mail address.",
        _signed(vendor, settings),
    ])  # fmt: skip


def copy_for_vendor(request, tickets, vendor, settings):
    """The request in full, for the vendor's own mailbox as the settings name it."""
    parts = [
        f"A request for {vendor.name}.",
        slots(request.ticket),
        "\n".join(f"{label}: {text}" for label, text, *_ in [("Wants", request.purpose), *person_rows(vars(request))]),
        *("\n".join(_batch_in_full(request, batch, vendor)) for batch in request.batches),
        _siblings(request.ticket, tickets),
        _signed(vendor, settings),
    ]
    # The customer's own link is filled in for the customer alone.
    parts = [part.replace("{link}", "{ link }") for part in parts]
    return _mail(request, settings.desk(vendor.slug).mailbox, f"{vendor.name}: a request for a return", settings, parts)


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


def applies(request, vendor):
    """A paragraph for each verdict there is: what applies by the vendor's text, and who pays what."""
    told = {batch.verdict["title"]: batch.verdict for batch in request.batches}
    for title, verdict in told.items():
        costs = [_cost(*cost) for cost in verdict["costs"]]
        first = "" if verdict["kind"] in ON_A_WAY else "\n" + wrapped(SEPARATE)
        yield "\n".join([f"By {vendor.name}'s text: {title}", *costs]) + first


def _cost(what, who, amount, doubt):
    told = f"{what}: {who.lower() if who == 'You' else who}, {amount}" if who else f"{what}: {amount}"
    return wrapped(f"{told}. {doubt}" if doubt else told, initial_indent="  ", subsequent_indent="    ")


def wrapped(text, **indents):
    """`text` in lines for a narrow window; a ticket is never broken at its hyphen."""
    return TextWrapper(WIDTH, break_on_hyphens=False, break_long_words=False, **indents).fill(text)


def _siblings(ticket, tickets):
    others = [show_ticket(other) for other in tickets if other != ticket]
    return f"Sent together with the tickets {joined(others)}. Each has a mail of its own." if others else ""


def _signed(vendor, settings):
    reach = f"Demonstration: nothing of this reaches {vendor.name}.\n" if settings.demonstration else ""
    return f"{reach}-- \n{settings.name}\n{settings.operator.name}"


def _batch_in_full(request, batch, vendor):
    yield f"{batch.model} ({len(batch.units)})"
    yield from (f"  {_serial(unit)}" for unit in batch.units)
    yield from (f"  {label}: {text}" for label, text, *_ in stored_batch_rows(vendor, request, batch))
    yield f"  Rule: {batch.verdict['rule']}"
    yield from (f"  Open: {question}" for question in open_questions(vendor, [batch]))


def _serial(unit):
    typed = f" (typed: {unit.typed})" if unit.typed not in ("", unit.serial) else ""
    return (unit.serial or unit.no_serial) + typed


def _mail(request, to, subject, settings, parts):
    host = settings.mail.sender.rpartition("@")[2]
    return NewMail(
        message_id=new_message_id(settings.mail.sender), to_address=to, body="\n\n".join(filter(None, parts)),
        subject=f"[#{show_ticket(request.ticket)}] {subject}", thread=f"<{request.ticket.lower()}@{host}>",
    )  # fmt: skip
