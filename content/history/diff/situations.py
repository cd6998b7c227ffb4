"""Customers' situations: what they can differ in, and the smallest description of a set of them.

A situation is one value for each thing that two texts ask. A window asks for no yes or no here but for days: its event
is one thing, cut where a window of either text ends, so that a window made longer shows whom it takes in.
"""

from itertools import product
from math import prod
from typing import NamedTuple

from msgspec import UNSET

UNKNOWN = "unknown"
NOT_ASKED = "not asked"  # and nothing was said: each text takes what it assumes
GIVEN = ("purpose", "bought_from", "warranty")  # the form gives these answers, so that no text assumes any
SEEDS = 60  # of so many situations the one is taken that the most others are like


class Days(NamedTuple):
    """A stretch of days since an event, or of items asked for; `last` is None where it has no end."""

    first: int
    last: int | None = None

    def __str__(self):
        return f"{self.first}-{'' if self.last is None else self.last}"


def domains(old, new):
    """{thing: its values} of two texts: "days-after-EVENT" and "items" -> [Days], question id -> answers both know."""
    found, ends = {}, {}
    for question in (*new.questions, *old.questions):
        for thing, last in filter(None, (counted(text, question.id) for text in (old, new))):
            ends.setdefault(thing, set()).add(last)
        if answers := _answers(old, new, question.id):
            found[question.id] = answers
    return {thing: _stretches(thing, sorted(last)) for thing, last in ends.items()} | found


def counted(text, id):
    """(thing, the last that is inside) of a question that days or items answer in this text; None for any other."""
    if id in text.windows:
        window = text.windows[id]
        return f"days-after-{window.after}", window.days + window.plus
    most = text.facts.refund_at_most.value
    return ("items", most) if id == "too-many" and most is not UNSET else None


def situations(domains):
    """Every situation there is."""
    return [dict(zip(domains, values, strict=True)) for values in product(*domains.values())]


def answers_in(policy, situation):
    """The situation as the answers to this text's own questions."""
    return {question.id: _answer(policy, question, situation) for question in policy.questions}


def boxes(found, domains):
    """`found`, situations as tuples in the order of `domains`, as few descriptions: [{thing: values}], what matters."""
    found, left, told = set(found), dict.fromkeys(found), []
    every = list(domains.values())
    while left:
        seeds = list(left)[:SEEDS]
        told.append(max((_widened(seed, found, left, every) for seed in seeds), key=lambda box: prod(map(len, box))))
        for covered in product(*told[-1]):
            left.pop(covered, None)
    return [_what_matters(box, domains) for box in _apart(told, every)]


def _what_matters(box, domains):
    whole = zip(domains, box, domains.values(), strict=True)
    return {thing: values for thing, values, every in whole if len(values) < len(every)}


def _apart(told, every):
    """The boxes less the values that others tell anyway, where some values are told and not all."""
    for number, box in enumerate(told):
        others = {one for other in (*told[:number], *told[number + 1 :]) for one in product(*other)}
        for at, values in enumerate(box):
            spare = [value for value in values if _holds(box, at, [value], others)]
            if len(values) < len(every[at]) and len(spare) < len(values):
                box[at] = [value for value in values if value not in spare]
    return told


def _widened(seed, found, left, every):
    """The box around `seed`: what does not matter is let go, then values are added that no other box tells yet."""
    box = [[value] for value in seed]
    for at, values in enumerate(every):
        if _holds(box, at, values, found):
            box[at] = list(values)
    for at, values in enumerate(every):
        box[at] = [value for value in values if value in box[at] or _holds(box, at, [value], left)]
    return box


def _holds(box, at, values, found):
    return all(one in found for one in product(*box[:at], values, *box[at + 1 :]))


def _answers(old, new, id):
    """The answers to a question that every text knows which asks it in so many words, and none where that differs."""
    asking = [one for text in (new, old) for one in text.questions if one.id == id and not counted(text, id)]
    known = [answer for answer in asking[0].answers if all(answer in one.answers for one in asking)] if asking else []
    # Where all texts assume the same, who was not asked is as who gave that answer.
    otherwise = id not in GIVEN and len({_assumed(one) for one in asking}) > 1
    return [*known, NOT_ASKED] if otherwise else known


def _assumed(question):
    return question.assume or "no"


def _stretches(thing, ends):
    first = 1 if thing == "items" else 0
    starts = [first, *(last + 1 for last in ends)]
    known = [Days(start, last) for start, last in zip(starts, [*ends, None], strict=True)]
    return known if thing == "items" else [*known, UNKNOWN]


def _answer(policy, question, situation):
    thing, last = counted(policy, question.id) or (question.id, None)
    given = situation.get(thing)
    if given == NOT_ASKED:
        return _assumed(question)
    if last is None or given == UNKNOWN:
        return given
    inside = given.last is not None and given.last <= last
    return ("no" if inside else "yes") if thing == "items" else ("in" if inside else "out")
