"""What every mail shares: the two slots, cameras in safe words, narrow lines, the signature, one tag and one thread."""

import re
from textwrap import TextWrapper

from content.eligibility.catalogue import family_of, find_model
from content.wording.joining import joined
from forms.mail.message import new_message_id
from forms.records.mail import NewMail
from forms.records.ticket import show_ticket
from forms.rma.status import how_to_ask, policy_of

EDGE, HALF, WIDTH = "-" * 28, "{:<26}", 68
NO_NUMBER = "none yet: DO NOT SHIP"
HUNG, DOTTED = ("  ", "    "), ("  - ", "    ")  # the margins of a line that is long: its first, and those after
IN_THREES, GLUE = re.compile(r"\b[0-9]{3}(?: [0-9]{3}){1,4}\b"), "\ue000"  # for private use: nobody types it
# What is filled in on delivery, for the customer alone: the link to this ticket or another, and the one to the quote.
OPENED = re.compile(r"\{(link(?::[A-Z]+)?|quote)\}")
OTHERS = re.compile(r"\{link:([A-Z]+)\}")


def slots(ticket, rma=""):
    """The two slots drawn with characters."""
    rows = [("TICKET (letters)", "RMA NUMBER (digits)"), ("for questions", "for the box"), ("", "")]
    rows += [(show_ticket(ticket), rma or NO_NUMBER)]
    middle = "\n".join(f"| {HALF.format(left)} : {HALF.format(right)} |" for left, right in rows)
    return f"+{EDGE}:{EDGE}+\n{middle}\n+{EDGE}:{EDGE}+"


def contents(request, vendor):
    """A line a batch: count, catalogue model, last four of serials that are all digits."""
    for batch in request.batches:
        ends = [f"…{end}" for unit in batch.units if (end := last_four(unit.serial))]
        shown = joined(ends[:6]) + (" and more" if len(ends) > 6 else "")
        yield f"{len(batch.units)} × {safe_model(batch, vendor)}" + (f", serial {shown}" if ends else "")


def last_four(serial):
    """The last four characters of a serial that is all digits and longer than that; else nothing."""
    return serial[-4:] if serial.isdecimal() and len(serial) > 4 else ""


def safe_model(batch, vendor):
    """The model in the catalogue's words; a name only the customer knows is not repeated."""
    found = find_model(vendor, batch.model)
    family = family_of(vendor, batch.family)
    return found.model if found.listed else f"{vendor.name} {family.name}" if family else f"{vendor.name} product"


def wrapped(text, **indents):
    """`text` in lines for a narrow window; neither a ticket nor an RMA number is ever broken."""
    bound = IN_THREES.sub(lambda found: found[0].replace(" ", GLUE), text)
    lines = TextWrapper(WIDTH, break_on_hyphens=False, break_long_words=False, **indents).fill(bound)
    return lines.replace(GLUE, " ")


def listed(heading, lines, margins=("  ", "  ")):
    """A heading and its lines below it, set in; nothing where there are no lines."""
    first, then = margins
    told = [wrapped(line, initial_indent=first, subsequent_indent=then) for line in lines]
    return "\n".join([wrapped(heading), *told]) if told else ""


def to_ask(vendor, request):
    """How this vendor wants to be asked, as a mail says it: where an answer will do, this mail is the one to answer."""
    if request.intake == "mailbox":
        return how_to_ask(vendor, request)
    if policy_of(vendor, request).facts.status_channel.value == "reply-to-ticket-mail":
        return "Answer this mail."
    return how_to_ask(vendor, request).replace("Answer the mail that brought your ticket.", "Answer this mail.")


def closed(text):
    """`text` as it was typed, less what would be filled in on delivery."""
    return OPENED.sub(lambda found: f"{{ {found[1]} }}", text)


def read_at_desk(text):
    """A mail's text as the desk reads it: what is filled in on delivery is named, for it opens a customer's page."""
    text = re.sub(r"\{link\}sheet/[^/\s]+/", "(the customer's own link to the packing sheet)", text)
    text = OTHERS.sub("(the customer's own link)", text)
    return text.replace("{link}", "(the customer's own link)").replace("{quote}", "(the link to the quote alone)")


def signed(vendor, settings):
    """Who writes; a demonstration says that nothing of it reaches the vendor."""
    reach = f"Demonstration: nothing of this reaches {vendor.name}.\n" if settings.demonstration else ""
    return closed(f"{reach}-- \n{settings.name}\n{settings.operator.name}")


def for_vendor(request, subject, vendor, settings, parts):
    """The NewMail of these parts to the vendor's own mailbox: a customer's words, passed on for a person to work on."""
    to = settings.desk(vendor.slug).mailbox
    parts = [closed(part) for part in parts]
    return put_together(request, to, f"{vendor.name}: {subject}", settings, parts, automatic=False)


def put_together(request, to, subject, settings, parts, tag="", automatic=True, unasked=False):
    """The NewMail of these parts, with one tag in its subject, in the thread of its ticket."""
    host = settings.mail.sender.rpartition("@")[2]
    return NewMail(
        message_id=new_message_id(settings.mail.sender), to_address=to, body="\n\n".join(filter(None, parts)),
        subject=f"[{tag or '#' + show_ticket(request.ticket)}] {subject}", thread=f"<{request.ticket.lower()}@{host}>",
        automatic=automatic, unasked=unasked,
    )  # fmt: skip
