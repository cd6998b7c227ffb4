"""What a verdict rests on, in words: what was not said, what nobody knows, until when it holds."""

from content.dates import written
from content.eligibility.events import clock
from content.eligibility.judge import placed
from content.eligibility.warranty import ends_of
from content.explain.facts import line_of
from content.wording.catalog import read_words
from content.wording.joining import joined


def notes_of(vendor, case, verdict):
    """The sentences a reader of a Verdict must see: until when it holds, and what had to be assumed."""
    policy = verdict.policy
    return tuple(_notes(vendor, policy, placed(policy, case), verdict.answers, verdict.day))


def _notes(vendor, policy, case, answers, today):
    day = case.dates.get(clock(policy).event)
    ends = ends_of(vendor, policy, case, today)
    if "warranty" in answers and case.purpose == "repair" and ends.held:
        yield _until(vendor, case, ends, today)
        yield from dict.fromkeys(row.doubt for row, _ in ends.held if row.doubt)
        if policy.facts.warranty_clock.silent:
            yield _unsaid(vendor, policy, "warranty-clock", "we counted from the day you bought it")
    if case.bought_from == "dealer" and policy.facts.dealer_purchase.silent:
        yield _unsaid(vendor, policy, "dealer-purchase", "ask the dealer too")
    if day and day < policy.day and policy.facts.revision_binds.silent:
        yield _unsaid(vendor, policy, "revision-binds", "we judged by today's")


def _until(vendor, case, ends, today):
    row, until = ends.held[-1]
    source = vendor.file.sources[row.source].title
    if ends.settled:
        ended = "runs until" if today <= until else "ran until"
        return f"By the length stated for it the warranty {ended} {written(until)} ({source})."
    unknown = [text for id, text in read_words().scopes.items() if not getattr(case, id)]
    days = joined(dict.fromkeys(written(day) for _, day in ends.held), "or")
    least = "" if not ends.open else " For some no length is stated."
    return f"How long the warranty runs depends on {joined(unknown)}: until {days} ({source}).{least}"


def _unsaid(vendor, policy, key, so):
    return f"{vendor.name} does not say {line_of(vendor, policy, key).unsaid}; {so}."
