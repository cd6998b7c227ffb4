"""The life of a unit: every state, and every step between them, in one table.

The desk's buttons, the customer's buttons, the timers, the picture in docs/ and the tests are all drawn from it.
"""

from typing import NamedTuple

from content.wording.catalog import check_closed_lists
from forms.rma import guards


class State(NamedTuple):
    """Where a unit stands, and all that hangs on it."""

    lane: str = ""  # the worklist its request is in; none where its way has ended
    stops: tuple = ()  # the stop that is now: the first of these on its way
    camera: str = ""  # where the camera is: home, road, maker, back; over once all is done; never, where it never went
    packed: bool = False  # whether it can still go into the box
    promise: str = ""  # the fact that says how long it takes until it goes on
    awaited: int = 0  # how soon goods-in takes it for what came: 1 is what we were told of, then the number alone
    void: bool = False  # whether its RMA number holds no longer

    @property
    def at_maker(self):
        """Whether the camera has reached its maker, and has not come home again."""
        return self.camera in ("maker", "back")

    @property
    def has_been(self):
        """Whether the camera has reached its maker at all."""
        return self.at_maker or self.camera == "over"


class Step(NamedTuple):
    """Who may take it, from which states, to which (none: it stays), and all that hangs on it."""

    by: tuple
    source: tuple
    to: str = ""
    needs: tuple = ()  # what is typed, by the names in forms/steps/needs.py
    guards: tuple = ()  # what forbids it
    mail: str = ""  # the mail to the customer, by its name in content/words/mails.toml
    sets: dict = {}  # what it changes of a unit besides the state


STATES = {
    "received": State("support", ("answer", "fix", "order", "number", "replace"), "home", promise="rma-time"),
    # not over, but nobody's here: from the first moment on the vendor answers by mail
    "by-mail": State(camera="home", promise="rma-time"),
    "advised": State("customer", ("try",), "home"),
    "order-awaited": State("accounts", ("order",), "home"),
    "ordered": State("support", ("number",), "home", promise="rma-time"),
    "authorised": State("customer", ("pack",), "home", packed=True, awaited=2),
    "on-its-way": State("goods-in", ("there",), "road", packed=True, awaited=1),
    "arrived": State("support", ("arrive",), "maker", promise="repair-time"),
    "quoted": State("customer", ("agree",), "maker"),
    "approved": State("support", ("repair",), "maker", promise="repair-time"),
    "quote-refused": State("support", ("back",), "maker"),
    "done": State("support", ("back", "refund"), "maker"),
    "sent-back": State("customer", ("back",), "back"),
    "closed": State(camera="over"),
    "solved": State(camera="never"),
    "refused": State(camera="never"),
    "withdrawn": State(camera="never", void=True),
    "expired": State(camera="never", awaited=3, void=True),
}


def camera_is(*places):
    """The states in which the camera is in one of these places."""
    return tuple(id for id, state in STATES.items() if state.camera in places)


FIRST = {"kiosk": "received", "mailbox": "by-mail"}  # where a unit begins, by how its vendor takes requests in
LANES = ("support", "customer", "goods-in", "accounts")
EVERY = tuple(STATES)
HERE = tuple(state for state in STATES if state != "by-mail")  # its end has other ways in: there kept_here bars it
BEFORE_NUMBER = ("received", "advised", "order-awaited", "ordered")
AFRESH = dict.fromkeys(("decision", "reason", "result", "rma", "quote", "consent"))

SUPPORT, CUSTOMER, EITHER, CLOCK = ("support",), ("customer",), ("customer", "support"), ("clock",)

