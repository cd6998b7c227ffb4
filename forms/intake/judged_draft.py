"""A draft's answers as judged batches: the model found, the serials read, the verdict of the vendor's own rules."""

from typing import NamedTuple

from content.dates import read_day
from content.eligibility.catalogue import FoundModel, find_model, region_of, serial_form
from content.eligibility.dealer_rule import for_dealer
from content.eligibility.events import events_asked
from content.eligibility.judge import Case, Verdict, judge
from content.eligibility.revision_in_force import in_force
from content.explain.notes import notes_of
from content.explain.outcome import OutcomeInWords, outcome_in_words
from forms.intake.form import field_of
from forms.intake.validate import read_count
from forms.records.limits import MOST_SERIALS
from forms.records.request import Unit
from forms.rma.request_summary import asked_rows, batch_rows
from forms.serials.serial_box import Reading, read_serials, summary
from forms.web.request_context import today_of


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

    @property
    def count(self):
        return len(self.units)

    @property
    def read(self):
        """What was read from the serial box, in one sentence or two."""
        blind = self.count - len(self.reading.serials)
        sentences = [summary(self.reading)] if self.reading.serials else []
        sentences += [f"{blind} without a number."] if blind else []
        return " ".join([*sentences, *(f"You wrote: “{remark}”." for remark in self.reading.remarks)])

    def rows(self, vendor, edit=""):
        """Its SummaryRows, with the policy's own questions; each to be changed where `edit` is the form's address."""
        policy, fields = self.verdict.policy, edit and f"{edit}#batches-{self.line - 1}-"
        days, asked = _days(self.answers, policy), asked_rows(policy, self.case.said, edit)
        return batch_rows(vendor, self.case.purpose, self.answers, days, fields, asked)


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


def _days(answers, policy):
    """{event: its date, or None where it is not known} of a batch's answers, for the events that are asked."""
    return {event: read_day(answers.get(field_of(event))) for event in events_asked(policy)}


def _judged(vendor, answers, line, batch, box, count):
    today, family = today_of(vendor), box[0].family
    policy = in_force(vendor, today)
    case = Case(
        purpose=answers["purpose"], family=family.slug if family else "",
        dates={event: day for event, day in _days(batch, policy).items() if day},
        bought_from=batch["bought_from"], warranty_said=batch["warranty_said"], said=answers["said"],
        region=region_of(vendor, answers["person"]["country"]), count=count,
    )  # fmt: skip
    verdict = judge(vendor, case, today, policy)
    also = ("dealer-purchase",) if case.bought_from == "dealer" else ()
    rule = for_dealer(vendor, verdict.rule) if answers["for_customer"] else verdict.rule
    notes, outcome = notes_of(vendor, case, verdict), outcome_in_words(vendor, policy, rule, also)
    return JudgedBatch(line, batch, *box, case, verdict, notes, outcome)


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
