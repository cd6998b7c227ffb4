"""What the shapes of all files share: strictness, sources, and the simple types of their values."""

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from content.toml import limited

Tag = str  # an id whose sentence stands in words/
Name = str  # a proper name, shown as it is
Payer = Literal["you", "vendor"]
Count = limited(int, "write a whole number above zero", gt=0)
Number = int | Decimal  # exact as it was typed, a whole one as an int
Plus = limited(int, "write how many days after the event counting starts; leave it out for none", ge=0)
Address = limited(str, "write it in full, with https://", pattern=r"^(https?://[^\s/.]+(\.[^\s/.]+)+(/\S*)?)?\Z")


class Shape(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What every content struct shares: frozen, strict, kebab-case keys."""


class Source(Shape):
    """Where a statement was read: its title, its address if it has one, the day we read it, and at times a note."""

    title: str
    read: date
    address: Address = ""
    note: str = ""
