"""The closed list of facts a vendor's text can state or leave unsaid: one field a leaf, nothing else is loaded.

What a value means, such as who pays or which day a time is counted from, stands in the value itself. The sentences in
words/ only tell it. A value that is not the same for every case is a list of rows with `when`.
"""

from typing import Generic, Literal, TypeVar, get_args

from msgspec import UNSET, UnsetType, field

from content.misshapen import fields_of
from content.money import in_minor_units, share_of
from content.schema.base import Count, Name, Number, Payer, Plus, Shape, Tag
from content.schema.when import When

T = TypeVar("T")
Tags = Tag | list[Tag]  # an entry of a list; a list within it is joined by "or"


class Fact(Shape, Generic[T]):
    """One leaf, or one row of it: a `value` or `silent = true`, and the id of its source.

    `only-if` is a condition that the text itself states; a `doubt` is where the text can be read in two ways. `when`
    is what a row holds for.
    """

    value: T | UnsetType = UNSET
    silent: bool = False
    only_if: str = ""
    doubt: str = ""
    source: str = ""
    when: When = {}


Rows = Fact[T] | list[Fact[T]]  # one value, or several rows of which the first that fits holds
NOT_SAID = Fact(silent=True)


class Fee(Shape):
    """A share of something (`percent`, `of`) or a sum (`amount` in the currency's own units, `currency`); never both.

    A share of 0 says that there is no fee. With `plus-shipping` shipping comes on top; `trigger` is what sets it off
    where the fact itself does not say it.
    """

    percent: Number | None = None
    of: Tag = ""
    amount: Number | None = None
    currency: str = ""
    plus_shipping: bool = False
    trigger: Tag = ""

    @property
    def is_owed(self):
        return self.percent != 0 or self.plus_shipping

    def on(self, price):
        """The fee on a price, less shipping, both in minor units."""
        sum_itself = self.percent is None
        return in_minor_units(self.amount, self.currency) if sum_itself else share_of(price, self.percent)


class Span(Shape):
    """A stretch of time: at most `most` (and at least `least`) of a `unit`, counted from the event `after`."""

    most: int
    unit: Literal["hours", "business-hours", "days", "business-days", "weeks", "months", "years"]
    after: Tag
    least: int = 0


class Start(Shape):
    """The day that counting starts on: `plus` days and `plus-months` after an event whose day customers are asked."""

    event: Tag = "purchase"
    plus: Plus = 0
    plus_months: Plus = 0


class Clock(Start):
    """What a warranty is counted from: `plus-months` and `plus` days after an `event`, whose day customers are asked.

    Where that is not known it is counted from `otherwise`, and never from a later day than `latest`. With a doubt, `or`
    is the other reading of the text.
    """

    otherwise: Start | None = None
    latest: Start | None = None
    or_: Start | None = field(name="or", default=None)

    @property
    def starts(self):
        """{name of the field, empty for itself: each Start that it is made of}."""
        named = {"": self, "otherwise": self.otherwise, "latest": self.latest, "or": self.or_}
        return {name: start for name, start in named.items() if start}


class Freight(Shape):
    """A shipment: its `payer` and its `booker`, each where the text names one; `quoted`: the quote holds its price."""

    payer: Payer | None = None
    booker: Payer | None = None
    quoted: bool = False


class Remedy(Shape):
    """What the vendor `does` with a faulty product, and the `payer` of that where the text names one.

    What is `kept` is replaced without being sent there: the customer keeps it.
    """

    does: Tag
    payer: Payer | None = None
    kept: bool = False


FormRule = Literal["model-and-problem", "one-report", "per-unit"]


class FormLimit(Shape):
    """A form rule, and how many cameras (`at-most`) go on one form by it."""

    rule: FormRule
    at_most: Count


class Facts(Shape):
    """Every fact of a return policy; a revision states each one or says that it is silent."""

    request_by: Rows[list[Literal["form", "portal", "mail", "telephone"]]]
    rma_needed_for: Rows[list[Tag]]
    without_rma: Rows[Tag]
    units_per_form: Rows[FormRule | FormLimit]
    have_ready: Rows[list[Tags]]
    try_first: Rows[Tag]
    ticket_not_rma: Rows[Tag]
    restocking: Rows[Fee]
    refund_limits: Rows[list[Tags]]
    refund_at_most: Rows[int]
    refund_never: Rows[list[Name]]
    in_warranty: Rows[Remedy]
    out_of_warranty: Rows[Remedy]
    replacement: Rows[Remedy]
    found_out_on_arrival: Rows[Tag]
    no_fault_found: Rows[Fee]
    quote_declined: Rows[Fee]
    freight_in: Rows[Freight]
    freight_back: Rows[Freight]
    freight_back_as_is: Rows[Freight]
    carriers: Rows[list[Name]]
    rma_mail: Rows[Tag]
    rma_on_parcel: Rows[Tag]
    packing: Rows[list[Tag]]
    papers: Rows[list[Tag]]
    one_box: Rows[Tag]
    rma_validity: Rows[Span]
    answer_time: Rows[Span]
    rma_time: Rows[Span]
    quote_time: Rows[Span]
    repair_time: Rows[Span]
    dispatch_time: Rows[Span]
    warranty_clock: Rows[Clock]
    warranty_limits: Rows[list[Tag]]
    warranty_extension: Rows[Tag | Fee]
    revision_binds: Rows[Tag]
    dealer_purchase: Rows[Tag]
    status_channel: Rows[Tag]
    status_lost: Rows[Tag]
    ship_to: Rows[Tag]
    customs: Rows[Tag]
    loan_or_advance: Rows[Tag]
    repaired_warranty: Rows[Tag | Span]
    support_ends: Rows[Tag | Span]
    terms: Rows[Tag]


def kind_of(key):
    """The type of a fact's value: a struct such as Fee, int, text, a Literal, a list of texts, or a union of these."""
    one, _ = get_args(fields_of(Facts)[key])
    return get_args(one)[0]


KEYS = tuple(fields_of(Facts))
TO_SEND = (  # what does not matter where nothing is sent to the vendor
    "freight-in", "carriers", "rma-time", "rma-validity", "ship-to", "packing",
)  # fmt: skip
