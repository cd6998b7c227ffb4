"""The notes of a verdict: until when a warranty runs, what is in doubt, and what the text does not say."""

from content.dates import written
from content.eligibility.events import warranty_start
from content.eligibility.judge import with_place
from content.eligibility.warranty import ends_of
from content.explain.facts import fact_line
from content.wording.catalog import read_words
from content.wording.joining import joined


def notes_of(vendor, case, verdict):
    """The sentences a reader of a Verdict must see: until when it holds, and what had to be assumed."""
    policy = verdict.policy
    return tuple(_notes(vendor, policy, with_place(policy, case), verdict.answers, verdict.day))


def _notes(vendor, policy, case, answers, today):
    day = case.dates.get(warranty_start(policy).event)
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
    longest = ends.held[-1]
    source = vendor.file.sources[longest.row.source].title
    if ends.settled:
        runs = "runs until" if today <= longest.until else "ran until"
        return f"By the length stated for it the warranty {runs} {written(longest.until)} ({source})."
    unknown = [text for id, text in read_words().scopes.items() if not getattr(case, id)]
    days = joined(dict.fromkeys(written(day) for _, day in ends.held), "or")
    least = "" if not ends.open else " For some no length is stated."
    return f"How long the warranty runs depends on {joined(unknown)}: until {days} ({source}).{least}"


def _unsaid(vendor, policy, key, so):
    return f"{vendor.name} does not say {fact_line(vendor, policy, key).unsaid}; {so}."
