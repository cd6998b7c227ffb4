"""A draft's answers as judged batches: the model found, the serials read, the verdict of the vendor's own rules."""

from typing import NamedTuple

from content.dates import read_day
from content.eligibility.catalogue import FoundModel, find_model, region_of, serial_form
from content.eligibility.judge import Case, Verdict, as_said, judge
from content.explain.events import events_asked
from content.explain.notes import is_claimed, notes_of
from content.explain.outcome import OutcomeInWords, claimed_words, outcome_for_dealer, outcome_in_words
from content.wording.catalog import read_words
from forms.intake.days import contradictions
from forms.intake.form import field_of
from forms.intake.own_answers import said_of
from forms.intake.validate import read_count
from forms.records.limits import MOST_SERIALS
from forms.records.request import Unit
from forms.rma.request_summary import batch_rows, own_rows
from forms.serials.serial_box import Reading, read_serials, summary
from forms.web.request_context import text_in_force, today_of


class JudgedBatch(NamedTuple):
    """One batch as it will be sent: `answers` as typed, everything else read from them."""

    line: int
    answers: dict
    found: FoundModel
    reading: Reading
    units: tuple
    case: Case
    verdict: Verdict
    verdict_notes: tuple
    outcome: OutcomeInWords
    claimed: bool = False  # whether it is in warranty on the customer's word alone

    @property
    def count(self):
        return len(self.units)

    @property
    def contradictions(self):
        """A sentence for each of its days that cannot be right beside another."""
        told = read_words().events_asked
        return [f"{told[event].told}: {sentence}" for event, sentence in contradictions(self.case.dates).items()]

    @property
    def read(self):
        """What was read from the serial box, in one sentence or two."""
        blind = self.count - len(self.reading.serials)
        sentences = [summary(self.reading)] if self.reading.serials else []
        sentences += [f"{blind} without a number."] if blind else []
        return " ".join([*sentences, *(f"You wrote: “{remark}”." for remark in self.reading.remarks)])

    def rows(self, vendor, edit="", less=()):
        """Its SummaryRows, with the policy's own questions `less` some; `edit` is the form's address to change it."""
        policy, fields = self.verdict.policy, edit and f"{edit}#batches-{self.line - 1}-"
        own = {id: answer for id, answer in self.case.said.items() if id not in less}
        days, purpose = _days(vendor, self.answers, policy), self.case.purpose
        asked = own_rows(vendor, policy, purpose, own, edit, fields)
        return batch_rows(vendor, policy, purpose, self.answers, days, fields, asked)


def judge_draft(vendor, answers):
    """Every batch of a draft's answers as a JudgedBatch, by the text in force today."""
    boxes = [_read_box(vendor, batch) for batch in answers["batches"]]
    count = sum(len(units) for *_, units in boxes)
    both = zip(answers["batches"], boxes, strict=True)
    return [_judged(vendor, answers, line, batch, box, count) for line, (batch, box) in enumerate(both, 1)]


def _read_box(vendor, batch):
    """(FoundModel, Reading of the serial box, the Units they make) of one batch."""
    found = find_model(vendor, batch["model"])
    reading = read_serials(batch["serials"], serial_form(vendor, found.family), MOST_SERIALS)
    return found, reading, tuple(_units(batch, found, reading))


def _days(vendor, answers, policy):
    """{event: its date, or None where it is not known} of a batch's answers, for the events that are asked."""
    return {event: read_day(answers.get(field_of(event))) for event in events_asked(vendor, policy)}


def _judged(vendor, answers, line, batch, box, count):
    today, family, country = today_of(vendor), box[0].family, answers["person"]["country"]
    policy = text_in_force(vendor, country)
    case = as_said(policy, Case(
        purpose=answers["purpose"], family=family.slug if family else "",
        dates={event: day for event, day in _days(vendor, batch, policy).items() if day},
        bought_from=batch["bought_from"], warranty_said=batch["warranty_said"],
        said=said_of(policy, answers, line), region=region_of(vendor, country), count=count,
    ))  # fmt: skip
    verdict = judge(vendor, case, today, policy)
    also = ("dealer-purchase",) if case.bought_from == "dealer" else ()
    told = outcome_for_dealer if answers["for_customer"] else outcome_in_words
    notes, outcome = notes_of(vendor, case, verdict), told(vendor, policy, verdict.rule, also, case.situation)
    claimed = is_claimed(vendor, case, verdict)
    outcome = outcome._replace(text=claimed_words(vendor, outcome.kind)) if claimed else outcome
    return JudgedBatch(line, batch, *box, case, verdict, notes, outcome, claimed)


def _units(batch, found, reading):
    """A unit a serial, and one for each camera without: as many as counted, else one a remark, else one at all."""
    yield from (Unit(line=read.line, typed=read.typed, serial=read.serial) for read in reading.serials)
    count, why = read_count(batch["unreadable"]), "unreadable"
    if found.family and found.family.kind == "accessory":
        why = "accessory"
    remarks = () if count else reading.remarks
    yield from (Unit(line=0, typed=remark, no_serial=why) for remark in remarks)
    blind = count or (0 if reading.serials or remarks else 1)
    yield from (Unit(line=0, no_serial=why) for _ in range(blind))
