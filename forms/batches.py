"""A draft's answers as judged batches: the model found, the serials read, the verdict of the vendor's own rules."""

from typing import NamedTuple

from content.catalogue import Found, find_model, serial_form
from content.dates import judging_day, read_day, written
from content.judge import Case, Verdict, judge
from content.serials import Reading, read_serials, summary
from content.tell import Telling, telling
from forms.checks import read_count
from forms.form import MOST_SERIALS
from forms.store import NewUnit


class Judged(NamedTuple):
    """One batch as it will be sent: `answers` as typed, everything else read from them."""

    line: int
    answers: dict
    found: Found
    reading: Reading
    units: tuple
    case: Case
    verdict: Verdict
    telling: Telling

    @property
    def count(self):
        return len(self.units)

    @property
    def read(self):
        """What was read from the serial box, in one sentence or two."""
        blind = self.count - len(self.reading.serials)
        told = [summary(self.reading)] if self.reading.serials else []
        told += [f"{blind} without a number."] if blind else []
        return " ".join([*told, *(f"You wrote: “{remark}”." for remark in self.reading.remarks)])

    @property
    def notes(self):
        """How the box was read, where there is something to say."""
        own = (f"Line {serial.line}: {serial.note}" for serial in self.reading.serials if serial.note)
        return (*self.reading.notes, *own)

    @property
    def day(self):
        """The day of purchase in words; empty where it is not known."""
        return written(self.case.dates["purchase"]) if self.case.dates else ""


def judged(vendor, answers, moment):
    """Every batch of a draft's answers, judged by the text in force at `moment`."""
    return [_judged(vendor, answers, line, batch, moment) for line, batch in enumerate(answers["batches"], 1)]


def _judged(vendor, answers, line, batch, moment):
    found = find_model(vendor, batch["model"])
    reading = read_serials(batch["serials"], serial_form(vendor, found.family), MOST_SERIALS)
    day = read_day(batch["bought_on"])
    case = Case(
        purpose=answers["purpose"],
        family=found.family.slug if found.family else "",
        dates={"purchase": day} if day else {},
        bought_from=batch["bought_from"],
        warranty_said=batch["warranty_said"],
        said=answers["said"],
    )
    verdict = judge(vendor, case, judging_day(vendor.file.zone, moment))
    also = ("dealer-purchase",) if case.bought_from == "dealer" else ()
    told = telling(vendor, verdict.policy, verdict.rule, also)
    return Judged(line, batch, found, reading, tuple(_units(batch, found, reading)), case, verdict, told)


def _units(batch, found, reading):
    """A unit a serial, and one for each camera without: as many as counted, else one a remark, else one at all."""
    yield from (NewUnit(line=one.line, typed=one.typed, serial=one.serial) for one in reading.serials)
    count, why = read_count(batch["unreadable"]), "unreadable"
    if found.family and found.family.kind == "accessory":
        why = "accessory"
    said = () if count else reading.remarks
    yield from (NewUnit(line=0, typed=remark, no_serial=why) for remark in said)
    blind = count or (0 if reading.serials or said else 1)
    yield from (NewUnit(line=0, no_serial=why) for _ in range(blind))
