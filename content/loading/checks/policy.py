"""Checks a revision's head: its source, its windows, and that no other revision bears the same day."""

from content.errors import Fault
from content.loading.checks.prose import prose_faults
from content.loading.checks.sources import source_faults
from content.schema.policy import CLOSED_QUESTIONS, WINDOW
from content.schema.words import section_of
from content.wording.catalog import read_words


def policy_faults(vendor, policy):
    """The Faults of a revision above its facts."""
    yield from source_faults("source", policy.source, vendor)
    yield from prose_faults("title", vendor, policy, [policy.title])
    rivals = [other.day for other in vendor.policies if not other.archived]
    if not policy.archived and rivals.count(policy.day) > 1:
        write = "two revisions in force bear this day; archive one with `archived = true`, or correct its day"
        yield Fault("dated", write)
    for name, window in policy.windows.items():
        for fault in _window(name, window, policy):
            yield Fault(f"windows.{name}{fault.key}", fault.write)


def _window(name, window, policy):
    if window.days <= 0:
        yield Fault(".days", "write a number of days above zero")
    if window.plus < 0:
        yield Fault(".plus", "write how many days after the event counting starts; leave it out for none")
    if window.after not in read_words().events_asked:
        yield Fault(".after", unasked(window.after))
    if name in CLOSED_QUESTIONS:
        yield Fault("", "this name belongs to a question of its own; choose another")
    if name not in [question.id for question in policy.questions]:
        answers = ", ".join(WINDOW)
        yield Fault("", f'no question asks for this window; write one with id = "{name}" and the answers {answers}')


def unasked(event):
    """What to write for an event whose day no form could ask."""
    asked = read_words().events_asked
    for name, words in asked.items():
        if read_words().after.get(event) == f"from {words.day}":  # spans have events of their own
            return f"{event!r} is no event we ask for; for {words.day} write {name}"
    known = [f"{name} ({words.day})" for name, words in asked.items()]
    write = f"write one of {', '.join(known)}, or its words under {section_of('events-asked')}"
    return f"{event!r} is no event we ask for; {write}"
