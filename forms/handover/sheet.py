"""The hand-over sheet: all that was typed, split and ordered as a vendor wants it, for whoever helps instead of us."""

from typing import NamedTuple

from msgspec import UNSET

from content.dates import written
from content.explain.facts import fact_line
from content.explain.sources import source_line
from content.wording.catalog import read_words
from content.wording.joining import joined
from content.wording.possessive import possessive
from forms.handover.mail_link import mail_link
from forms.rma.own_questions import shared_answers
from forms.rma.request_summary import SummaryRow, own_rows, person_rows
from forms.rma.split import requests_of

TOLD_BY = {  # what a vendor wants to have ready, and the rows that tell it
    "serials": ("Serial numbers",),
    "problem": ("What happens", "You see"),
    "error-messages": ("Messages",),
}
LAST = TOLD_BY["error-messages"]  # what a mail can best do without
BY_HAND = ("other-identifying", "software")  # what it wants besides, and no form of ours asks


class Part(NamedTuple):
    """A part of the sheet: its heading, and SummaryRows; those without a label are plain lines."""

    heading: str
    rows: tuple

    def apart(self, labels):
        """The part without the rows of these labels, and the part with them alone."""
        with_them = [row for row in self.rows if row.label in labels]
        others = [row for row in self.rows if row.label not in labels]
        return Part(self.heading, others), Part(self.heading, with_them)


class HandoverSheet(NamedTuple):
    """What a hand-over sheet says: when, to whom, what did not happen, its parts, where it is mailed to, if at all."""

    title: str
    made: str
    whom: str
    not_done: str
    wanted: Part
    cameras: tuple
    asks: Part
    says: Part
    by_hand: tuple
    to: str
    own: bool  # whether it is the vendor who reads it, and knows what its own text says

    @property
    def parts(self):
        return (self.wanted, *self.cameras, self.asks, self.says)

    @property
    def text(self):
        """All of it as plain text, to be copied."""
        return _text((self.title, self.made, self.not_done), self.parts, self.by_hand)

    @property
    def mailed(self):
        """What its reader does not know yet, as plain text."""
        return _text((self.title, self.made), self.parts[:-1], self.by_hand) if self.own else self.text

    @property
    def brief(self):
        """The same, so ordered that it can be cut at its end: who asks, the cameras, their messages."""
        heads = (self.title, self.made) if self.own else (self.title, self.made, self.not_done)
        cameras, messages = zip(*(part.apart(LAST) for part in self.cameras), strict=True)
        return _text(heads, (self.asks, self.wanted, *cameras, *(part for part in messages if part.rows)))

    @property
    def mail(self):
        """The MailLink of what its reader does not know yet; its address is one of ours, or none."""
        return mail_link(self.to, self.title, self.mailed, self.brief)


def parcel_word(policy):
    """What a vendor calls one of the parts that a request is split into."""
    return "report" if all(row.value == "one-report" for row in policy.rows("units-per-form")) else "request"


def batches_words(batches):
    """'2 × PL-D755 and 1 × PL-B741'."""
    return joined([f"{batch.count} × {batch.found.model}" for batch in batches])


def sheet_for_dealer(vendor, answers, batches, dealer=None):
    """The HandoverSheet for the dealer who sold these judged batches; `dealer` where their code is known."""
    whom = dealer.name if dealer else "the dealer who sold it"
    return _sheet(vendor, answers, batches, whom, dealer.contact if dealer else "", own=False)


def sheet_for_vendor(vendor, answers, batches, mailbox=""):
    """The HandoverSheet for a vendor that takes requests itself."""
    return _sheet(vendor, answers, batches, vendor.name, mailbox, own=True)


def _sheet(vendor, answers, batches, whom, to, own):
    policy = batches[0].verdict.policy
    tags, words = policy.fact("have-ready").value, read_words()
    wanted = () if tags is UNSET else tags
    count, said_of_all = sum(batch.count for batch in batches), _said_of_all(vendor, policy, batches)
    person = answers["person"] | {"for_customer": answers["for_customer"]}
    return HandoverSheet(
        title=f"Hand-over sheet: {count} {vendor.name} camera{'s' if count > 1 else ''}",
        made=f"Made on {written(batches[0].verdict.day)}.",
        whom=whom,
        not_done=f"No ticket was made, and nothing was sent to {vendor.name}.",
        wanted=Part("What is wanted", _lines([words.purposes[answers["purpose"]], *said_of_all])),
        cameras=tuple(_cameras(vendor, answers, batches, wanted)),
        asks=Part("Who asks", tuple(person_rows(person, whose="their"))),
        says=Part(f"What {possessive(vendor.name)} text says", _lines(_says(vendor, policy, batches))),
        by_hand=tuple(words.facts["have-ready"].value(tag).text for tag in wanted if tag in BY_HAND),
        to=to,
        own=own,
    )


def _cameras(vendor, answers, batches, wanted):
    """A Part for each batch; its heading says into which request it goes, where the vendor wants more than one.

    The rows stand in the order in which the vendor names what it `wanted`.
    """
    policy = batches[0].verdict.policy
    shared = shared_answers([batch.case.said for batch in batches])
    order = [label for tag in wanted for label in TOLD_BY.get(tag, ())]
    parcels = requests_of(policy, batches, answers["together"])
    for number, parcel in enumerate(parcels, 1):
        several = f"{parcel_word(policy).capitalize()} {number} of {len(parcels)}: " if len(parcels) > 1 else ""
        for batch in parcel:
            rows = [SummaryRow("Serial numbers", _serials(batch.units)), *batch.rows(vendor, less=shared)]
            rows.sort(key=lambda row: order.index(row.label) if row.label in order else len(order))
            yield Part(f"{several}{batch.count} × {batch.found.model}", tuple(rows))


def _said_of_all(vendor, policy, batches):
    """What every group answered alike, a line each; nothing where there is one group."""
    shared = shared_answers([batch.case.said for batch in batches])
    return [row.line for row in own_rows(vendor, policy, batches[0].case.purpose, shared)]


def _serials(units):
    serials = [unit.serial for unit in units if unit.serial]
    blind = [unit.typed for unit in units if not unit.serial]
    remarks = "; ".join(filter(None, blind))
    serials += [f"{len(blind)} without a number" + (f" ({remarks})" if remarks else "")] if blind else []
    return ", ".join(serials)


def _says(vendor, policy, batches):
    """What applies to these batches, each once, and whose text it is."""
    for rule, told in {batch.outcome.rule: batch.outcome for batch in batches}.items():
        own = policy.rule(rule).outcome.kind == told.kind  # else it is told to a dealer, and the text does not say it
        yield from [f"{told.title}. {told.text}"] if own else []
        yield from (line.told for line in told.lines if line.group != "ready")
    yield fact_line(vendor, policy, "units-per-form", *(batch.case.situation for batch in batches)).told
    source = source_line(vendor, policy, policy.source)
    yield f"{source.title}, {source.dated}, last checked {source.read}. {source.address}".strip()


def _lines(texts):
    return tuple(SummaryRow("", text) for text in texts)


def _text(heads, parts, by_hand=()):
    lines = [*heads]
    for part in parts:
        lines += ["", part.heading, *(line for row in part.rows for line in _row_lines(row))]
    lines += ["", "To be added by hand", *(f"- {item}: " for item in by_hand)] if by_hand else []
    return "\n".join(lines) + "\n"


def _row_lines(row):
    first, *then = (row.line if row.label else row.text).split("\n")
    yield first
    yield from (f"  {line}" for line in then)
