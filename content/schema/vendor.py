"""The shape of a vendor's folder: vendor.toml, and everything that is read beside it."""

from content.schema.base import Address, Shape, Source, Tag
from content.schema.fixes import Fix
from content.schema.policy import Policy
from content.schema.products import Products
from content.schema.text import TextFile
from content.toml import limited

Colour = limited(str, "write a colour as # and six small hexadecimal digits", pattern=r"^#[0-9a-f]{6}\Z")


Language = limited(str, 'write the two small letters of the language, such as "en"', pattern=r"^[a-z]{2}\Z")


class Theme(Shape):
    """The one colour a vendor brings, on light paper and on dark."""

    accent: Colour
    accent_dark: Colour

    @property
    def sheet(self):
        """The stylesheet in these colours; vendors may share it."""
        return f"kiosk-{self.accent}{self.accent_dark}.css".replace("#", "")


class Contact(Shape):
    """How the vendor is reached, as it publishes it: one or more of its ways, for some regions or (empty) for all."""

    source: str
    email: str = ""
    phone: str = ""
    web: Address = ""
    region: list[str] = []


class ReturnAddress(Shape):
    """An address that the vendor publishes for parcels, line by line, for some regions or (empty) for all."""

    source: str
    lines: list[str]
    region: list[str] = []


class VendorFile(Shape):
    """vendor.toml: who they are, what this covers, where the rest goes, and every source used."""

    name: str
    scope: str
    elsewhere: str
    sources: dict[str, Source]
    theme: Theme
    channels: list[Tag]
    maker: str = ""  # the company in full; on loading its name where the file leaves it out
    short_name: str = ""  # what running text calls them, where the name is long
    former_names: list[str] = []
    zone: str = ""
    language: Language = "en"  # of guide.md; all else is ours, and English
    contacts: list[Contact] = []
    return_addresses: list[ReturnAddress] = []


class Vendor(Shape):
    """A vendor's folder, loaded: vendor.toml, its revisions newest first, and whatever stands beside them."""

    slug: str
    file: VendorFile
    policies: tuple[Policy, ...]
    products: Products
    guide: str
    text: TextFile = TextFile()
    fixes: tuple[Fix, ...] = ()
    examples: tuple = ()  # of content/schema/examples.py

    @property
    def name(self):
        return self.file.name

    @property
    def short(self):
        """The name in running text; titles, headings and senders bear the whole one."""
        return self.file.short_name or self.file.name

    def policy(self, name):
        return next(p for p in self.policies if p.name == name)
