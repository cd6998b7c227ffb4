"""The closed list of facts a vendor's text can state or leave unsaid: one field a leaf, nothing else is loaded."""

from datetime import date
from typing import Generic, Literal, TypeVar, get_args

from msgspec import UNSET, Struct, UnsetType

from content.toml import fields_of, limited

T = TypeVar("T")
Tag = str  # an id whose sentence stands in words/
Name = str  # a proper name, shown as it is
Count = limited(int, "write a whole number above zero", gt=0)
Share = limited(int, "write a share between 1 and 100", gt=0, le=100)
Address = limited(str, "write it in full, with https://", pattern=r"^(https?://[^\s/.]+(\.[^\s/.]+)+(/\S*)?)?\Z")


class Shape(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What every content struct shares: frozen, strict, kebab-case keys."""


class Source(Shape):
    """Where a statement was read: its title, its address if it has one, and the day we read it."""

    title: str
    read: date
    address: Address = ""
    note: str = ""


class Fact(Shape, Generic[T]):
    """One leaf: a `value` or `silent = true`, with an optional doubt and the id of its source."""

    value: T | UnsetType = UNSET
    silent: bool = False
    doubt: str = ""
    source: str = ""


class Fee(Shape):
    """A share of something (`percent`, `of`) or a sum (`cents`, `currency`); never both."""

    percent: Share | None = None
    of: Tag = ""
    cents: Count | None = None
    currency: str = ""


class Span(Shape):
    """A stretch of time: at most `most` (and at least `least`) units, counted from the event `after`."""

    most: int
    unit: Literal["days", "business-days", "weeks", "months"]
    after: Tag
    least: int = 0


class Facts(Shape):
    """Every fact of a return policy; a revision states each one or says that it is silent."""

    request_by: Fact[Literal["form", "portal", "mail"]]
    rma_needed_for: Fact[list[Tag]]
    without_rma: Fact[Tag]
    units_per_form: Fact[Literal["model-and-problem", "one-report", "per-unit"]]
    have_ready: Fact[list[Tag]]
    try_first: Fact[Tag]
    ticket_not_rma: Fact[Tag]
    restocking: Fact[Fee]
    refund_limits: Fact[list[Tag]]
    refund_at_most: Fact[int]
    refund_never: Fact[list[Name]]
    in_warranty: Fact[Tag]
    out_of_warranty: Fact[Tag]
    found_out_on_arrival: Fact[Tag]
    no_fault_found: Fact[Fee]
    freight_in: Fact[Tag]
    freight_back_warranty: Fact[Tag]
    freight_back_paid: Fact[Tag]
    freight_back_as_is: Fact[Tag]
    carriers: Fact[list[Name]]
    rma_mail: Fact[Tag]
    rma_on_parcel: Fact[Tag]
    packing: Fact[list[Tag]]
    one_box: Fact[Tag]
    rma_validity: Fact[Span]
    rma_time: Fact[Span]
    quote_time: Fact[Span]
    repair_time: Fact[Span]
    warranty_clock: Fact[Tag]
    warranty_limits: Fact[list[Tag]]
    revision_binds: Fact[Tag]
    dealer_purchase: Fact[Tag]
    status_channel: Fact[Tag]
    status_lost: Fact[Tag]
    ship_to: Fact[Tag]
    customs: Fact[Tag]
    loan_or_advance: Fact[Tag]
    repaired_warranty: Fact[Tag]
    terms: Fact[Tag]


def kind_of(key):
    """The type of a fact's value: Fee, Span, int, text, a Literal, or a list of texts."""
    return get_args(fields_of(Facts)[key])[0]


KEYS = tuple(fields_of(Facts))
