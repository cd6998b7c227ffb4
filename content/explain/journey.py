"""The journey of a return as stops: who acts at each and who pays, by the policy and the kind of outcome."""

from typing import NamedTuple

from content.explain.facts import FactLine, fact_line
from content.schema.facts import KEYS
from content.schema.outcome_kinds import LEADS_TO_RETURN
from content.schema.policy import ANY
from content.schema.stops import STOPS
from content.wording.catalog import fill, read_words

PURPOSE = {"refund": "refund", "warranty": "repair", "paid": "repair", "replacement": "repair"}  # what leads to a kind
LOOKS_FOR_A_FIX = ("support-looks-for-remote-fix", "support-decides-remote-fix")


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


def journey(
    vendor, policy, kind="warranty", now=None, also=(), less=(), intake="kiosk", known=ANY, told=KEYS, others=()
):
    """The stops of a return of this kind, and those met besides (`also`) or missed (`less`).

    With `now`, the first of those stops that the journey has is "now" and those before it are "done"; () is all done.
    `intake` is where requests to this vendor go, `known` the Situation of the case, `others` those of more cameras on
    the same way. Only facts that are `told` to it say who pays at a stop.
    """
    words = read_words().stops
    kept = "paid" if kind == "warranty" and "quote" in also else kind
    meant = {"kind": kept, "purpose": known.purpose or PURPOSE.get(kind, "")}
    situations = [situation._replace(**meant) for situation in (known, *others)]
    parts = {"asking": read_words().intakes[intake].asking, "vendor": vendor.short}
    parts["repairs"] = _repairs(policy, situations[0])
    ids = [id for id in STOPS if (id in also or _applies(id, kind, policy, situations[0])) and id not in less]
    costs = (_cost_fact(id, less) for id in ids)
    payers = [fact_line(vendor, policy, cost, *situations) if cost in told else None for cost in costs]
    return tuple(
        Stop(id, STOPS[id], fill(words[id].title, **parts), fill(words[id].text, **parts), state, pays=payer)
        for id, state, payer in zip(ids, _states(ids, now), payers, strict=True)
    )


def _repairs(policy, situation):
    """What the vendor does with what is faulty, as a verb."""
    remedy = policy.fact("in-warranty", situation).value if situation.kind == "warranty" else None
    words = remedy and read_words().facts["in-warranty"].value(remedy.does)
    return (words and words.verb) or "repairs"


def _states(ids, now):
    """done, now or next for each stop; empty where there is no request yet."""
    if now is None:
        return [""] * len(ids)
    current = next((ids.index(id) for id in now if id in ids), len(ids))
    return ["done" if place < current else "now" if place == current else "next" for place in range(len(ids))]


def _cost_fact(stop, less):
    """The fact that tells who pays at a stop, or None; one that is not repaired goes back as it is."""
    back = "freight-back-as-is" if "repair" in less else "freight-back"
    return {"there": "freight-in", "refund": "restocking", "back": back}.get(stop)


def cost_facts(stops):
    """The keys of the facts that tell who pays at these stops."""
    return [stop.pays.key for stop in stops if stop.pays]


def _applies(stop, kind, policy, situation):
    if kind not in LEADS_TO_RETURN:
        return stop in ("ask", "answer")
    repair = policy.fact("out-of-warranty", situation).value
    does = repair.does if kind == "paid" and repair else ""
    quoted = does == "quote-after-arrival"
    applies = {
        "answer": False,
        **dict.fromkeys(("number", "pack", "there", "arrive"), not policy.is_kept(situation)),
        "fix": kind != "refund" and policy.fact("try-first", situation).value in LOOKS_FOR_A_FIX,
        "try": False,
        "order": does == "purchase-order-first",
        "quote": quoted,
        "agree": quoted,
        "repair": kind not in ("refund", "replacement"),
        "replace": kind == "replacement",
        "refund": kind == "refund",
        "back": kind != "refund",
    }
    return applies.get(stop, True)
