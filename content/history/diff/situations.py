"""Customers' situations: what they can differ in, and a set of them described by few groups.

A situation is one value for each thing that two texts ask. A window asks for no yes or no here but for days: its event
is one thing, cut where a window of either text ends, so that a window made longer shows whom it takes in.
"""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from content.eligibility.decision_tree import most_days

DAYS, ITEMS = "days-after-", "items"
UNKNOWN = "unknown"
NOT_ASKED = "not asked"  # and nothing was said: each text takes what it assumes
GIVEN = ("purpose", "bought_from", "warranty")  # the form gives these answers, so that no text assumes any


class Stretch(NamedTuple):
    """A stretch of days since an event, of items asked for, or of dates; `last` is None where it has no end."""

    first: int | date
    last: int | date | None

    def __str__(self):
        return f"{self.first}-{'' if self.last is None else self.last}"


def domains_of(old, new):
    """{thing: its values} of two texts: "days-after-EVENT" and "items" -> Stretches, question id -> shared answers."""
    answers, ends = {}, {}
    for question in (*new.questions, *old.questions):
        for thing, last in (_limit(text, question.id) for text in (old, new)):
            if last is not None:
                ends.setdefault(thing, set()).add(last)
        looked_at = any(question.id in rule.when for text in (old, new) for rule in text.rules)
        if looked_at and (shared := _shared_answers(old, new, question.id)):
            answers[question.id] = shared
    return {thing: _stretches(thing, sorted(last)) for thing, last in ends.items()} | answers


def answers_in(policy, situation):
    """The situation as the answers to this text's own questions: {question id: answer}."""
    return {question.id: _answer(policy, question, situation) for question in policy.questions}


def groups_of(affected, domains):
    """The `affected` situations, tuples in the order of `domains`, as few groups: [{thing: values}], what matters.

    A group holds each combination of its values and no situation is in two. Groups that differ in one thing alone
    become one, first in the thing that leaves the fewest of them. What takes the fewest words comes first.
    """
    groups = [tuple(frozenset([value]) for value in situation) for situation in affected]
    places = list(range(len(domains)))
    while places:
        groups, place = min(((_joined(groups, place), place) for place in places), key=lambda tried: len(tried[0]))
        places.remove(place)
    return sorted((_what_matters(group, domains) for group in groups), key=len)


def _joined(groups, place):
    """The groups, those that differ in one place alone made one."""
    joined = defaultdict(frozenset)
    for group in groups:
        joined[group[:place], group[place + 1 :]] |= group[place]
    return [(*before, values, *after) for (before, after), values in joined.items()]


def _what_matters(group, domains):
    """The values in their order, of the things in which not every value is in the group."""
    held = dict(zip(domains, group, strict=True))
    matters = [thing for thing, values in held.items() if len(values) < len(domains[thing])]
    return {thing: [value for value in domains[thing] if value in held[thing]] for thing in matters}


def _limit(text, id):
    """What a question asks in this text, and the last day or item still inside; any other asks itself, without last."""
    if id in text.windows:
        *_, window = (row for row in text.window(id) if not row.silent)  # of a narrower row `structure` tells
        return f"{DAYS}{window.after}", most_days(window)
    most = text.fact("refund-at-most").value
    return (ITEMS, most) if id == "too-many" and isinstance(most, int) else (id, None)


def _shared_answers(old, new, id):
    """The answers that every text knows which asks this question in so many words; none where days or items answer."""
    texts = [text for text in (new, old) if _limit(text, id) == (id, None)]
    asking = [asked for text in texts for asked in text.questions if asked.id == id]
    first = asking[0].answers if asking else ()
    known = [answer for answer in first if all(answer in asked.answers for asked in asking)]
    # Where all texts assume the same, who was not asked is as who gave that answer.
    otherwise = id not in GIVEN and len({asked.assume or "no" for asked in asking}) > 1
    return [*known, NOT_ASKED] if otherwise else known


def _stretches(thing, ends):
    starts = [int(thing == ITEMS), *(last + 1 for last in ends)]
    known = list(map(Stretch, starts, [*ends, None]))
    return known if thing == ITEMS else [*known, UNKNOWN]


def _answer(policy, question, situation):
    thing, last = _limit(policy, question.id)
    value = situation.get(thing)
    if value == NOT_ASKED:
        return question.assume or "no"
    if last is None or value == UNKNOWN:
        return value
    inside = value.last is not None and value.last <= last
    return ("no" if inside else "yes") if thing == ITEMS else ("in" if inside else "out")
