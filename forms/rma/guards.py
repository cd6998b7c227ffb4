"""What forbids a step on one unit: each guard gives the sentence why not, or nothing."""

from typing import NamedTuple

from content.schema.outcome_kinds import LEADS_TO_RETURN
from forms.records.request import Unit


class Case(NamedTuple):
    """What a guard looks at: a unit, the way it is on, the facts that bind and whose they are."""

    unit: Unit
    way: str
    facts: object
    vendor: str
    intake: str


def decided(case):
    """Nobody asks for a number, or works, before it is settled what applies."""
    return "" if case.way in LEADS_TO_RETURN else "Decide first what applies: in warranty, paid repair or refund."


def not_a_refund(case):
    """Whoever wants the money back need not try a fix."""
    return "It came for a refund, which needs no fix." if case.way == "refund" else ""


def order_first(case):
    """A purchase order is asked for only where the vendor wants it before the RMA number."""
    if case.way != "paid":
        return "A purchase order is for a repair out of warranty; decide that first."
    first = case.facts.out_of_warranty.value == "purchase-order-first"
    return "" if first else f"{case.vendor} asks for no purchase order before the RMA number; the price comes later."


def order_in_hand(case):
    """Where the purchase order comes first, no number is given without it."""
    missing = not order_first(case) and case.unit.consent is None
    return f"{case.vendor} makes no RMA number out of warranty before a purchase order is there." if missing else ""


def out_of_warranty(case):
    """A quote is for a repair that costs something."""
    return "" if case.way == "paid" else "A quote is for a repair out of warranty; decide that first."


def work_agreed(case):
    """Work is done in warranty, or once the customer has agreed to pay for it."""
    if case.way == "refund":
        return "It came for a refund."
    unasked = case.way == "paid" and case.unit.consent is None
    return decided(case) or (
        "Out of warranty nothing is done before the customer agrees: quote first." if unasked else ""
    )


def is_refund(case):
    """Money is paid back only for what came for a refund."""
    return "" if case.way == "refund" else "It did not come for a refund; decide that first."


def goes_back(case):
    """What was refunded is not sent back."""
    return "It was refunded, so it stays." if case.unit.result == "refunded" else ""


def nothing_to_send(case):
    """A case is not closed while a camera still has to be sent back."""
    waits = case.unit.state == "done" and case.unit.result != "refunded"
    return "It has not been sent back yet." if waits else ""


def kept_here(case):
    """What went on by mail from the start is taken up by mail: here nobody would read it."""
    return f"This goes on by mail: write to {case.vendor}." if case.intake == "mailbox" else ""
