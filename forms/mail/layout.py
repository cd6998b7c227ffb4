"""What every mail shares: the two slots, cameras in safe words, narrow lines, the signature, one tag and one thread."""

import re
from textwrap import TextWrapper

from content.eligibility.catalogue import family_of, find_model
from content.explain.facts import fact_line
from content.wording.joining import joined
from forms.mail.message import new_message_id
from forms.records.mail import NewMail
from forms.records.ticket import show_ticket
from forms.rma.status import how_to_ask, policy_of

EDGE, CELL, WIDTH = "-" * 28, "{:<26}", 68
NO_NUMBER = "none yet: DO NOT SHIP"
# The margins of a line that is long: its first, and those after.
INDENTED, HANGING, BULLETS = ("  ", "  "), ("  ", "    "), ("  - ", "    ")
IN_THREES, GLUE = re.compile(r"\b[0-9]{3}(?: [0-9]{3}){1,4}\b"), "\ue000"  # for private use: nobody types it
# What is filled in on delivery, for the customer alone: the link to this ticket or another, and the one to the quote.
PLACEHOLDER = re.compile(r"\{(link(?::[A-Z]+)?|quote)\}")
OTHER_LINKS = re.compile(r"\{link:([A-Z]+)\}")


def number_slots(ticket, rma=""):
    """The ticket number and the RMA number, or what stands in its place, in two slots drawn with characters."""
    rows = [("TICKET (letters)", "RMA NUMBER (digits)"), ("for questions", "for the box"), ("", "")]
    rows += [(show_ticket(ticket), rma or NO_NUMBER)]
    middle = "\n".join(f"| {CELL.format(left)} : {CELL.format(right)} |" for left, right in rows)
    return f"+{EDGE}:{EDGE}+\n{middle}\n+{EDGE}:{EDGE}+"


def camera_lines(request, vendor):
    """A line a batch: count, catalogue model, last four of serials that are all digits."""
    for batch in request.batches:
        ends = serial_ends(unit.serial for unit in batch.units)
        shown = joined(ends[:6]) + (" and more" if len(ends) > 6 else "")
        yield f"{len(batch.units)} × {safe_model(batch, vendor)}" + (f", serial {shown}" if ends else "")


def serial_ends(serials):
    """['…1234']: the last four characters of each serial that is all digits and longer than that."""
    return [f"…{serial[-4:]}" for serial in serials if serial and serial.isdecimal() and len(serial) > 4]


def safe_model(batch, vendor):
    """The model in the catalogue's words; a name only the customer knows is not repeated."""
    found = find_model(vendor, batch.model)
    family = family_of(vendor, batch.family)
    return found.model if found.listed else f"{vendor.name} {family.name}" if family else f"{vendor.name} product"


def wrapped(text, margins=("", "")):
    """`text` in lines for a narrow window; neither a ticket nor an RMA number is ever broken."""
    bound = IN_THREES.sub(lambda found: found[0].replace(" ", GLUE), text)
    first, then = margins
    lines = TextWrapper(WIDTH, first, then, break_on_hyphens=False, break_long_words=False).fill(bound)
    return lines.replace(GLUE, " ")


def section(heading, lines, margins=INDENTED):
    """A heading and its lines below it, set in; nothing where there are no lines."""
    below = [wrapped(line, margins) for line in lines]
    return "\n".join([wrapped(heading), *below]) if below else ""


def asking_words(vendor, request):
    """How this vendor wants to be asked, as a mail says it: where an answer will do, this mail is the one to answer."""
    policy = policy_of(vendor, request)
    asking, fact = fact_line(vendor, policy, "status-channel"), policy.fact("status-channel")
    if request.intake == "mailbox" or (asking.text and fact.value != "reply-to-ticket-mail"):
        return how_to_ask(vendor, request)
    return f"Answer this mail. {asking.silent}".strip()


def without_placeholders(text):
    """`text` as it was typed, less what would be filled in on delivery."""
    return PLACEHOLDER.sub(lambda found: f"{{ {found[1]} }}", text)


def body_for_desk(text):
    """A mail's text as the desk reads it: what is filled in on delivery is named, for it opens a customer's page."""
    text = re.sub(r"\{link\}sheet/[^/\s]+/", "(the customer's own link to the packing sheet)", text)
    text = text.replace("{quote}", "(the link to the quote alone)")
    return PLACEHOLDER.sub("(the customer's own link)", text)


def new_mail(request, subject, vendor, settings, parts, tag="", **fields):
    """The NewMail of these parts to the customer, signed, with one tag in its subject, in the thread of its ticket.

    A demonstration says that nothing of it reaches the vendor. `fields` are those of NewMail in which it differs, such
    as `unasked`.
    """
    sender, fields = settings.mail.sender, {"to_address": request.email} | fields
    reach = f"Demonstration: nothing of this reaches {vendor.name}.\n" if settings.demonstration else ""
    signature = without_placeholders(f"{reach}-- \n{settings.name}\n{settings.operator.name}")
    return NewMail(
        message_id=new_message_id(sender), body="\n\n".join(filter(None, (*parts, signature))),
        subject=f"[{tag or '#' + show_ticket(request.ticket)}] {subject}",
        thread=f"<{request.ticket.lower()}@{sender.rpartition('@')[2]}>", **fields,
    )  # fmt: skip
