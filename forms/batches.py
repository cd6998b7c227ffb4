"""A draft's answers as judged batches: the model found, the serials read, the verdict of the vendor's own rules."""

from dataclasses import replace
from typing import NamedTuple

from content.catalogue import Found, find_model, serial_form
from content.dates import judging_day, written
from content.judge import Case, Verdict, judge
from content.serials import Reading, read_serials, summary
from content.tell import Telling, telling
from forms.form import MOST_SERIALS, read_count, read_day
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
        """What was read from the serial box, in one sentence."""
        blind = self.count - len(self.serials)
        told = [summary(replace(self.reading, serials=self.serials))] if self.serials else []
        return " ".join(told + [f"{blind} without a number you can read."] * bool(blind))

    @property
    def serials(self):
        """The serials read; words without a digit, such as "cannot read it", are none."""
        return tuple(serial for serial in self.reading.serials if _has_digit(serial))

    @property
    def notes(self):
        """How the box was read, where there is something to say."""
        return (*self.reading.notes, *(f"Line {serial.line}: {serial.note}" for serial in self.serials if serial.note))

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
    told = telling(vendor, verdict.policy, verdict.rule)
    return Judged(line, batch, found, reading, tuple(_units(batch, found, reading)), case, verdict, told)


def _units(batch, found, reading):
    for serial in reading.serials:
        seen = serial.serial if _has_digit(serial) else ""
        yield NewUnit(line=serial.line, typed=serial.typed, serial=seen, no_serial="" if seen else "unreadable")
    count = read_count(batch["unreadable"]) or (0 if reading.serials else 1)
    why = "accessory" if found.family and found.family.kind == "accessory" else "unreadable"
    for _ in range(count):
        yield NewUnit(line=0, no_serial=why)


def _has_digit(serial):
    return any(sign.isdecimal() for sign in serial.serial)
