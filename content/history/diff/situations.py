"""Customers' situations: what they can differ in, and a set of them described by few groups.

A situation is one value for each thing that two texts ask. A window asks for no yes or no here but for days: its event
is one thing, cut where a window of either text ends, so that a window made longer shows whom it takes in.
"""

from itertools import product
from typing import NamedTuple

from msgspec import UNSET

DAYS, ITEMS = "days-after-", "items"
UNKNOWN = "unknown"
NOT_ASKED = "not asked"  # and nothing was said: each text takes what it assumes
GIVEN = ("purpose", "bought_from", "warranty")  # the form gives these answers, so that no text assumes any


class Stretch(NamedTuple):
    """A stretch of days since an event, or of items asked for; `last` is None where it has no end."""

    first: int
    last: int | None = None

    def __str__(self):
        return f"{self.first}-{'' if self.last is None else self.last}"


class Limit(NamedTuple):
    """What a question asks that days or items answer, and the last of them that is still inside."""

    thing: str
    last: int


def domains_of(old, new):
    """{thing: its values} of two texts: "days-after-EVENT" and "items" -> Stretches, question id -> shared answers."""
    answers, ends = {}, {}
    for question in (*new.questions, *old.questions):
        for limit in filter(None, (_limit(text, question.id) for text in (old, new))):
            ends.setdefault(limit.thing, set()).add(limit.last)
        if shared := _shared_answers(old, new, question.id):
            answers[question.id] = shared
    return {thing: _stretches(thing, sorted(last)) for thing, last in ends.items()} | answers


def situations(domains):
    """Every situation there is, each {thing: value}."""
    return [dict(zip(domains, values, strict=True)) for values in product(*domains.values())]


def answers_in(policy, situation):
    """The situation as the answers to this text's own questions: {question id: answer}."""
    return {question.id: _answer(policy, question, situation) for question in policy.questions}


def groups_of(affected, domains):
    """The `affected` situations, tuples in the order of `domains`, as few groups: [{thing: values}], what matters.

    A group holds each combination of its values and no situation is in two. Groups that differ in one thing alone
    become one, first in the thing that leaves the fewest of them. What takes the fewest words comes first.
    """
    groups = [{thing: {value} for thing, value in zip(domains, situation, strict=True)} for situation in affected]
    things = list(domains)
    while things:
        groups, thing = min(((_joined(groups, thing), thing) for thing in things), key=lambda tried: len(tried[0]))
        things.remove(thing)
    return sorted((_what_matters(group, domains) for group in groups), key=len)


def _joined(groups, thing):
    """The groups, those that differ in one thing alone made one."""
    joined = {}
    for group in groups:
        rest = tuple(frozenset(values) for other, values in group.items() if other != thing)
        joined[rest] = {**group, thing: group[thing] | joined.get(rest, group)[thing]}
    return list(joined.values())


def _what_matters(group, domains):
    """The values in their order, of the things in which not every value is in the group."""
    matters = ((thing, every) for thing, every in domains.items() if len(group[thing]) < len(every))
    return {thing: [value for value in every if value in group[thing]] for thing, every in matters}


def _limit(text, id):
    """The Limit of a question that days or items answer in this text; None for any other."""
    if id in text.windows:
        window = text.windows[id]
        return Limit(f"{DAYS}{window.after}", window.days + window.plus)
    most = text.facts.refund_at_most.value
    return Limit(ITEMS, most) if id == "too-many" and most is not UNSET else None


def _shared_answers(old, new, id):
    """The answers that every text knows which asks this question in so many words; none where days or items answer."""
    asking = [asked for text in (new, old) for asked in text.questions if asked.id == id and not _limit(text, id)]
    known = (
        [answer for answer in asking[0].answers if all(answer in asked.answers for asked in asking)] if asking else []
    )
    # Where all texts assume the same, who was not asked is as who gave that answer.
    otherwise = id not in GIVEN and len({_assumed(asked) for asked in asking}) > 1
    return [*known, NOT_ASKED] if otherwise else known


def _assumed(question):
    return question.assume or "no"


def _stretches(thing, ends):
    starts = [int(thing == ITEMS), *(last + 1 for last in ends)]
    known = [Stretch(first, last) for first, last in zip(starts, [*ends, None], strict=True)]
    return known if thing == ITEMS else [*known, UNKNOWN]


def _answer(policy, question, situation):
    limit = _limit(policy, question.id)
    value = situation.get(limit.thing if limit else question.id)
    if value == NOT_ASKED:
        return _assumed(question)
    if not limit or value == UNKNOWN:
        return value
    inside = value.last is not None and value.last <= limit.last
    return ("no" if inside else "yes") if limit.thing == ITEMS else ("in" if inside else "out")
