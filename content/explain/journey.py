"""The journey of a return as stops: who acts at each and who pays, by the policy and the kind of outcome."""

from typing import NamedTuple

from content.explain.facts import FactLine, fact_line
from content.schema.outcome_kinds import LEADS_TO_RETURN
from content.schema.stops import STOPS
from content.wording.catalog import fill, read_words


class Stop(NamedTuple):
    """One stop: `who` acts (you, them, carrier); `state` is done, now or next once there is a request.

    `pays` is the line of the fact that tells who pays there.
    """

    id: str
    who: str
    title: str
    text: str
    state: str = ""
    pays: FactLine | None = None


def journey(vendor, policy, kind="warranty", now=None, also=(), less=(), intake="kiosk"):
    """The stops of a return of this kind, and those met besides (`also`) or missed (`less`).

    With `now`, the first of those stops that the journey has is "now" and those before it are "done"; () is all done.
    `intake` is where requests to this vendor go.
    """
    words = read_words().stops
    parts = {"asking": read_words().intakes[intake].asking, "vendor": vendor.name}
    ids = [id for id in STOPS if (id in also or _applies(id, kind, policy.facts)) and id not in less]
    costs = (_cost_fact(id, kind, also, less) for id in ids)
    payers = [fact_line(vendor, policy, cost) if cost else None for cost in costs]
    return tuple(
        Stop(id, STOPS[id], fill(words[id].title, **parts), fill(words[id].text, **parts), state, pays=payer)
        for id, state, payer in zip(ids, _states(ids, now), payers, strict=True)
    )


def _states(ids, now):
    """done, now or next for each stop; empty where there is no request yet."""
    if now is None:
        return [""] * len(ids)
    current = next((ids.index(id) for id in now if id in ids), len(ids))
    return ["done" if place < current else "now" if place == current else "next" for place in range(len(ids))]


def _cost_fact(stop, kind, also, less):
    """The fact that tells who pays at a stop, or None; after a quote return shipping is that of a paid repair."""
    if stop == "back" and "repair" in less:
        return "freight-back-as-is"
    if stop == "back":
        return "freight-back-warranty" if kind == "warranty" and "quote" not in also else "freight-back-paid"
    return {"there": "freight-in", "refund": "restocking"}.get(stop)


def cost_facts(stops):
    """The keys of the facts that tell who pays at these stops."""
    return [stop.pays.key for stop in stops if stop.pays]


def _applies(stop, kind, facts):
    if kind not in LEADS_TO_RETURN:
        return stop in ("ask", "answer")
    quoted = kind == "paid" and facts.out_of_warranty.value == "quote-after-arrival"
    applies = {
        "answer": False,
        "fix": kind != "refund" and not facts.try_first.silent,
        "try": False,
        "order": kind == "paid" and facts.out_of_warranty.value == "purchase-order-first",
        "quote": quoted,
        "agree": quoted,
        "repair": kind != "refund",
        "refund": kind == "refund",
        "back": kind != "refund",
    }
    return applies.get(stop, True)
