"""A pasted table: the one column that holds the serials is read, and the others are left out."""

import re
from dataclasses import dataclass
from itertools import zip_longest

from forms.serials.cells import pieces
from forms.serials.counting import lines
from forms.serials.pattern import fits, has_digit, normal, says_something
from forms.serials.ranges import read_range

STRICT = [re.compile(pattern) for pattern in (";", r"\|", ",", " {2,}")]
SERIAL = re.compile(r"(?<![^\W_])(?:serial|s[./]?n(?![^\W_]))", re.IGNORECASE)
DATE = re.compile(r"\d{1,4}([-./])\d{1,2}\1\d{1,4}(?!\d)")
# Row numbers and quantities are small, and count up or come again.
SMALL = 1000
# Past these it is no table: a scanner sends a tab after each serial, and no form takes so many lines.
MOST_COLUMNS, MOST_ROWS = 60, 1000


@dataclass(frozen=True)
class Column:
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
        numbers = [int(number) for number in digits if 0 < len(number) < len(str(SMALL))]
        upward = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
        return len(numbers) == len(digits) and (upward or not self.all_different)

    @property
    def digits(self):
        """How many digits its cells have: the middle one of them all."""
        return sorted(map(_digits, self.cells))[len(self.cells) // 2]


@dataclass(frozen=True)
class Table:
    lines: tuple[tuple[int, str], ...]
    notes: tuple[str, ...]


def read_table(numbered, form):
    """Take the column of serials out of numbered lines; None where they are no table or no column stands out."""
    rows = _rows([(line, content) for line, content in numbered if says_something(content)])
    if len(rows) > MOST_ROWS or any(len(cells) > MOST_COLUMNS for _, cells in rows):
        return None
    column = _best(_columns([cells for _, cells in rows if len(cells) > 1], form), form)
    return _taken(column, rows, form) if column else None


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
    cores = [core for _, core in pieces(cell, form) if core is not None]
    return bool(cores) and all(_fits(core, normal(core, form), form) for core in cores)


def _fits(core, serial, form):
    return bool(serial) and (fits(serial, form) or bool(read_range(core, serial, form)))


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
    taken = [(line, _cell(cells, column.place, form)) for line, cells in rows]
    first = next(line for line, cells in rows if len(cells) > 1)
    body = [(line, cell) for line, cell in taken if not (column.heading and line == first)]
    without = [line for line, cell in body if not has_digit(cell) and not _is_serial(cell, form)]
    unlike = [line for line, cell in body if line not in without and not _is_serial(cell, form)]
    notes = [
        f"I read column {column.place} of your table and left the others out."
        + (f" Its heading is “{column.heading}”." if column.heading else ""),
        *_named(without, "no serial in that column."),
        *_named(unlike, "something in that column that does not look like a serial."),
    ]
    return Table(tuple(body), tuple(notes))


def _cell(cells, place, form):
    """A line with nothing beside it may be a serial typed above or below the table."""
    alone = len(cells) == 1 and _is_serial(cells[0], form)
    return cells[0] if alone else cells[place - 1] if place <= len(cells) else ""


def _named(found, have):
    has = "has" if len(found) == 1 else "have"
    return [f"{lines(found).capitalize()} {has} {have}"] if found else []
