"""The life of a unit: every state, and every step between them, in one table.

The desk's buttons, the customer's buttons, the timers, the picture in docs/ and the tests are all drawn from it.
"""

from typing import NamedTuple

from forms.rma.guards import (
    decided,
    goes_back,
    is_refund,
    kept_here,
    not_a_refund,
    nothing_to_send,
    order_first,
    order_in_hand,
    out_of_warranty,
    work_agreed,
)


class State(NamedTuple):
    """Whose worklist a unit stands in (none: its way has ended), and the stop that is now: the first on its way."""

    lane: str = ""
    stops: tuple = ()


class Step(NamedTuple):
    """Who may take it, from which states, to which (none: it stays), and all that hangs on it."""

    by: tuple
    source: tuple
    to: str = ""
    needs: tuple = ()  # what is typed, by the names in forms/steps/inputs.py
    guards: tuple = ()  # what forbids it
    mail: str = ""  # the letter to the customer
    sets: dict = {}  # what it changes of a unit besides the state


STATES = {
    "received": State("support", ("answer", "fix", "order", "number")),
    "by-mail": State(),  # not over, but nobody's here: from the first moment on the vendor answers by mail
    "advised": State("customer", ("try",)),
    "order-awaited": State("accounts", ("order",)),
    "ordered": State("support", ("number",)),
    "authorised": State("customer", ("pack",)),
    "on-its-way": State("goods-in", ("there",)),
    "arrived": State("support", ("arrive",)),
    "quoted": State("customer", ("agree",)),
    "approved": State("support", ("repair",)),
    "quote-refused": State("support", ("back",)),
    "done": State("support", ("back", "refund")),
    "sent-back": State("customer", ("back",)),
    "closed": State(),
    "solved": State(),
    "refused": State(),
    "withdrawn": State(),
    "expired": State(),
}
FIRST = {"kiosk": "received", "mailbox": "by-mail"}  # where a unit begins, by how its vendor takes requests in
LANES = ("support", "customer", "goods-in", "accounts")
EVERY = tuple(STATES)
HERE = tuple(state for state in STATES if state != "by-mail")  # its end has other ways in: there kept_here bars it
AT_HOME = ("received", "advised", "order-awaited", "ordered", "authorised", "by-mail")
NEVER_CAME = ("solved", "refused", "withdrawn", "expired")
AFRESH = dict.fromkeys(("decision", "reason", "result", "rma", "quote", "consent"))

SUPPORT, CUSTOMER, EITHER, CLOCK = ("support",), ("customer",), ("customer", "support"), ("clock",)

STEPS = {
    # before anything travels
    "decide": Step(SUPPORT, (*AT_HOME[:4], "arrived"), needs=("way",)),
    "advise": Step(SUPPORT, ("received", "advised"), "advised", ("words",), (not_a_refund,), "advice"),
    "solve": Step(EITHER, AT_HOME[:4], "solved", mail="solved"),
    "still-broken": Step(EITHER, ("advised",), "received", ("said",)),
    "ask-order": Step(SUPPORT, ("received", "advised"), "order-awaited", ("more",), (order_first,), "order"),
    "give-order": Step(EITHER, ("order-awaited",), "ordered", ("name", "order"), mail="ordered"),
    "authorise": Step(
        SUPPORT, ("received", "advised", "ordered"), "authorised", ("number", "more"), (decided, order_in_hand), "rma"
    ),
    "refuse": Step(SUPPORT, AT_HOME[:4], "refused", ("reason", "words"), mail="refusal"),
    "reconsider": Step(SUPPORT, ("refused",), "received", ("more",), mail="reconsidered", sets=AFRESH),
    "withdraw": Step(EITHER, AT_HOME, "withdrawn", mail="withdrawn"),
    # on its way, and there
    "ship": Step(EITHER, ("authorised",), "on-its-way", ("carrier", "tracking")),
    "unship": Step(EITHER, ("on-its-way",), "authorised"),
    "arrive": Step(
        SUPPORT, (*AT_HOME[:5], "on-its-way", *NEVER_CAME), "arrived", ("remarks", "more"), (kept_here,), "arrival"
    ),
    "quote": Step(
        SUPPORT,
        ("arrived", "quoted", "approved"),
        "quoted",
        ("price", "more"),
        (out_of_warranty,),
        "quote",
        {"consent": None},
    ),
    "approve": Step(EITHER, ("quoted",), "approved", ("name", "order"), mail="approved"),
    "refuse-quote": Step(EITHER, ("quoted",), "quote-refused", ("name",), mail="quote-refused"),
    "repair": Step(SUPPORT, ("arrived", "approved"), "done", (), (work_agreed,), sets={"result": "repaired"}),
    "replace": Step(
        SUPPORT, ("arrived", "approved"), "done", ("new_serial",), (work_agreed,), sets={"result": "replaced"}
    ),
    "refund": Step(SUPPORT, ("arrived",), "done", ("paid", "more"), (is_refund,), "refund", {"result": "refunded"}),
    "leave": Step(SUPPORT, ("arrived", "approved", "quote-refused"), "done", sets={"result": "as-is"}),
    "send-back": Step(SUPPORT, ("done",), "sent-back", ("carrier", "tracking", "more"), (goes_back,), "back"),
    "close": Step(SUPPORT, ("done", "sent-back"), "closed", (), (nothing_to_send,), "closed"),
    "receive-back": Step(CUSTOMER, ("sent-back",), "closed"),
    # at any time
    "reopen": Step(
        EITHER, ("closed", "solved", "withdrawn", "expired"), "received", ("said",), (kept_here,), sets=AFRESH
    ),
    "write": Step(SUPPORT, EVERY, needs=("words",), mail="words"),
    "tell": Step(CUSTOMER, HERE, needs=("said",), guards=(kept_here,)),
    # by the clock: a reminder, or what a reminder with a date has announced
    "remind-advice": Step(CLOCK, ("advised",), mail="remind-advice"),
    "close-unanswered": Step(CLOCK, ("advised",), "closed", mail="unanswered"),
    "remind-order": Step(CLOCK, ("order-awaited",), mail="remind-order"),
    "remind-parcel": Step(CLOCK, ("authorised",), mail="remind-parcel"),
    "expire": Step(CLOCK, ("authorised",), "expired", mail="expired"),
    "remind-quote": Step(CLOCK, ("quoted",), mail="remind-quote"),
}
