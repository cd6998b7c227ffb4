"""The shapes of products.toml: families, how their serials look, and how long their warranties run."""

from datetime import date
from typing import Literal

from msgspec import field

from content.schema.facts import Count, Shape, Tag
from content.schema.slugs import Slug

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
    """A product family: what is printed on it, and how it is told from others."""

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


class Scope(Shape):
    """What a warranty row applies to; an empty field applies to all."""

    family: list[str] = []
    region: list[Region] = []
    part: list[Tag] = []


class WarrantyRow(Shape):
    """A warranty length in months. With a doubt it may prove *in*, never *out*.

    `from` and `to` are days of the event that the warranty is counted from.
    """

    months: Count
    source: str
    when: Scope = Scope()
    from_: date | None = field(name="from", default=None)
    to: date | None = None
    doubt: str = ""


class Products(Shape):
    """A vendor's catalogue: families, warranty rows, and how its serials look."""

    families: list[Family] = []
    warranty: list[WarrantyRow] = []
    serial: SerialForm = SerialForm()
    source: str = ""
    regions: dict[Region, list[str]] = {}  # name → countries by their two letters
