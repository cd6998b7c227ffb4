"""The shape of dealers.toml: who may be named in a link by a code."""

from typing import Annotated

from msgspec import Meta

from content.schema.facts import Shape, Source

CODE = 'write 2 to 20 capital letters, digits and single hyphens, such as "ACME-DE"'


class Dealer(Shape):
    """Who sells which vendors' products: the code in their links, their name, and where a sheet may be mailed."""

    code: Annotated[str, Meta(pattern="^[A-Z0-9]+(-[A-Z0-9]+)*$", min_length=2, max_length=20, description=CODE)]
    name: str
    vendors: list[str]
    source: str
    former_names: list[str] = []
    contact: str = ""
    region: str = ""


class DealersFile(Shape):
    """The whole of dealers.toml."""

    sources: dict[str, Source] = {}
    dealers: list[Dealer] = []
