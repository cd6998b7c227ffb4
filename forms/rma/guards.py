"""What forbids a step on one unit: each guard gives the sentence why not, or nothing."""

from typing import NamedTuple

from content.schema.facts import Fact
from content.schema.outcome_kinds import LEADS_TO_RETURN
from forms.records.request import Unit


class Case(NamedTuple):
    """What a guard looks at: a unit, the way it is on, what is stated of a repair out of warranty, and whose it is."""

    unit: Unit
    way: str
    paid: Fact
    vendor: str
    intake: str
    kept: bool = False  # whether it is replaced without being sent there


def decided(case):
    """Nobody asks for a number, or works, before it is settled what applies."""
    write = "Decide first what applies: in warranty, replacement, paid repair or refund."
    return "" if case.way in LEADS_TO_RETURN else write


def not_a_refund(case):
    """Whoever wants the money back need not try a fix."""
    return "It came for a refund, which needs no fix." if case.way == "refund" else ""


def order_first(case):
    """A purchase order is asked for only where the vendor wants it before the RMA number."""
    if case.way != "paid":
        return "A purchase order is for a repair out of warranty; decide that first."
    repair = case.paid.value
    if repair and repair.does == "purchase-order-first":
        return ""
    return f"{case.vendor} asks for no purchase order before the RMA number; the price comes later."


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


def to_be_sent(case):
    """A number is for a parcel, and nothing is sent of what the customer keeps."""
    return "It is replaced without being sent; note the new one at once." if case.kept else ""


def there_or_kept(case):
    """What is replaced is looked at first, but for what its owner keeps."""
    return "" if case.kept or case.unit.state in ("arrived", "approved") else "It has not arrived yet."


def to_be_repaired(case):
    """What is to be replaced is not repaired instead, unless support decides so."""
    return "It is to be replaced; to repair it, decide that first." if case.way == "replacement" else ""


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
