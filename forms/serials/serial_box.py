"""Read the serial box: what is typed, pasted or scanned becomes serials, and nothing is lost on the way."""

import re
from itertools import islice
from typing import NamedTuple

from content.schema.products import SerialForm
from content.wording.joining import joined, shortened
from forms.serials.cells import pieces
from forms.serials.pasted_table import lines, read_table
from forms.serials.pattern import LABEL, LONGEST, fits, is_hex, is_word, normal, says_something, tidy
from forms.serials.ranges import like_range, read_range

# Enough to count far past any limit, little enough to be read at once.
MOST_FINDINGS = 10_000
LONGEST_TEXT = 20_000
TOO_LONG = "This is longer than one form can take: {:,} characters, and {:,} are the most. Split it."
ANY_TEXT = SerialForm()

LINES = re.compile(r"\r\n|\r|\n")
HEADING = re.compile(rf"(?<![^\W_]){LABEL}[\W_]*$", re.IGNORECASE)


class Serial(NamedTuple):
    typed: str
    serial: str
    note: str
    line: int


class Reading(NamedTuple):
    serials: tuple[Serial, ...]
    notes: tuple[str, ...]
    errors: tuple[str, ...]
    remarks: tuple[str, ...] = ()


class Words(NamedTuple):
    """Something without a digit; `alone` where no serial stands on its line."""

    typed: str
    line: int
    alone: bool = False


class Note(str):
    """A sentence on how something was read."""


class Fault(str):
    """A sentence on what must be put right."""


def read_serials(text, form=None, limit=200):
    """Read the whole box: everything typed comes back as a serial, a remark, a note or an error."""
    text, form = text or "", form or ANY_TEXT
    if len(text) > LONGEST_TEXT:
        return Reading((), (), (TOO_LONG.format(len(text), LONGEST_TEXT),))
    found = list(islice(_findings(tidy(text), form, limit), MOST_FINDINGS + 1))
    serials = _of(Serial, found)
    kept, twice = _once(serials)
    remarks, passed = _remarks(_of(Words, found), serials, text)
    notes = (*map(str, _of(Note, found)), *_passed_over(passed), *_unlike(kept, form), *twice)
    errors = (*map(str, _of(Fault, found)), *_too_many(kept, remarks, found, limit))
    return Reading(tuple(kept), notes, errors, remarks)


def count(number):
    """'1 serial' or '20 serials'."""
    return "1 serial" if number == 1 else f"{number:,} serials"


def summary(reading):
    """Say in one sentence what was read; a long list is shortened in the middle."""
    names = [serial.serial for serial in reading.serials]
    if not names:
        return "I read no serials."
    return f"I read {count(len(names))}: {', '.join(shortened(names))}."


def _of(kind, found):
    return [item for item in found if isinstance(item, kind)]


def _findings(text, form, limit):
    table = read_table(list(enumerate(LINES.split(text), 1)), form)
    yield from map(Note, table.notes)
    for line, content in table.lines:
        yield from _line(line, content, form, limit)


def _line(line, content, form, limit):
    words, anything = [], False
    for typed, core in pieces(content, form):
        serial = normal(core or "", form)
        if core is None:
            yield Note(f"Line {line}: {typed}")
        elif not is_word(serial, form):
            anything = True
            yield from _read(typed, core, serial, line, form, limit)
        elif says_something(typed):
            words.append((typed, bool(serial)))
    yield from (Words(typed, line, alone and not anything) for typed, alone in words)


def _read(typed, core, serial, line, form, limit):
    if len(serial) > LONGEST:
        yield Fault(
            f"Line {line}: “{serial[:12]}…” is {len(serial)} characters long; a serial has at most {LONGEST}. "
            "Put each serial on its own line."
        )
    elif span := read_range(core, serial, form):
        yield from _expanded(typed, span, line, form, limit)
    else:
        yield _serial(typed, core, serial, line, form)


def _expanded(typed, span, line, form, limit):
    # Refused before a single one is made, so that a typing error cannot ask for a billion.
    if span.count > limit:
        yield Fault(f"Line {line}: {typed} is {count(span.count)}; one form takes at most {limit:,}. Split it.")
        return
    yield Note(f"Line {line}: I read {typed} as {count(span.count)}.")
    yield from (_serial(typed, serial, serial, line, form) for serial in span.serials)


def _serial(typed, core, serial, line, form):
    if is_hex(serial, form):
        number = str(int(serial, 16))
        return Serial(typed, number, f"{serial} is the hexadecimal way to write {number}; I noted {number}.", line)
    doubt = like_range(core, form) and not (form.pattern and fits(serial, form))
    kept = f"I kept {serial} as one serial. If you mean a range, write every serial on its own line."
    return Serial(typed, serial, kept if doubt else "", line)


def _remarks(words, serials, text):
    """Tell what may stand for a unit from words beside a serial and from the heading above them all.

    The first are given back with all that was typed, joiners too, where they are the whole of a line.
    """
    first = min((serial.line for serial in serials), default=0)
    headings = {word.line for word in words if word.line < first and HEADING.search(word.typed)}
    remarks = [word.typed for word in words if word.alone and word.line not in headings]
    passed = [word for word in words if not word.alone or word.line in headings]
    whole = {tidy(line).strip(): line.strip() for line in LINES.split(text)}
    return tuple(whole.get(remark, remark) for remark in remarks), passed


def _passed_over(words):
    if not words:
        return []
    if len(words) == 1:
        return [f"Line {words[0].line}: I passed over “{words[0].typed}”, which is no serial."]
    places = {}
    for word in words:
        places.setdefault(word.typed, []).append(word.line)
    told = joined(f"“{typed}” on {lines(where)}" for typed, where in places.items())
    return [f"I passed over {told}, which are no serials."]


def _unlike(serials, form):
    """One sentence for all that do not fit, however many; one kept as it is for another reason has its own."""
    names = [serial.serial for serial in serials if not serial.note and not fits(serial.serial, form)]
    if not names:
        return []
    these = "This does" if len(names) == 1 else "These do"
    return [f"{these} not look like this vendor's serials: {', '.join(shortened(names))}. {form.sentence}".strip()]


def _once(serials):
    """Keep each serial once, and say where the others stood."""
    places = {}
    for serial in serials:
        places.setdefault(serial.serial, []).append(serial)
    return [same[0] for same in places.values()], [_twice(name, same) for name, same in places.items() if same[1:]]


def _twice(name, same):
    spellings = dict.fromkeys(one.typed for one in same[1:] if one.typed != name)
    also = f" (also written {', '.join(spellings)})" if spellings else ""
    times = "twice" if len(same) == 2 else f"{len(same)} times"
    return f"{name} is there {times}, on {lines(one.line for one in same)}{also}; I kept it once."


def _too_many(kept, remarks, found, limit):
    if len(found) > MOST_FINDINGS:
        return [f"This is too long to read at once; one form takes at most {limit:,} serials. Split it."]
    if len(kept) + len(remarks) > limit:
        others = f" and {len(remarks):,} without a number" if remarks else ""
        return [f"{count(len(kept))}{others} are too many; one form takes at most {limit:,}. Split the list."]
    return []
