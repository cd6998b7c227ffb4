"""A consequence in words: who is affected, what was, what is now."""

from content.explain.windows import fill_windows
from content.history.diff.situations import NOT_ASKED, UNKNOWN
from content.wording.joining import joined

DAYS, ITEMS = "days-after-", "items"


def told_who(box, policy, words):
    """'Bought 31 to 45 days ago, “What is it about?” answered “I want my money back”', or 'Everyone'."""
    asked = {question.id: question for question in policy.questions}
    told = ", ".join(_told_of(thing, values, asked, policy, words) for thing, values in box.items()) or "Everyone"
    return told[0].upper() + told[1:]


def _told_of(thing, values, asked, policy, words):
    if thing == ITEMS:
        return joined(_items(_merged(values)), "or")
    if thing.startswith(DAYS):
        return _days(thing.removeprefix(DAYS), values, words)
    if thing not in asked:
        return f"{thing} is {joined(values, 'or')}"
    return f"“{fill_windows(asked[thing].ask, policy)}” {joined(_given(asked[thing], values, policy), 'or')}"


def _given(question, values, policy):
    """'answered “A” or “B”', 'not asked'."""
    said = [fill_windows(question.answers.get(value, value), policy) for value in values if value != NOT_ASKED]
    yield from [f"answered {joined((f'“{answer}”' for answer in said), 'or')}"] if said else []
    yield from [NOT_ASKED] if NOT_ASKED in values else []


def _days(event, values, words):
    """'bought 31 to 45 days ago or on a day not known'."""
    happened = words.events_asked[event].told if event in words.events_asked else event
    known = _merged(days for days in values if days != UNKNOWN)
    unknown = ["on a day not known"] if UNKNOWN in values else []
    return f"{happened[0].lower()}{happened[1:]} {joined([*_ago(known), *unknown], 'or')}"


def told_outcome(was, now, old, new):
    """'was “The time for a refund is over” (Not offered), is now “You may return it for a refund” (Refund) …'."""
    return f"was {_end(was, old)}, is now {_end(now, new)}{_costs(now, new)}"


def told_fact(label, was, now, stated):
    """'Restocking fee: was 25 % of the price (you pay), is now …'; `stated`: whether each text states it at all."""
    unsaid = ["not told there" if known else "not stated" for known in stated]
    return f"{label}: was {_short(was.words) if was else unsaid[0]}, is now {_short(now.words) if now else unsaid[1]}"


def _merged(stretches):
    """Stretches of days with those that touch made one."""
    merged = []
    for days in stretches:
        if merged and merged[-1].last is not None and merged[-1].last + 1 == days.first:
            merged[-1] = merged[-1]._replace(last=days.last)
        else:
            merged.append(days)
    return merged


def _ago(stretches):
    for first, last in stretches:
        if last is None:
            yield f"more than {first - 1} days ago" if first else "on a day that is known"
        else:
            yield f"{first} to {last} days ago" if first else f"at most {last} days ago"


def _items(stretches):
    for first, last in stretches:
        if last is None:
            yield f"more than {first - 1} items"
        else:
            yield f"{first} to {last} items" if last > first else f"{first} item{'' if first == 1 else 's'}"


def _end(outcome, side):
    return f"“{outcome['title']}” ({side.words.kinds[outcome['kind']].name})" if outcome else "nothing"


def _costs(outcome, side):
    told = (
        [f"{side.words.facts[key].label}: {words}" for key, (_, words) in outcome["costs"].items()] if outcome else []
    )
    return f" – {'; '.join(told)}" if told else ""


def _short(words):
    return f"“{words.rstrip('.')}”" if words.endswith(".") else words


def told_length(length):
    """'36 months', '24 months (in doubt)' or 'not stated'."""
    return f"{length[0]} months{' (in doubt)' if length[1] else ''}" if length else "not stated"
