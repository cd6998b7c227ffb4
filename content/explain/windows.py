"""The windows and limits of a policy in words."""

from typing import NamedTuple

from msgspec import UNSET

from content.eligibility.events import start_in_words
from content.wording.joining import joined


class WindowWords(NamedTuple):
    """A window in words: its length ('30 days') and its start ('from the day you bought it')."""

    length: str
    start: str


def fill_windows(text, policy):
    """`text` with {window.NAME} as its length in words: '30 days'; {count} and {never} as a refund's limits say."""
    for name, window in policy.windows.items():
        text = text.replace(f"{{window.{name}}}", _length(window))
    most, never = policy.facts.refund_at_most.value, policy.facts.refund_never.value
    text = text if most is UNSET else text.replace("{count}", str(most))
    return text if never is UNSET else text.replace("{never}", joined(never, "or"))


def windows_in_words(policy):
    """{window: its WindowWords}."""
    windows = policy.windows.items()
    return {name: WindowWords(_length(window), start_in_words(window.start)) for name, window in windows}


def _length(window):
    return f"{window.days} day{'' if window.days == 1 else 's'}"
