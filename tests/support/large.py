"""A vendor that does not exist with any number of families: long names, models under a prefix and under none."""

from itertools import islice, product

from tests.support.fictional import FICTIONAL, row, write_vendor

NAME = "Visionix AG Vision Components International"
FIRST = "Prism Aurora Borealis Corona Delta Equinox Fjord Glacier Horizon Juno Kestrel Lumen Meridian Nova".split()
SECOND = "Quasar Radian Solstice Tundra Umbra Vertex Wavelet Xenon Yonder Zenith Apex Bolt Crest Dune Ember".split()
KINDS = ("Hyperspectral Line-Scan Camera", "Board-Level Module", "Cooled Scientific Camera")
LENGTHS = (12, 24, 36, None, 60)
DOUBT = "Its manual is old; later ones say more."
SIZES = (120, 240, 500, 1200)


def write_large(folder, families=200, slug="visionix"):
    """The folder of the vendor under `folder`."""
    write_vendor(folder, slug, FICTIONAL["lumenta"] | {"products": _products(families)}, NAME)
    return folder


def _products(count):
    pairs = list(islice(product(FIRST, SECOND), count))
    families = "".join(_family(number, *pair) for number, pair in enumerate(pairs))
    return families + "".join(_warranty(number, *pair) for number, pair in enumerate(pairs))


def _slug(first, second):
    return f"{first}-{second}".lower()


def _family(number, first, second):
    """Every sixth has no prefix, and is found by how its models' names begin."""
    name = f"{first} {second} {number % 7 + 2} {KINDS[number % len(KINDS)]}, Industrial Edition"
    short = f"{first[:2]}{second[:2]}".upper()
    models = ", ".join(f'"{short}-{size}{kind}"' for size in SIZES for kind in "CM")
    prefixes = "" if number % 6 == 0 else f'prefixes = ["{short}-"]\n'
    return f'[[families]]\nslug = "{_slug(first, second)}"\nname = "{name}"\n{prefixes}models = [{models}]\n'


def _warranty(number, first, second):
    months = LENGTHS[number % len(LENGTHS)]
    doubt = f'doubt = "{DOUBT}"' if number % 17 == 0 else ""
    return row(months, f'family = ["{_slug(first, second)}"]', doubt) if months else ""
