"""Slows down whoever guesses: attempts are counted, and those after the free ones must wait, longer each time."""

from contextlib import suppress

from forms.records.errors import CannotWrite
from forms.store.attempts import note_attempt, take_attempt_back
from forms.web.page_again import NotDone
from forms.web.request_context import get_store, timestamp


def count_attempt(free, sentence):
    """Count an attempt under each name of {name: how many are free}; raises NotDone with 429 after too many."""
    if seconds := note_attempt(get_store(), free, timestamp()):
        wait_first(sentence, seconds)


def wait_first(sentence, seconds):
    """Raise NotDone with 429; in its sentence the time to wait stands as '12 seconds' or '3 minutes'."""
    count, unit = (seconds, "second") if seconds < 60 else (-(-seconds // 60), "minute")
    wait = f"{count} {unit}{'' if count == 1 else 's'}"
    raise NotDone(sentence.format(wait=wait), status=429, seconds=seconds)


def count_attempt_where_possible(free, sentence):
    """As count_attempt, but what a full or broken disk cannot count is free: what stands there can still be read."""
    try:
        count_attempt(free, sentence)
    except CannotWrite as fault:
        if fault.cause == "busy":
            raise


def take_back_attempt(names):
    """Take one attempt under each name back: it was right. Those before it stay, or one's own number would buy more."""
    with suppress(CannotWrite):
        take_attempt_back(get_store(), names)
