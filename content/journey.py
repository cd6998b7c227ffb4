"""The return as a line of stops: who acts at each, by what the policy says and the kind of outcome."""

from typing import NamedTuple

from content.model import ON_A_WAY
from content.words import fill, read_words


class Stop(NamedTuple):
    """One stop: `who` acts (you, them, carrier); `state` is done, now or next once there is a request."""

    id: str
    who: str
    title: str
    text: str
    state: str = ""
    when: str = ""


STOPS = (
    ("ask", "you"), ("answer", "them"), ("fix", "them"), ("order", "you"), ("number", "them"), ("pack", "you"),
    ("there", "carrier"), ("arrive", "them"), ("quote", "them"), ("agree", "you"), ("repair", "them"),
    ("refund", "them"), ("back", "carrier"),
)  # fmt: skip


def journey(vendor, policy, kind="warranty", at=None):
    """The stops of a return of this kind; with `at`, the stop of that count is now, those before it are done."""
    words, ids = read_words().stops, [id for id, _ in STOPS if _applies(id, kind, policy.facts)]
    actors = dict(STOPS)
    states = ["" if at is None else "done" if n < at else "now" if n == at else "next" for n in range(len(ids))]
    return tuple(
        Stop(id, actors[id], fill(words[id].title, vendor=vendor.name), fill(words[id].text, vendor=vendor.name), state)
        for id, state in zip(ids, states, strict=True)
    )


def _applies(stop, kind, facts):
    paid = kind == "paid"
    if kind not in ON_A_WAY:
        return stop in ("ask", "answer")
    held = {
        "answer": False,
        "fix": kind != "refund" and not facts.try_first.silent,
        "order": paid and facts.out_of_warranty.value == "purchase-order-first",
        "quote": paid and facts.out_of_warranty.value == "quote-after-arrival",
        "agree": paid and facts.out_of_warranty.value == "quote-after-arrival",
        "repair": kind != "refund",
        "refund": kind == "refund",
        "back": kind != "refund",
    }
    return held.get(stop, True)
