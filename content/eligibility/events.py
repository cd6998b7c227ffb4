"""The events that days are counted from: where a policy's counting starts, and which days the form has to ask."""

from datetime import timedelta

from content.schema.policy import Start
from content.wording.catalog import read_words


def stated_warranty_start(facts):
    """The Start that the fact warranty-clock means by words/facts.toml, or None where it is silent."""
    if facts.warranty_clock.silent:
        return None
    tag = facts.warranty_clock.value
    words = read_words().facts["warranty-clock"].value(tag)
    return Start(words.event or tag, words.plus) if words else Start(tag)


def warranty_start(policy):
    """The Start of a warranty: as the text said when it was loaded; the purchase where the policy is silent."""
    return policy.counts or stated_warranty_start(policy.facts) or Start()


def counted_from(start, dates):
    """The day that counting starts on, or None where the day of its event is not known."""
    day = dates.get(start.event)
    return day and day + timedelta(days=start.plus)


def events_asked(policy):
    """The events whose days this policy judges by, in the order of words/form.toml; the form asks exactly these."""
    starts = [window.start for window in policy.windows.values()]
    if "warranty" in policy.answers:
        starts.append(warranty_start(policy))
    wanted = {start.event for start in starts}
    return tuple(event for event in read_words().events_asked if event in wanted)


def day_asked(start):
    """{label, plus}: the day that a page asks for to count from this start."""
    return {"label": read_words().events_asked[start.event].label, "plus": start.plus}


def start_in_words(start):
    """'from the day you bought it', 'from the day after the day you received it'."""
    day = read_words().events_asked[start.event].day
    if not start.plus:
        return f"from {day}"
    return f"from the day after {day}" if start.plus == 1 else f"from {start.plus} days after {day}"
