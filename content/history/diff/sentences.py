"""A consequence in words: who is affected, what was, what is now."""

from content.explain.texts import question_text
from content.history.diff.situations import DAYS, ITEMS, NOT_ASKED, UNKNOWN
from content.wording.joining import joined


def who_sentence(group, policy, words):
    """'Bought 31 to 45 days ago, “What is it about?” answered “I want my money back”', or 'Everyone'."""
    asked = {question.id: question for question in policy.questions}
    parts = [_part(thing, values, asked.get(thing), policy, words) for thing, values in group.items()]
    return capitalised(", ".join(parts) or "Everyone")


def capitalised(text):
    """The text with its first letter large, all others as they are."""
    return text[0].upper() + text[1:]


def outcome_sentence(was, now, old, new):
    """'was “The time for a refund is over” (Not offered), is now “You may return it for a refund” (Refund) …'."""
    costs = now["costs"].items() if now else ()
    listed = "; ".join(f"{new.words.facts[key].label}: {words}" for key, (_, words) in costs)
    return f"was {_end(was, old)}, is now {_end(now, new)}{listed and f' – {listed}'}"


def fact_sentence(label, was, now, stated):
    """'Restocking fee: was 25 % of the price (you pay), is now …'; `stated`: what each text states of it at all."""
    silent = ["not told there" if fact else "not stated" for fact in stated]
    was, now = (_quoted(fact.words) if fact else words for fact, words in zip((was, now), silent, strict=True))
    return f"{label}: was {was}, is now {now}"


def _part(thing, values, question, policy, words):
    if thing == ITEMS:
        return joined(map(_items, _merged(values)), "or")
    if thing.startswith(DAYS):
        return _days(thing.removeprefix(DAYS), values, words)
    if not question:
        return f"{thing} is {joined(values, 'or')}"
    asked = question_text(policy, question.id)
    return f"“{asked.ask}” {joined(_given(asked.answers, values), 'or')}"


def _given(answers, values):
    """'answered “A” or “B”', 'not asked'."""
    given = [f"“{answers.get(value, value)}”" for value in values if value != NOT_ASKED]
    answered = [f"answered {joined(given, 'or')}"] if given else []
    return [*answered, NOT_ASKED] if NOT_ASKED in values else answered


def _days(event, values, words):
    """'bought 31 to 45 days ago or on a day not known'."""
    happened = words.events_asked[event].told if event in words.events_asked else event
    days = [_ago(stretch) for stretch in _merged(value for value in values if value != UNKNOWN)]
    unknown = ["on a day not known"] if UNKNOWN in values else []
    return f"{happened[0].lower()}{happened[1:]} {joined([*days, *unknown], 'or')}"


def _merged(stretches):
    """Stretches in their order with those that touch made one; only the last of them may have no end."""
    merged = []
    for stretch in stretches:
        if merged and merged[-1].last + 1 == stretch.first:
            merged[-1] = merged[-1]._replace(last=stretch.last)
        else:
            merged.append(stretch)
    return merged


def _ago(stretch):
    first, last = stretch
    if last is None:
        return f"more than {first - 1} days ago" if first else "on a day that is known"
    return f"{first} to {last} days ago" if first else f"at most {last} days ago"


def _items(stretch):
    first, last = stretch
    if last is None:
        return f"more than {first - 1} items"
    return f"{first} to {last} items" if last > first else f"{first} item{'' if first == 1 else 's'}"


def _end(outcome, side):
    return f"“{outcome['title']}” ({side.words.kinds[outcome['kind']].name})" if outcome else "nothing"


def _quoted(words):
    """Whole sentences in quotation marks, without their full stop."""
    return f"“{words.rstrip('.')}”" if words.endswith(".") else words
