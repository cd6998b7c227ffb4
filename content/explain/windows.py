"""The windows and limits of a policy in words."""

from typing import NamedTuple

from msgspec import UNSET

from content.eligibility.events import start_in_words
from content.wording.joining import joined


class NamedFigure(NamedTuple):
    """A figure under its key: what it says ('30 days'), from when it counts, and the id of the source it was read in.

    Only a window counts 'from the day you bought it'; of any other figure `start` is empty.
    """

    key: str
    text: str
    start: str
    source: str


def fill_windows(text, policy):
    """`text` with {window.NAME} as its length in words: '30 days'; {count} and {never} as a refund's limits say."""
    for name, window in policy.windows.items():
        text = text.replace(f"{{window.{name}}}", _length(window))
    most, never = policy.facts.refund_at_most.value, policy.facts.refund_never.value
    text = text if most is UNSET else text.replace("{count}", str(most))
    return text if never is UNSET else text.replace("{never}", joined(never, "or"))


def windows_in_words(policy):
    """{window: its NamedFigure}."""
    return {
        name: NamedFigure(f"window.{name}", _length(window), start_in_words(window.start), policy.source)
        for name, window in policy.windows.items()
    }


def _length(window):
    return f"{window.days} day{'' if window.days == 1 else 's'}"
