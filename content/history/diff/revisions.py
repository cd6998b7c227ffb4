"""Revisions that are new, gone, archived or of another day, and another one in force."""

from content.dates import month_written, written
from content.history.diff.change import Change
from content.history.diff.pairs import held_on, same_revision


def revisions(before, after, day):
    """A Change for each."""
    for policy in after.policies:
        yield from _edited(after, policy, same_revision(policy, before))
    for policy in before.policies:
        if not same_revision(policy, after):
            yield _change(after, policy, policy.name, None, "is gone")
    old, new = held_on(before, day), held_on(after, day)
    if old and new and same_revision(new, before) != old:
        news = f"is in force now; before, {within_sentence(revision_name(old))} was"
        yield _change(after, new, old.name, new.name, news)


def revision_name(policy):
    """'The text of April 2020', 'The text read on 22 November 2026', or the title the editor gave it."""
    if policy.title:
        return policy.title
    return f"The text of {month_written(policy.dated)}" if policy.dated else f"The text read on {written(policy.read)}"


def within_sentence(name):
    """What `revision_name` gives, as it stands within a sentence."""
    return f"t{name[1:]}" if name.startswith("The ") else name


def _edited(vendor, policy, was):
    if was is None:
        yield _change(vendor, policy, None, policy.name, "is new")
    elif was.archived != policy.archived:
        news = "is archived: it judges nothing new" if policy.archived else "is no longer archived"
        yield _change(vendor, policy, was.name, policy.name, news)
    elif was.day != policy.day:
        news = f"bears another day: it was {written(was.day)}, it is now {written(policy.day)}"
        yield _change(vendor, policy, was.day.isoformat(), policy.day.isoformat(), news)


def _change(vendor, policy, was, now, news):
    sentence = f"{revision_name(policy)} {news}."
    return Change(vendor.slug, "revision", policy.name, was=was, now=now, sentence=sentence, revision=policy.name)