STEPS = {
    # before anything travels
    "decide": Step(SUPPORT, (*BEFORE_NUMBER, "arrived"), needs=("way",)),
    "advise": Step(SUPPORT, ("received", "advised"), "advised", ("words",), (guards.not_a_refund,), "advice"),
    "solve": Step(EITHER, BEFORE_NUMBER, "solved", mail="solved"),
    "still-broken": Step(EITHER, ("advised",), "received", ("said",)),
    "ask-order": Step(SUPPORT, ("received", "advised"), "order-awaited", ("more",), (guards.order_first,), "order"),
    "give-order": Step(EITHER, ("order-awaited",), "ordered", ("name", "order"), mail="ordered"),
    "authorise": Step(
        SUPPORT,
        ("received", "advised", "ordered"),
        "authorised",
        ("number", "more"),
        (guards.decided, guards.to_be_sent, guards.order_in_hand),
        "rma",
    ),
    "refuse": Step(SUPPORT, BEFORE_NUMBER, "refused", ("reason", "words"), mail="refusal"),
    "reconsider": Step(SUPPORT, ("refused",), "received", ("more",), mail="reconsidered", sets=AFRESH),
    "withdraw": Step(EITHER, camera_is("home"), "withdrawn", mail="withdrawn"),
    # on its way, and there
    "ship": Step(EITHER, ("authorised",), "on-its-way", ("carrier", "tracking")),
    "unship": Step(EITHER, ("on-its-way",), "authorised"),
    "arrive": Step(
        SUPPORT,
        (*BEFORE_NUMBER, "authorised", "on-its-way", *camera_is("never")),
        "arrived",
        ("remarks", "more"),
        (guards.kept_here,),
        "arrival",
    ),
    "quote": Step(
        SUPPORT,
        ("arrived", "quoted", "approved"),
        "quoted",
        ("price", "more"),
        (guards.out_of_warranty,),
        "quote",
        {"consent": None},
    ),
    "approve": Step(EITHER, ("quoted",), "approved", ("name", "order"), mail="approved"),
    "refuse-quote": Step(EITHER, ("quoted",), "quote-refused", ("name",), mail="quote-refused"),
    "repair": Step(
        SUPPORT,
        ("arrived", "approved"),
        "done",
        guards=(guards.work_agreed, guards.to_be_repaired),
        sets={"result": "repaired"},
    ),
    "replace": Step(
        SUPPORT,
        ("received", "advised", "arrived", "approved"),
        "done",
        ("new_serial",),
        (guards.work_agreed, guards.there_or_kept),
        sets={"result": "replaced"},
    ),
    "refund": Step(
        SUPPORT, ("arrived",), "done", ("paid", "more"), (guards.is_refund,), "refund", {"result": "refunded"}
    ),
    "leave": Step(SUPPORT, ("arrived", "approved", "quote-refused"), "done", sets={"result": "as-is"}),
    "send-back": Step(SUPPORT, ("done",), "sent-back", ("carrier", "tracking", "more"), (guards.goes_back,), "back"),
    "close": Step(SUPPORT, ("done", "sent-back"), "closed", (), (guards.nothing_to_send,), "closed"),
    "receive-back": Step(CUSTOMER, ("sent-back",), "closed"),
    # at any time
    "reopen": Step(
        EITHER, ("closed", "solved", "withdrawn", "expired"), "received", ("said",), (guards.kept_here,), sets=AFRESH
    ),
    "write": Step(SUPPORT, EVERY, needs=("words",), mail="words"),
    "tell": Step(CUSTOMER, HERE, needs=("said",), guards=(guards.kept_here,)),
    # by the clock: a reminder, or what a reminder with a date has announced
    "remind-advice": Step(CLOCK, ("advised",), mail="remind-advice"),
    "close-unanswered": Step(CLOCK, ("advised",), "closed", mail="unanswered"),
    "remind-order": Step(CLOCK, ("order-awaited",), mail="remind-order"),
    "remind-parcel": Step(CLOCK, ("authorised",), mail="remind-parcel"),
    "expire": Step(CLOCK, ("authorised",), "expired", mail="expired"),
    "remind-quote": Step(CLOCK, ("quoted",), mail="remind-quote"),
}


def check_words(words):
    """Refuse Words that leave out a state, a step, a result or a mail of these tables, or name one that is not there.

    Raises a ContentError with the file and the key to mend.
    """
    mails = {step.mail for step in STEPS.values()} - {""}
    results = {step.sets["result"] for step in STEPS.values() if step.sets.get("result")}
    lists = {"states": STATES, "steps": STEPS, "results": sorted(results), "mails": sorted(mails)}
    check_closed_lists({table: getattr(words, table) for table in lists}, lists)
