"""Revisions that are new, gone, archived or of another day, and another one in force."""

from content.dates import judging_day, month_written, now, written
from content.history.diff.change import Change
from content.history.diff.pairs import held_on, same_revision


def revisions(before, after, day=None):
    """A Change for each."""
    for policy in after.policies:
        yield from _met(after, policy, same_revision(policy, before))
    for policy in before.policies:
        if not same_revision(policy, after):
            yield _change(after, policy, policy.name, None, f"{revision_name(policy)} is gone.")
    day = day or judging_day("", now())
    old, new = held_on(before, day), held_on(after, day)
    if old and new and same_revision(new, before) != old:
        yield _change(
            after,
            new,
            old.name,
            new.name,
            f"{revision_name(new)} is in force now; before, {within_sentence(revision_name(old))} was.",
        )


def revision_name(policy):
    """'The text of April 2020', 'The text read on 22 November 2026', or the title the editor gave it."""
    if policy.title:
        return policy.title
    return f"The text of {month_written(policy.dated)}" if policy.dated else f"The text read on {written(policy.read)}"


def _met(vendor, policy, was):
    if was is None:
        yield _change(vendor, policy, None, policy.name, f"{revision_name(policy)} is new.")
    elif was.archived != policy.archived:
        news = "is archived: it judges nothing new" if policy.archived else "is no longer archived"
        yield _change(vendor, policy, was.name, policy.name, f"{revision_name(policy)} {news}.")
    elif was.day != policy.day:
        sentence = (
            f"{revision_name(policy)} bears another day: it was {written(was.day)}, it is now {written(policy.day)}."
        )
        yield _change(vendor, policy, was.day.isoformat(), policy.day.isoformat(), sentence)


def within_sentence(title):
    """What `told` gives, as it stands within a sentence."""
    return f"t{title[1:]}" if title.startswith("The ") else title


def _change(vendor, policy, was, now, sentence):
    return Change(vendor.slug, "revision", policy.name, was=was, now=now, sentence=sentence, revision=policy.name)
