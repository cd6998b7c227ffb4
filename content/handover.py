"""The hand-over sheet: all that was typed, split and ordered as a vendor wants it, for whoever helps instead of us."""

from typing import NamedTuple
from urllib.parse import quote

from msgspec import UNSET

from content.split import split
from content.tell import line_of, source_line
from content.told import batch_rows, person_rows
from content.words import read_words

LONGEST_LINK = 1800  # characters of a mail link that every mail program still takes whole
TOLD_BY = {  # what a vendor wants to have ready, and the rows that tell it
    "serials": ("Serial numbers",),
    "problem": ("What happens", "You see"),
    "error-messages": ("Messages",),
}
BY_HAND = ("other-identifying", "software")  # what it wants besides, and no form of ours asks
PARCELS = {"one-report": "report"}  # by the vendor's form rule; else a request
REST = "This is not all of it: the rest would not fit into this mail. Copy the text on the page, and paste it here."


class Part(NamedTuple):
    """A part of the sheet: its heading, and rows of (label, text) or, where there is no label, plain lines."""

    heading: str
    rows: tuple


class Sheet(NamedTuple):
    """What a hand-over sheet says: to whom, what did not happen, the parts, and the address it is mailed to, if any."""

    title: str
    whom: str
    not_done: str
    parts: tuple
    by_hand: tuple
    to: str

    @property
    def text(self):
        """All of it as plain text, to be copied."""
        lines = [self.title, self.not_done]
        for part in self.parts:
            lines += ["", part.heading, *(line for row in part.rows for line in _lines(*row))]
        lines += ["", "To be added by hand", *(f"- {item}: " for item in self.by_hand)] if self.by_hand else []
        return "\n".join(lines) + "\n"

    @property
    def mail(self):
        """A mail link: an address of ours or none, a subject nobody typed, and as much of the text as fits."""
        head = f"mailto:{quote(self.to, safe='@')}?subject={_told(self.title)}&body="
        whole = head + _told(self.text)
        return whole if len(whole) <= LONGEST_LINK else head + _shortened(self.text, LONGEST_LINK - len(head))

    @property
    def shortened(self):
        """Whether the mail link leaves some of the text out."""
        return not self.mail.endswith(_told(self.text))


def dealer_first(policy):
    """Whether a vendor sends its dealers' customers to the dealer."""
    return policy.facts.dealer_purchase.value is not UNSET and any(
        rule.outcome.kind == "dealer" for rule in policy.rules
    )


def asked_by_mail(policy):
    """Whether the vendor takes requests by e-mail."""
    return policy.facts.request_by.value == "mail"


def sheet_for_dealer(vendor, answers, batches, dealer=None):
    """The Sheet for the dealer who sold these judged batches; `dealer` where their code is known."""
    whom = dealer.name if dealer else "the dealer who sold it"
    return _sheet(vendor, answers, batches, whom, dealer.contact if dealer else "")


def sheet_for_vendor(vendor, answers, batches, mailbox=""):
    """The Sheet for a vendor that takes requests itself."""
    return _sheet(vendor, answers, batches, vendor.name, mailbox)


def _sheet(vendor, answers, batches, whom, to):
    policy = batches[0].verdict.policy
    rule = policy.facts.units_per_form.value
    parcels = split(rule, batches, answers["together"])
    parts = [part for at, some in enumerate(parcels) for part in _parcel(vendor, policy, answers, some, rule, at)]
    count = sum(batch.count for batch in batches)
    person = answers["person"] | {"for_customer": answers["for_customer"]}
    return Sheet(
        title=f"Hand-over sheet: {count} {vendor.name} camera{'s' if count > 1 else ''}",
        whom=whom,
        not_done=f"No ticket was made, and nothing was sent to {vendor.name}.",
        parts=(
            Part("What is wanted", (("", read_words().purposes[answers["purpose"]]),)),
            *_numbered(parts, len(parcels), rule),
            Part("Who asks", tuple(row[:2] for row in person_rows(person))),
            Part(f"What {vendor.name}'s text says", tuple(("", line) for line in _says(vendor, policy, batches))),
        ),
        by_hand=tuple(_by_hand(policy)),
        to=to,
    )


def _parcel(vendor, policy, answers, batches, rule, at):
    for batch in batches:
        told = batch_rows(vendor, answers["purpose"], batch.answers, batch.days, asked=batch.asked())
        rows = [("Serial numbers", _serials(batch.units)), *(row[:2] for row in told)]
        yield at, Part(f"{batch.count} × {batch.found.model}", tuple(sorted(rows, key=_wanted(policy))))


def _numbered(parts, parcels, rule):
    """The parts of the batches; where the vendor wants several requests, each says into which it goes."""
    what = PARCELS.get(rule, "request")
    for at, part in parts:
        several = f"{what.capitalize()} {at + 1} of {parcels}: " if parcels > 1 else ""
        yield part._replace(heading=several + part.heading)


def _wanted(policy):
    """A key that sorts rows into the order in which the vendor names what it wants."""
    tags = policy.facts.have_ready.value
    order = [label for tag in (tags if tags is not UNSET else ()) for label in TOLD_BY.get(tag, ())]
    return lambda row: order.index(row[0]) if row[0] in order else len(order)


def _by_hand(policy):
    tags, words = policy.facts.have_ready.value, read_words().facts["have-ready"]
    return [words.value(tag).text for tag in tags if tag in BY_HAND] if tags is not UNSET else []


def _serials(units):
    told = [unit.serial for unit in units if unit.serial]
    blind = [unit.typed for unit in units if not unit.serial]
    remarks = "; ".join(filter(None, blind))
    told += [f"{len(blind)} without a number" + (f" ({remarks})" if remarks else "")] if blind else []
    return ", ".join(told)


def _says(vendor, policy, batches):
    """What applies to these batches, each once, and whose text it is."""
    for told in {batch.telling.rule: batch.telling for batch in batches}.values():
        yield f"{told.title}. {told.text}"
        yield from (f"{line.text} {line.doubt}".strip() for line in told.lines if line.group != "ready")
    yield line_of(vendor, policy, "units-per-form").text
    title, dated, read, address = source_line(vendor, policy)[:4]
    yield f"{title}, {dated}, last checked {read}. {address}".strip()


def _lines(label, text):
    first, *then = text.split("\n")
    yield f"{label}: {first}" if label else first
    yield from (f"  {line}" for line in then)


def _told(text):
    return quote(text.replace("\n", "\r\n"), safe="", errors="replace")


def _shortened(text, room):
    """As many lines of the text as fit into so many characters, and where the rest is."""
    end, kept = _told(f"\n{REST}\n"), ""
    for line in text.split("\n"):
        told = _told(f"{line}\n")
        if len(kept) + len(told) + len(end) > room:
            break
        kept += told
    return kept + end
