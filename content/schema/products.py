"""The shapes of products.toml: families, how their serials look, and how long their warranties run."""

from datetime import date
from typing import Literal

from msgspec import field

from content.schema.base import Count, Shape, Tag
from content.schema.facts import Clock
from content.schema.when import When
from content.slugs import Slug

Region = str  # a name in products.toml's [regions]


class SerialForm(Shape):
    """How a vendor's serial numbers look and where they stand; it warns, it never blocks."""

    pattern: str = ""
    hex: bool = False
    at_most: int | None = None
    sentence: str = ""
    place: Tag = ""  # empty: the vendor does not say
    source: str = ""


class Family(Shape):
    """A product family by its `slug` and its `name`: what is printed on it, and how it is told from others.

    An accessory is the `kind` that has no serial number; `voids` is what ends a warranty by its manual.
    """

    slug: Slug
    name: str
    prefixes: list[str] = []
    models: list[str] = []
    kind: Literal["camera", "accessory"] = "camera"
    serial: SerialForm | None = None
    voids: Tag = ""

    def titled(self, maker):
        """'FLIR Blackfly S', a name; or 'Lenses and cables by FLIR', which is none."""
        return f"{maker} {self.name}" if self.kind == "camera" else f"{self.name} by {maker}"


class WarrantyRow(Shape):
    """How long a warranty runs: in `months` or `days`, or in `words` where no figure is stated, such as by contract.

    The words `none` say that there is no warranty. Of rows that apply together the one of the highest `rank` holds.
    With a doubt, `or` is the other reading of that length, in the same unit, or only that it is longer or shorter.
    `extended` is the longest that a paid extension makes it. `clock` is what it is counted from, where that is not what
    the fact warranty-clock says; `from` and `to` are the first and the last day of the event `of` (by default the
    clock's own) that it holds for. `only-if` is a condition that the text itself states, `when` what the row holds for,
    and `source` the id of the text.
    """

    source: str
    months: Count | None = None
    days: Count | None = None
    or_: Count | Literal["longer", "shorter"] | None = field(name="or", default=None)
    words: Tag = ""
    extended: Count | None = None
    clock: Clock | None = None
    of: Tag = ""
    from_: date | None = field(name="from", default=None)
    to: date | None = None
    when: When = {}
    only_if: str = ""
    doubt: str = ""

    @property
    def is_none(self):
        return self.words == "none"

    @property
    def rank(self):
        """How it compares in length with others: what is in words may be longer than any figure."""
        return bool(self.words) and not self.is_none, self.in_months

    @property
    def unit(self):
        return "days" if self.days else "months"

    @property
    def figure(self):
        """How many of its unit it lasts; None in words."""
        return self.months or self.days

    @property
    def in_months(self):
        """Its length to compare by; 0 in words."""
        return self.months or (self.days or 0) * 12 / 365


class Products(Shape):
    """A vendor's catalogue: families, warranty rows, regions with their countries, and how its serials look."""

    families: list[Family] = []
    warranty: list[WarrantyRow] = []
    serial: SerialForm = SerialForm()
    source: str = ""
    regions: dict[Region, list[str]] = {}  # name → countries by their two letters
