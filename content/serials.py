"""Read the serial box: what is typed, pasted or scanned becomes serials, and nothing is lost on the way."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby, islice
from types import SimpleNamespace

from content.ranges import DASH, like_range, read_range
from content.serialform import ENDS, LABEL, LABELS, LONGEST, fits, has_digit, is_hex, normal

# Enough to count far past any limit, little enough to be read at once.
MOST_FINDINGS = 10_000
ANY_TEXT = SimpleNamespace(pattern="", hex=False, at_most=None, sentence="")

LINES = re.compile(r"\r\n|\r|\n")
# Scanners and spreadsheets end a field with a control character; two blanks are a column, one may be inside a serial.
CELLS = re.compile(r"[\x00-\x1f\x7f-\x9f,;|\u3001\u2028\u2029]+| {2,}")
BEFORE_LABEL = re.compile(rf" (?={LABEL})", re.IGNORECASE)
NUMBERED = re.compile(r"[\W_]*\d{1,3}[.)]\s+(?=.*[^\W_])")
TO = re.compile(rf" (?:{DASH}|to|thru|through) | (?=[-\u2013\u2014\u2026])|(?<=[-\u2013\u2014\u2026]) ", re.IGNORECASE)
CHAIN = re.compile(rf"\S+(?:(?:{TO.pattern})\S+)+|\S+", re.IGNORECASE)


@dataclass(frozen=True)
class Serial:
    typed: str
    serial: str
    note: str
    line: int


@dataclass(frozen=True)
class Reading:
    serials: tuple[Serial, ...]
    notes: tuple[str, ...]
    errors: tuple[str, ...]


class Note(str):
    """A sentence on how something was read."""


class Fault(str):
    """A sentence on what must be put right."""


def read_serials(text, form=None, limit=200):
    """Read the whole box: everything typed comes back as a serial, a note or an error."""
    found = list(islice(_findings(_tidy(text or ""), form or ANY_TEXT, limit), MOST_FINDINGS + 1))
    serials = [item for item in found if isinstance(item, Serial)]
    kept, twice = _once(serials)
    notes = [item for item in found if isinstance(item, Note)]
    errors = [item for item in found if isinstance(item, Fault)]
    return Reading(tuple(kept), tuple(map(str, notes + twice)), tuple(map(str, errors + _too_many(kept, found, limit))))


def write_serials(serials):
    """Write serials one a line, as they would be read again."""
    return "\n".join(serial.serial for serial in serials)


def summary(reading):
    """Say in one sentence what was read; a long list is shortened in the middle."""
    names = [serial.serial for serial in reading.serials]
    if not names:
        return "I read no serials."
    return f"I read {_count(len(names))}: {', '.join(_shortened(names))}."


def _tidy(text):
    """Drop what cannot be seen and bring wide signs, foreign digits and special blanks to their plain form."""
    return unicodedata.normalize("NFC", "".join(map(_plain, text)))


def _plain(sign):
    if sign.isascii():
        return sign
    if unicodedata.category(sign) == "Cf":
        return ""
    if sign.isdecimal():
        return str(int(sign))
    if unicodedata.category(sign) == "Zs":
        return " "
    return unicodedata.normalize("NFKC", sign) if unicodedata.east_asian_width(sign) == "F" else sign


def _findings(text, form, limit):
    for line, content in enumerate(LINES.split(text), 1):
        for lead, body in _cells(content):
            for typed, core in _pieces(lead, body, form):
                if core is None:
                    yield Note(f"Line {line}: {typed}")
                else:
                    yield from _read(typed, core, line, form, limit)


def _cells(line):
    """Cut a line where no serial can go on, and tell labels and numbering from what stands behind them."""
    numbering = NUMBERED.match(line)
    lead = numbering[0] if numbering else ""
    columns = CELLS.split(line[len(lead) :])
    for cell in (cell for column in columns for cell in BEFORE_LABEL.split(column)):
        label = LABELS.match(cell)[0]
        if len(label) < len(cell):
            yield lead + label, cell[len(label) :]
            lead = ""
        elif _said(label):
            lead += label + " "
    if _said(lead):
        yield lead, ""


def _pieces(lead, body, form):
    """Yield what was typed and the serial or range in it; a remark comes with None instead."""
    if not body:
        yield f"I passed over “{lead.strip()}”, which is no serial.", None
        return
    (typed, core), *others = _words(body, form)
    words = [((lead + typed).strip(), core), *others]
    for alone, run in groupby(words, key=lambda word: _stands_alone(word[1], form)):
        yield from _joined_or_apart(list(run), alone, form)


def _words(body, form):
    """Cut at blanks, but keep a range in one piece."""
    for chain in CHAIN.findall(body):
        ends = [ENDS.sub("", end) for end in TO.split(chain)]
        if len(ends) == 2 and all(map(has_digit, ends)):
            yield chain, "–".join(ends)
        else:
            yield from ((part, part) for word in chain.split() for part in _sides(word, form))


def _sides(word, form):
    """Cut "16048501/16048502", but only where each side is a serial of this vendor."""
    sides = re.split("[/&+]", ENDS.sub("", word))
    return sides if form.pattern and all(fits(normal(side, form), form) for side in sides) else [word]


def _stands_alone(word, form):
    if form.pattern:
        return fits(normal(word, form), form)
    return has_digit(word) and (len(word) >= 5 or "–" in word)


def _joined_or_apart(words, alone, form):
    """Take words with single blanks between them as one serial, or each as its own; never two as one."""
    typed = " ".join(word for word, _ in words)
    joined = "".join(core for _, core in words)
    prose = not has_digit(joined)
    whole = bool(form.pattern) and fits(normal(joined, form), form)
    one = len(words) == 1 or not alone and (prose or whole or not form.pattern)
    if one:
        yield typed, " ".join(core for _, core in words) if prose else joined
    else:
        yield from words
    if len(words) > 1 and not prose and len(joined) <= LONGEST and (one or alone and whole):
        read = _count(1 if one else len(words))
        yield f"I read “{typed}” as {read}. If that is wrong, put each serial on its own line, without blanks.", None


def _read(typed, core, line, form, limit):
    serial = normal(core, form)
    if not serial and _said(typed):
        yield Note(f"Line {line}: I passed over “{typed}”, which is no serial.")
    elif len(serial) > LONGEST:
        yield Fault(
            f"Line {line}: “{serial[:12]}…” is {len(serial)} characters long; a serial has at most {LONGEST}. "
            "Please put each serial on its own line."
        )
    elif serial and (span := read_range(core, serial, form)):
        yield from _expanded(typed, span, line, form, limit)
    elif serial:
        yield _serial(typed, core, serial, line, form)


def _expanded(typed, span, line, form, limit):
    prefix, width, first, last = span
    count = last - first + 1
    # Refused before a single one is made, so that a typing error cannot ask for a billion.
    if count > limit:
        yield Fault(f"Line {line}: {typed} is {_count(count)}; one form takes at most {limit:,}. Please split it.")
        return
    yield Note(f"Line {line}: I read {typed} as {_count(count)}.")
    for number in range(first, last + 1):
        serial = f"{prefix}{number:0{width}}"
        yield _serial(typed, serial, serial, line, form)


def _serial(typed, core, serial, line, form):
    if is_hex(serial, form):
        number = str(int(serial, 16))
        return Serial(typed, number, f"{serial} is the hexadecimal way to write {number}; I noted {number}.", line)
    return Serial(typed, serial, _doubt(core, serial, form), line)


def _doubt(core, serial, form):
    if fits(serial, form) and (form.pattern or not like_range(core, form)):
        return ""
    if like_range(core, form):
        return f"I kept {serial} as one serial. If you mean a range, please write every serial on its own line."
    hint = form.sentence.strip() or "It does not look like this vendor's serials."
    return f"Please check {serial}. {hint} I kept it as you typed it."


def _once(serials):
    """Keep each serial once, and say where the others stood."""
    places = {}
    for serial in serials:
        places.setdefault(serial.serial, []).append(serial)
    return [same[0] for same in places.values()], [_twice(name, same) for name, same in places.items() if same[1:]]


def _twice(name, same):
    *others, last = _shortened([str(line) for line in dict.fromkeys(one.line for one in same)])
    where = f"lines {', '.join(others)} and {last}" if others else f"line {last}"
    spellings = dict.fromkeys(one.typed for one in same[1:] if one.typed != name)
    also = f" (also written {', '.join(spellings)})" if spellings else ""
    times = "twice" if len(same) == 2 else f"{len(same)} times"
    return Note(f"{name} is there {times}, on {where}{also}; I kept it once.")


def _too_many(kept, found, limit):
    if len(found) > MOST_FINDINGS:
        return [Fault(f"This is too long to read at once; one form takes at most {limit:,} serials. Please split it.")]
    if len(kept) > limit:
        return [Fault(f"{_count(len(kept))} are too many; one form takes at most {limit:,}. Please split the list.")]
    return []


def _count(number):
    return "1 serial" if number == 1 else f"{number:,} serials"


def _shortened(names):
    return names if len(names) <= 8 else [*names[:4], f"… {len(names) - 6:,} more …", *names[-2:]]


def _said(text):
    return bool(re.search(r"[^\W_]", text))
