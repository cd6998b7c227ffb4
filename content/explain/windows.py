"""The windows and limits of a policy in words."""

from msgspec import UNSET

from content.eligibility.events import from_words
from content.wording.joining import joined


def fill_windows(text, policy):
    """`text` with {window.NAME} as its length in words: '30 days'; {count} and {never} as a refund's limits say."""
    for name, window in policy.windows.items():
        text = text.replace(f"{{window.{name}}}", f"{window.days} day{'' if window.days == 1 else 's'}")
    most, never = policy.facts.refund_at_most.value, policy.facts.refund_never.value
    text = text if most is UNSET else text.replace("{count}", str(most))
    return text if never is UNSET else text.replace("{never}", joined(never, "or"))


def windows_told(policy):
    """{window: (its length, from when it is counted)} in words: '30 days', 'from the day you bought it'."""
    told = policy.windows.items()
    return {name: (fill_windows(f"{{window.{name}}}", policy), from_words(window.start)) for name, window in told}
