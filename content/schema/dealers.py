"""The shape of dealers.toml: who may be named in a link by a code."""

from content.schema.facts import Shape, Source


class Dealer(Shape):
    """Who sells which vendors' products: the code in their links, their name, and where a sheet may be mailed."""

    code: str
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
