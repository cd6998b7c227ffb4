"""The shape of a vendor's folder: vendor.toml, and everything that is read beside it."""

from content.schema.facts import Shape, Source, Tag
from content.schema.fixes import Fix
from content.schema.policy import Policy
from content.schema.products import Products
from content.toml import limited

Colour = limited(str, "write a colour as # and six small hexadecimal digits", pattern=r"^#[0-9a-f]{6}\Z")


class Theme(Shape):
    """The one colour a vendor brings, on light paper and on dark."""

    accent: Colour
    accent_dark: Colour

    @property
    def sheet(self):
        """The stylesheet in these colours; vendors may share it."""
        return f"kiosk-{self.accent}{self.accent_dark}.css".replace("#", "")


class VendorFile(Shape):
    """vendor.toml: who they are, what this covers, where the rest goes, and every source used."""

    name: str
    maker: str
    scope: str
    elsewhere: str
    sources: dict[str, Source]
    theme: Theme
    channels: list[Tag]
    former_names: list[str] = []
    zone: str = ""


class Vendor(Shape):
    """A vendor's folder, loaded: the file, its revisions newest first, its products, guide, fixes and examples."""

    slug: str
    file: VendorFile
    policies: tuple[Policy, ...]
    products: Products
    guide: str
    fixes: tuple[Fix, ...] = ()
    examples: tuple = ()  # of content/schema/examples.py

    @property
    def name(self):
        return self.file.name

    def policy(self, name):
        return next(p for p in self.policies if p.name == name)
