"""The facts of a policy in words: what each states, who pays, its doubt and its silence."""

from typing import NamedTuple

from msgspec import UNSET

from content.explain.holds import ELSE, OTHERWISE, holds_for
from content.explain.sources import source_line
from content.explain.values import fact_words
from content.schema.facts import KEYS
from content.schema.policy import ANY
from content.schema.when import axes_of, excludes, possible_rows
from content.wording.catalog import fill, read_words


class FactLine(NamedTuple):
    """One fact in words. A silent one has an empty text and says so in `silent` (a sentence) and `unsaid` (its object).

    `who` pays: 'You', the vendor's name, 'Nobody' or, where the text names none, empty. A silent one has its
    sentence as `amount`. `holds` says what it holds for where that is not everything.
    """

    key: str
    label: str
    group: str
    text: str
    items: tuple
    who: str
    amount: str
    doubt: str
    source: str
    silent: str
    unsaid: str
    question: str
    holds: str = ""

    @property
    def told(self):
        """What it says with its doubt, in one line; empty where it is silent."""
        return f"{self.text} {self.doubt}".strip() if self.text else ""

    @property
    def state(self):
        """stated, doubted or silent."""
        return "silent" if self.silent else "doubted" if self.doubt else "stated"


def fact_line(vendor, policy, key, *situations):
    """One fact of a policy as a FactLine for these situations; its rows together where they do not settle one."""
    lines = lines_of(vendor, policy, key, *situations)
    return lines[0] if len(lines) == 1 else _together(lines)


def lines_of(vendor, policy, key, *situations):
    """A FactLine for each row of a fact that may hold in these situations; of several each says what it holds for."""
    situations = situations or (ANY,)
    rows = _rows(policy, key, situations)
    if len(rows) == 1:
        return [row_line(vendor, policy, key, rows[0])]
    open_axes = [axis for axis in axes_of(rows) if _is_open(axis, situations)]  # what is known need not be told
    holds = [_holds(policy, rows[:number], row, open_axes) for number, row in enumerate(rows)]
    return [row_line(vendor, policy, key, *pair) for pair in zip(rows, holds, strict=True)]


def _holds(policy, above, row, axes):
    """What a row holds for on these axes; for what the rows above leave of it, where one of them may hold there too."""
    holds = holds_for(policy, row.when, axes)
    left = any(not excludes(other.when, row.when) for other in above)
    return f"{ELSE} {holds}" if holds and left else holds or OTHERWISE


def _is_open(axis, situations):
    """Whether these situations differ on an axis, or one of them does not know it."""
    values = [situation.on(axis) for situation in situations]
    return not all(values) or any(value != values[0] or isinstance(value, list) for value in values)


def _rows(policy, key, situations):
    """The rows of a fact that may hold in any of these situations, in their order."""
    held = [row for situation in situations for row in possible_rows(policy.rows(key), situation)]
    return [row for row in policy.rows(key) if any(row is other for other in held)]


def every_line(vendor, policy, key):
    """A FactLine for each way that a fact may be told: every row by itself, and with what it holds for."""
    alone = [row_line(vendor, policy, key, row) for row in policy.rows(key)]
    return [*alone, *lines_of(vendor, policy, key)]


def row_line(vendor, policy, key, fact, holds=""):
    """One row of a fact as a FactLine, with what it holds for where that is to be said."""
    words = read_words().facts[key]
    stated = fact_words(key, fact, vendor.short)
    who = {"you": "You", "vendor": vendor.short, "nobody": "Nobody"}.get(stated["payer"], "")
    unsaid = " ".join(filter(None, (fill(words.silent, vendor=vendor.short), holds))) if fact.value is UNSET else ""
    silent = f"{vendor.short} does not say {unsaid}." if unsaid else ""
    question = fill(words.question, vendor=vendor.short)
    label, amount = f"{words.label}, {holds}" if holds else words.label, stated["amount"] or stated["text"] or silent
    return FactLine(
        key, label, words.group, stated["text"], stated["items"], who, amount,
        fact.doubt, fact.source or policy.source, silent, unsaid, question, holds,
    )  # fmt: skip


def _together(lines):
    """Several rows of a fact as one FactLine, each told with what it holds for."""
    stated = [line for line in lines if not line.silent] or lines
    # "In any other case" needs the cases before it, also such as the text does not speak of.
    told = lines if any(line.holds == OTHERWISE for line in stated) else stated
    texts = [line.silent or f"{line.holds[0].upper()}{line.holds[1:]}: {line.text}" for line in told]
    doubts = dict.fromkeys(filter(None, (line.doubt for line in lines)))
    first, silent = stated[0], all(line.silent for line in lines)
    text = "" if silent else " ".join(texts)
    told = {"label": read_words().facts[first.key].label, "doubt": " ".join(doubts), "holds": ""}
    return first._replace(text=text, who="", amount=first.silent or text, **told)


def fact_lines(vendor, policy, keys=KEYS, *situations):
    """Facts of a policy row by row, stated or silent, in the order of the keys."""
    return [line for key in keys for line in lines_of(vendor, policy, key, *situations)]


def stated_lines(vendor, policy, keys):
    """What a policy states of these facts row by row; of one that it states nowhere the silence."""
    lines = fact_lines(vendor, policy, keys)
    stated = {line.key for line in lines if not line.silent}
    return [line for line in lines if not line.silent or line.key not in stated]


def sources_of(vendor, policy, keys, more=()):
    """The SourceLines of these facts, each once, the revision's own first; after them those of `more` ids."""
    labels = {policy.source: []}
    for line in fact_lines(vendor, policy, keys):
        if not line.silent:
            labels.setdefault(line.source, []).append(line.label)
    labels |= {id: [] for id in vendor.file.sources if id in more and id not in labels}
    return [source_line(vendor, policy, id, there) for id, there in labels.items()]
