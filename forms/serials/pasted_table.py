"""A pasted table: the one column that holds the serials is read, and the others are left out."""

import re
from itertools import zip_longest
from statistics import median_high
from typing import NamedTuple

from content.wording.joining import joined, shortened
from forms.serials.cells import pieces
from forms.serials.pattern import fits, has_digit, normal, says_something
from forms.serials.ranges import read_range

STRICT = (";", r"\|", ",", " {2,}")
SERIAL = re.compile(r"(?<![^\W_])(?:serial|s[./]?n(?![^\W_]))", re.IGNORECASE)
DATE = re.compile(r"\d{1,4}([-./])\d{1,2}\1\d{1,4}(?!\d)")
SMALL = 3  # digits: row numbers and quantities are small, and count up or come again
# Past these it is no table: a scanner sends a tab after each serial, and no form takes so many lines.
MOST_COLUMNS, MOST_ROWS = 60, 1000


class Column(NamedTuple):
    place: int
    heading: str
    cells: tuple[str, ...]
    serials: tuple[str, ...]

    @property
    def says_serial(self):
        return bool(SERIAL.search(self.heading))

    @property
    def all_different(self):
        return len(set(self.cells)) == len(self.cells)

    @property
    def counts(self):
        digits = [re.sub(r"\D", "", cell) for cell in self.cells]
        numbers = [int(number) for number in digits if 0 < len(number) <= SMALL]
        upward = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
        return len(numbers) == len(digits) and (upward or not self.all_different)

    @property
    def digits(self):
        """How many digits its cells have: the middle one of them all."""
        return median_high(map(_digits, self.cells))


class Table(NamedTuple):
    """The lines to read, (number, content), and how they were found in what was pasted."""

    lines: list
    notes: tuple[str, ...] = ()


def lines(numbers):
    """'line 7' or 'lines 1, 2 and 9', each line once."""
    numbers = [str(number) for number in dict.fromkeys(numbers)]
    return f"line{'s' * bool(numbers[1:])} {joined(shortened(numbers))}"


def read_table(numbered, form):
    """The column of serials of numbered lines; all as it is where they are no table or no column stands out."""
    rows = _rows([(line, content) for line, content in numbered if says_something(content)])
    if len(rows) > MOST_ROWS or any(len(cells) > MOST_COLUMNS for _, cells in rows):
        return Table(numbered)
    column = _best(_columns([cells for _, cells in rows if len(cells) > 1], form), form)
    return _taken(column, rows, form) if column else Table(numbered)


def _rows(numbered):
    if sum("\t" in content for _, content in numbered) > 1:
        return [(line, _cut("\t", content)) for line, content in numbered]
    for separator in STRICT:
        rows = [(line, _cut(separator, _bare(content))) for line, content in numbered]
        if len(rows) > 1 and len({len(cells) for _, cells in rows}) == 1 and len(rows[0][1]) > 1:
            return rows
    return []


def _bare(content):
    return content.strip().removeprefix("|").removesuffix("|").strip()


def _cut(separator, content):
    return [cell.strip() for cell in re.split(separator, content)]


def _columns(rows, form):
    """Every column that says anything; a single one makes no table."""
    columns = [_column(at, cells, form) for at, cells in enumerate(zip_longest(*rows, fillvalue=""), 1) if any(cells)]
    return [column for column in columns if column.cells] if len(columns) > 1 else []


def _column(place, cells, form):
    heading = cells[0] if _heads(cells[0], form) else ""
    filled = tuple(cell for cell in cells[bool(heading) :] if says_something(cell))
    return Column(place, heading, filled, tuple(cell for cell in filled if _is_serial(cell, form)))


def _digits(cell):
    return len(re.findall(r"\d", cell))


def _heads(cell, form):
    return says_something(cell) and not _is_serial(cell, form) and (not has_digit(cell) or bool(SERIAL.search(cell)))


def _is_serial(cell, form):
    if not form.pattern:
        return has_digit(cell) and not DATE.match(cell)
    if fits(normal(cell, form), form):
        return True
    cores = [(core, normal(core, form)) for _, core in pieces(cell, form) if core is not None]
    return bool(cores) and all(
        serial and (fits(serial, form) or read_range(core, serial, form)) for core, serial in cores
    )


def _best(columns, form):
    """The column that stands out; columns that are alike are all serials, side by side."""
    good = [column for column in columns if len(column.serials) * 2 > len(column.cells)]
    good = [column for column in good if column.says_serial or not column.counts]
    good = [column for column in good if form.pattern or column.says_serial or column.all_different]
    # A heading is believed even where the vendor's form is not met: each serial is then warned of.
    good = good or [column for column in columns if column.says_serial and column.digits]
    good = [column for column in good if column.says_serial] or good
    good = [column for column in good if column.all_different] or good
    good = [column for column in good if column.digits == max(other.digits for other in good)]
    return good[0] if len(good) == 1 and not _rivals(good[0], columns, form) else None


def _rivals(column, columns, form):
    """Other columns with serials of the same length; a mistyped one must not cost those beside it."""
    if column.says_serial or not form.pattern:
        return []
    others = [other for other in columns if other is not column and other.all_different and not other.counts]
    return [other for other in others if column.digits in map(_digits, other.serials)]


def _taken(column, rows, form):
    first = next(line for line, cells in rows if len(cells) > 1)
    body = [(line, _cell(cells, column.place, form)) for line, cells in rows if not column.heading or line != first]
    others = [(line, cell) for line, cell in body if not _is_serial(cell, form)]
    without = [line for line, cell in others if not has_digit(cell)]
    unlike = [line for line, cell in others if has_digit(cell)]
    notes = (
        f"I read column {column.place} of your table and left the others out."
        + (f" Its heading is “{column.heading}”." if column.heading else ""),
        *_named(without, "no serial in that column."),
        *_named(unlike, "something in that column that does not look like a serial."),
    )
    return Table(body, notes)


def _cell(cells, place, form):
    """A line with nothing beside it may be a serial typed above or below the table."""
    alone = len(cells) == 1 and _is_serial(cells[0], form)
    return cells[0] if alone else cells[place - 1] if place <= len(cells) else ""


def _named(found, have):
    has = "has" if len(found) == 1 else "have"
    return [f"{lines(found).capitalize()} {has} {have}"] if found else []
