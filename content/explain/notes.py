"""The notes of a verdict: until when a warranty runs, what is in doubt, and what the text does not say."""

from datetime import date

from content.dates import written
from content.eligibility.events import warranty_clock
from content.eligibility.judge import as_said
from content.eligibility.warranty import clock_of, ends_of
from content.explain.facts import lines_of
from content.explain.holds import length_of
from content.explain.texts import question_text
from content.schema.when import axes_of
from content.wording.catalog import read_words
from content.wording.joining import joined

OPEN_ENDS = {date.min: "earlier", date.max: "later"}  # last days that no row names


def notes_of(vendor, case, verdict):
    """The sentences a reader of a Verdict must see: until when it holds, and what had to be assumed."""
    policy = verdict.policy
    # What is replaced, or asked about, because of how it arrived is so whatever its warranty.
    about_warranty = case.purpose == "repair" and "warranty" in verdict.rule.when
    return tuple(_notes(vendor, policy, as_said(policy, case), about_warranty, verdict.day))


def is_claimed(vendor, case, verdict):
    """Whether a Verdict of being in warranty rests on the customer's word alone: no length is stated that proves it."""
    rule, known = verdict.rule, as_said(verdict.policy, case)
    rests = rule.outcome.kind == "warranty" and rule.when.get("warranty") == "in"
    return rests and not ends_of(vendor, verdict.policy, known, verdict.day).readings


def _notes(vendor, policy, case, about_warranty, today):
    ends = ends_of(vendor, policy, case, today)
    if about_warranty and ends.readings:
        yield _until(vendor, policy, case, ends, today)
        yield from dict.fromkeys(text for row, _ in ends.readings for text in (row.doubt, *_conditions(row)) if text)
        yield from (doubt for doubt in ends.doubts if doubt not in {row.doubt for row, _ in ends.readings})
        if any(clock_of(policy, row, case.situation) is None for row, _ in ends.readings if not row.words):
            yield from _unsaid(vendor, policy, case, "warranty-clock", "we counted from the day you bought it")
        yield from dict.fromkeys(_fallbacks(policy, case, ends))
    elif about_warranty and case.warranty_said == "in":
        yield f"That it is in warranty is what you say; {vendor.name} checks it."
    if case.bought_from == "dealer":
        yield from _unsaid(vendor, policy, case, "dealer-purchase", "ask the dealer too")
    day = case.dates.get(warranty_clock(policy, case.situation).event)
    if day and day < policy.day:
        yield from _unsaid(vendor, policy, case, "revision-binds", "we judged by today's")


def _until(vendor, policy, case, ends, today):
    longest = ends.readings[-1]
    source = vendor.file.sources[longest.row.source].title
    if ends.settled and longest.row.is_none:
        return f"By its text there is no warranty for it ({source})."
    if ends.settled:
        runs = "runs until" if today <= longest.until else "ran until"
        return f"By the length stated for it the warranty {runs} {written(longest.until)} ({source})."
    least = "" if not ends.open else " For some no length is stated."
    return f"{_why(policy, case, ends)}: {_days_of(ends)} ({source}).{least}"


def _why(policy, case, ends):
    """Why the last day is not settled: what it depends on and is not known, else that the text is not clear."""
    unknown = [_scope(policy, axis) for axis in _told_apart_by(policy, ends) if not case.situation.on(axis)]
    unknown += [read_words().events_asked[event].day for event in _days_missing(policy, case, ends)]
    if unknown:
        return f"How long the warranty runs depends on {joined(dict.fromkeys(unknown))}"
    if in_words := next((row for row, _ in ends.readings if row.words and not row.is_none), None):
        return f"The warranty runs {length_of(in_words)}"
    return "The length of the warranty can be read in two ways"


def _days_of(ends):
    """'until 3 May 2026 or 3 May 2027', 'no warranty at all, or until 3 May 2026 or later'."""
    days = dict.fromkeys(day for row, day in ends.readings if not row.is_none)
    told = [written(day) for day in days if day not in OPEN_ENDS]
    told += [word for day, word in OPEN_ENDS.items() if day in days]
    nothing = ["no warranty at all"] if any(row.is_none for row, _ in ends.readings) else []
    return ", or ".join([*nothing, f"until {joined(told, 'or')}"]) if told else "".join(nothing)


def _scope(policy, axis):
    """What stands on an axis: 'the country it was bought in', 'the answer to “Which part is faulty?”'."""
    return read_words().scopes.get(axis) or f"the answer to “{question_text(policy, axis).ask}”"


def _days_missing(policy, case, ends):
    """The events whose day is not known though a clock of these rows counts from it, or no later than it."""
    clocks = [clock_of(policy, row, case.situation) for row, _ in ends.readings if not row.words]
    starts = [start for clock in clocks if clock for name, start in clock.starts.items() if name in ("", "latest")]
    return dict.fromkeys(start.event for start in starts if start.event not in case.dates)


def _fallbacks(policy, case, ends):
    """A sentence for each clock that is counted from another day, since its own is not known."""
    for row, _ in ends.readings:
        clock = None if row.words else clock_of(policy, row, case.situation)
        if clock and clock.otherwise and clock.event not in case.dates and clock.otherwise.event in case.dates:
            own, other = (read_words().events_asked[start.event].day for start in (clock, clock.otherwise))
            yield f"We counted from {other}, since {own} is not known; with a proof of that it may end on another day."


def _told_apart_by(policy, ends):
    """The axes by which the rows that may hold, or their clocks, are told apart, but for the purpose and the family."""
    rows = [row for row, _ in ends.readings]
    clocks = policy.rows("warranty-clock") if any(not row.clock for row in rows) else ()
    return [axis for axis in axes_of((*rows, *clocks)) if axis not in ("purpose", "kind", "family")]


def _conditions(row):
    """The condition that the text sets for a length, as a sentence."""
    return [f"This length holds {row.only_if.removesuffix('.')}."] if row.only_if else []


def _unsaid(vendor, policy, case, key, so):
    """That the text does not say this for such a case, and what follows; nothing where it does."""
    lines = lines_of(vendor, policy, key, case.situation)
    return [f"{vendor.short} does not say {lines[0].unsaid}; {so}."] if all(line.silent for line in lines) else []
