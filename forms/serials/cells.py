"""Cut a line of the serial box into cells and pieces, each one serial, one range or words."""

import re
from itertools import groupby
from typing import NamedTuple

from forms.serials.pattern import ENDS, LABEL, LABELS, LONGEST, fits, has_digit, is_word, normal, says_something
from forms.serials.ranges import DASH

# Scanners and spreadsheets end a field with a control character; two blanks are a column, one may be inside a serial.
CELLS = re.compile(r"[\x00-\x1f\x7f-\x9f,;|\u3001\u2028\u2029]+| {2,}")
BEFORE_LABEL = re.compile(rf" (?={LABEL})", re.IGNORECASE)
NUMBERED = re.compile(r"[\W_]*\d{1,3}[.)]\s+(?=.*[^\W_])")
TO = re.compile(rf" (?:{DASH}|to|thru|through) | (?=[-\u2013\u2014\u2026])|(?<=[-\u2013\u2014\u2026]) ", re.IGNORECASE)
CHAIN = re.compile(rf"\S+(?:(?:{TO.pattern})\S+)+|\S+", re.IGNORECASE)


class Piece(NamedTuple):
    """What was typed, and the serial, range or words in it (`core`); None where it is a sentence on how it was read."""

    typed: str
    core: str | None


def pieces(line, form):
    """The Pieces of a line, from left to right."""
    for lead, body in _cells(line, form):
        if body and not _prose(body, form):
            yield from _pieces(lead, body, form)
        else:
            yield Piece((lead + body).strip(), body)


def _cells(line, form):
    """Cut a line where no serial can go on, and tell labels and numbering from what stands behind them."""
    numbering = NUMBERED.match(line)
    lead = numbering[0] if numbering else ""
    for cell in _labelled(line[len(lead) :], form):
        label = LABELS.match(cell)[0]
        if len(label) < len(cell):
            yield lead + label, cell[len(label) :]
            lead = ""
        elif says_something(label):
            lead += label + " "
    if says_something(lead):
        yield lead, ""


def _labelled(line, form):
    for column in CELLS.split(line):
        yield from [column.strip()] if _prose(column, form) else BEFORE_LABEL.split(column)


def _prose(text, form):
    return not has_digit(text) and all(is_word(normal(word, form), form) for word in text.split())


def _pieces(lead, body, form):
    first, *others = _words(body, form)
    words = [first._replace(typed=(lead + first.typed).strip()), *others]
    for alone, run in groupby(words, key=lambda word: _stands_alone(word.core, form)):
        yield from _joined_or_apart(list(run), alone, form)


def _words(body, form):
    """Cut at blanks, but keep a range in one piece."""
    for chain in CHAIN.findall(body):
        ends = [ENDS.sub("", end) for end in TO.split(chain)]
        if len(ends) == 2 and all(map(has_digit, ends)):
            yield Piece(chain, "–".join(ends))
        else:
            yield from (Piece(part, part) for word in chain.split() for part in _sides(word, form))


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
    typed, joined = " ".join(word.typed for word in words), "".join(word.core for word in words)
    prose = not has_digit(joined)
    whole = bool(form.pattern) and fits(normal(joined, form), form)
    single = len(words) == 1 or not alone and (prose or whole or not form.pattern)
    if single:
        yield Piece(typed, " ".join(word.core for word in words) if prose else joined)
    else:
        yield from words
    if len(words) > 1 and not prose and len(joined) <= LONGEST and (single or alone and whole):
        read = "1 serial" if single else f"{len(words)} serials"
        sentence = f"I read “{typed}” as {read}. If that is wrong, put each serial on its own line, without blanks."
        yield Piece(sentence, None)
