"""The return as a line of stops: who acts at each and who pays, by what the policy says and the kind of outcome."""

from typing import NamedTuple

from content.explain.facts import line_of
from content.schema.outcome_kinds import ON_A_WAY
from content.wording.catalog import fill, read_words


class Pays(NamedTuple):
    """Who pays at a stop, in a word and in a sentence; `who` is you, them or, where nobody is named, empty."""

    fact: str
    who: str
    word: str
    text: str
    doubt: str
    source: str


class Stop(NamedTuple):
    """One stop: `who` acts (you, them, carrier); `state` is done, now or next once there is a request."""

    id: str
    who: str
    title: str
    text: str
    state: str = ""
    when: str = ""
    pays: Pays | None = None


STOPS = (
    ("ask", "you"), ("answer", "them"), ("fix", "them"), ("try", "you"), ("order", "you"), ("number", "them"),
    ("pack", "you"), ("there", "carrier"), ("arrive", "them"), ("quote", "them"), ("agree", "you"),
    ("repair", "them"), ("refund", "them"), ("back", "carrier"),
)  # fmt: skip


def journey(vendor, policy, kind="warranty", now=None, also=(), less=(), intake="kiosk"):
    """The stops of a return of this kind, and those met besides (`also`) or missed (`less`).

    With `now`, the first of these stops that is on the way is now, and those before it are done; () is all done.
    `intake` is where requests to this vendor go.
    """
    words, actors, asking = read_words().stops, dict(STOPS), read_words().intakes[intake].asking
    ids = [id for id, _ in STOPS if (id in also or _applies(id, kind, policy.facts)) and id not in less]
    at = next((ids.index(id) for id in now or () if id in ids), len(ids))
    states = ["" if now is None else "done" if n < at else "now" if n == at else "next" for n in range(len(ids))]
    bills = [_bill(id, kind, also, less) for id in ids]
    return tuple(
        Stop(
            id,
            actors[id],
            fill(words[id].title, vendor=vendor.name),
            fill(words[id].text, asking=asking, vendor=vendor.name),
            state,
            pays=pays(vendor, policy, bill) if bill else None,
        )
        for id, state, bill in zip(ids, states, bills, strict=True)
    )


def _bill(stop, kind, also, less):
    """The fact that tells who pays at a stop; the way back of a camera that was quoted for is a paid repair's."""
    if stop == "back" and "repair" in less:
        return "freight-back-as-is"
    if stop == "back":
        return "freight-back-warranty" if kind == "warranty" and "quote" not in also else "freight-back-paid"
    return {"there": "freight-in", "refund": "restocking"}.get(stop)


def pays(vendor, policy, key):
    """The Pays of a cost fact; one that is not stated names nobody and says so."""
    line = line_of(vendor, policy, key)
    who = {"You": "you", vendor.name: "them"}.get(line.who, "")
    word = {"you": "You", "them": vendor.name}.get(who, "not said")
    return Pays(key, who, word, line.text or line.silent, line.doubt, line.source)


def bills(stops):
    """The facts that tell who pays at these stops."""
    return [stop.pays.fact for stop in stops if stop.pays]


def _applies(stop, kind, facts):
    paid = kind == "paid"
    if kind not in ON_A_WAY:
        return stop in ("ask", "answer")
    held = {
        "answer": False,
        "fix": kind != "refund" and not facts.try_first.silent,
        "try": False,
        "order": paid and facts.out_of_warranty.value == "purchase-order-first",
        "quote": paid and facts.out_of_warranty.value == "quote-after-arrival",
        "agree": paid and facts.out_of_warranty.value == "quote-after-arrival",
        "repair": kind != "refund",
        "refund": kind == "refund",
        "back": kind != "refund",
    }
    return held.get(stop, True)
