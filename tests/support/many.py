"""Any number of vendors that do not exist: names of syllables, the policies of the fictional ones in turn."""

from itertools import cycle, islice
from random import Random

from content.loading.vendor_folder import load_vendors
from tests.support.fictional import ASK, COVERED, FICTIONAL, WARRANTY, row, span, write_vendor

SYLLABLES = "an ba cor da el fi gor ha il ja ko lu mi no ola per qua ri sol ta ur ver wi xen ya zo".split()
TRADES = "Optics Imaging Vision Cameras Sensors Photonics Instruments Optronics".split()
ACCENTS = (  # on light paper and on dark
    ("#1f4a5f", "#8fc1d8"), ("#5f1f3a", "#dea3bd"), ("#1f5f3a", "#8fd8ae"), ("#4a1f5f", "#c39fdc"),
    ("#5f3a1f", "#dcb592"), ("#1f2f6f", "#a3b4ee"), ("#5f1f1f", "#e3a3a3"), ("#1f5a5f", "#8ed3d8"),
    ("#44501a", "#c3d38a"), ("#3a3a6a", "#b3b3e4"), ("#6a1f5a", "#e0a0d2"), ("#404848", "#b8c4c4"),
)  # fmt: skip
DEALER = ("Who sold it?", {"direct": "The maker", "dealer": "A dealer", "other": "Else", "unknown": "Not sure"}, "")
DEALER_FIRST = {  # a vendor that leaves its dealers' customers to them, and takes back nothing
    "facts": COVERED | {"quote-time": span(30, "business-days", "receipt")},
    "asks": ("bought_from", "purpose", "warranty"),
    "rules": {
        "dealer": ('bought_from = "dealer"', "dealer", ""),
        "seller-unknown": ('bought_from = ["other", "unknown"]', "ask", ""),
        **{id: (f'bought_from = "direct", {when}', *rest) for id, (when, *rest) in WARRANTY.items()},
    },
}
SHAPES = (*FICTIONAL.values(), DEALER_FIRST)


def write_many(folder, count, families=20):
    """Folders of `count` vendors under `folder`, always the same ones."""
    ASK.setdefault("bought_from", DEALER)
    folder.mkdir(parents=True, exist_ok=True)
    random = Random(count)
    for stem, trade, shape, accent in zip(_names(random, count), cycle(TRADES), cycle(SHAPES), cycle(ACCENTS)):  # noqa: B905
        name = f"{stem} {trade}"
        told = {"products": _products(random, shape, families), "vendor": _colours(accent)}
        write_vendor(folder, name.lower().replace(" ", "-"), shape | told, name)
    return folder


def many_vendors(folder, count, families=20):
    """The same, loaded: {slug: Vendor}."""
    return load_vendors(write_many(folder, count, families))


def _names(random, count, least=2):
    """`count` names, no two alike."""
    made = iter(lambda: "".join(random.choices(SYLLABLES, k=random.choice((least, least + 1)))).capitalize(), None)
    return list(islice(_once(made), count))


def _once(made):
    seen = set()
    for one in made:
        if one not in seen:
            seen.add(one)
            yield one


def _colours(accent):
    light, dark = ACCENTS[0]
    return (f'accent      = "{light}"', f'accent      = "{accent[0]}"'), (f'"{dark}"', f'"{accent[1]}"')


def _products(random, shape, count):
    """Families with two prefixes and four models each; the shape's own families and warranties stand before them."""
    names = _names(random, count)
    rows = [row(months, f'family = ["{name.lower()}"]') for name, months in zip(names, cycle((12, 24, 36)))]
    return shape.get("products", "") + "".join(_family(name) for name in names) + "".join(rows)


def _family(name):
    short = name[:3].upper()
    models = ", ".join(f'"{short}-{size}{kind}"' for size in (120, 500) for kind in "CM")
    return (
        f'[[families]]\nslug = "{name.lower()}"\nname = "{name}"\n'
        f'prefixes = ["{name.upper()}-", "{short}-"]\nmodels = [{models}]\n'
    )
