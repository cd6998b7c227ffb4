"""What is told of a verdict."""

from typing import NamedTuple

from tests.support.evaluator.rows import AXES, listed, may_hold, rows_of, that_holds, value_on


class Told(NamedTuple):
    """The Lines of what is stated, those of what is silent, and the facts that are a cost."""

    stated: list
    silent: list
    costs: list


class Line(NamedTuple):
    """A row of a fact in words; `holds` says what it holds for where several may."""

    fact: str
    text: str
    who: str
    amount: str
    holds: str
    doubt: str
    silent: bool


def told_of(document, outcome, case):
    """What an outcome tells of a case."""
    told, there, cited = document["told"], case | {"kind": outcome["kind"]}, outcome.get("facts", [])
    needless = told["unsent"] if _is_kept(document, there) else []
    others = [fact for fact in told["matters"][outcome["kind"]] if fact not in (*cited, *needless)]
    lines = [line for fact in cited for line in _lines(document, fact, there)]
    more = [line for fact in others for line in _lines(document, fact, there) if line.silent]
    stated = [line for line in lines if not line.silent]
    silent = [line for line in (*lines, *more) if line.silent]
    costs = [line.fact for line in (*stated, *silent) if told["facts"][line.fact]["group"] == "cost"]
    return Told(stated, silent, costs)


def _is_kept(document, case):
    value = that_holds(document, "replacement", case).get("value", {}) if case["kind"] == "replacement" else {}
    return value.get("kept", False)


def _lines(document, fact, case):
    """The Lines of the rows of a fact that may hold."""
    told, rows = document["told"], list(may_hold(rows_of(document, fact), case))
    for place, row in rows:
        words = told["facts"][fact]["rows"][place]
        holds = _holds(words["holds"], case)
        left = any(_meet(other, row) for above, other in rows if above < place)
        holds = (f"{told['left']} {holds}" if holds and left else holds or told["otherwise"]) if len(rows) > 1 else ""
        yield Line(fact, **words | {"holds": holds}, doubt=row.get("doubt", ""), silent=row.get("silent", False))


def _meet(one, other):
    both = one.get("when", {}).keys() & other.get("when", {}).keys()
    return all({*listed(one["when"][axis])} & {*listed(other["when"][axis])} for axis in both)


def _holds(words, case):
    """What a row holds for on the axes that are not known of the case."""
    axes = [*(axis for axis in AXES if axis in words), *(axis for axis in words if axis not in AXES)]
    return ", ".join(words[axis] for axis in axes if not value_on(axis, case))
