"""The shape of dealers.toml: who may be named in a link by a code."""

from content.schema.base import Shape, Source
from content.toml import limited

CODE = r"^(?=.{2,20}\Z)[A-Z0-9]+(-[A-Z0-9]+)*\Z"
Code = limited(str, 'write 2 to 20 capital letters, digits and single hyphens, such as "ACME-DE"', pattern=CODE)


class Dealer(Shape):
    """Who sells which vendors' products: the code in their links, their name, and where a sheet may be mailed."""

    code: Code
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
