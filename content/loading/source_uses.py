"""What rests on each source of a vendor, and how long ago the source was read: by that it is read again."""

from typing import NamedTuple

from msgspec import Struct, structs

from content.dates import add_months
from content.schema.base import Source
from content.schema.facts import KEYS

WHOLE_TEXT = "the whole text"
FAMILIES = "the list of families"


class SourceUse(NamedTuple):
    """A source of a vendor, by its id, and what rests on it: {file: its keys}, empty where nothing does."""

    slug: str
    id: str
    source: Source
    uses: dict


def source_uses(vendors):
    """A SourceUse for every source of these vendors, what was read longest ago first."""
    found = [SourceUse(vendor.slug, id, source, {}) for vendor in vendors for id, source in vendor.file.sources.items()]
    by_id = {(use.slug, use.id): use.uses for use in found}
    for vendor in vendors:
        for use in dict.fromkeys(_uses(vendor)):  # two rows of a fact may rest on one source
            by_id[vendor.slug, use.source].setdefault(use.file, []).append(use.key)
    return sorted(found, key=lambda use: (use.source.read, use.slug))


def age_in_months(read, today):
    """How many whole months ago a source was read."""
    months = (today.year - read.year) * 12 + today.month - read.month
    return months if add_months(read, months) <= today else months - 1


class Use(NamedTuple):
    """What stands at a key of a file and rests on a source, which is named by its id."""

    file: str
    key: str
    source: str


def _uses(vendor):
    """A Use for everything that rests on a source."""
    for policy in vendor.policies:
        file = f"policies/{policy.name}.toml"
        yield Use(file, WHOLE_TEXT, policy.source)
        for key in KEYS:
            yield from _of_fact(policy, file, key)
    yield from _within(vendor.products, "products.toml", "")
    for part in ("contacts", "return-addresses"):
        yield from _within(getattr(vendor.file, part.replace("-", "_")), "vendor.toml", part)
    yield from (Use("fixes.toml", fix.id, fix.source) for fix in vendor.fixes)


def _of_fact(policy, file, key):
    """A Use for each source that the stated rows of a fact were read in."""
    for row in (row for row in policy.rows(key) if not row.silent):
        named = dict.fromkeys(use.source for use in _within(row, file, key))
        yield from (Use(file, key, source) for source in named or [policy.source])


def _within(thing, file, key):
    """A Use for each source that a struct names, itself or further down."""
    if isinstance(thing, Struct):
        if source := getattr(thing, "source", ""):
            yield Use(file, key or FAMILIES, source)
        for field in structs.fields(thing):
            yield from _within(getattr(thing, field.name), file, f"{key}.{field.encode_name}".lstrip("."))
    elif isinstance(thing, list):
        for number, entry in enumerate(thing, 1):
            name = getattr(entry, "slug", "")
            yield from _within(entry, file, f"{key}.{name}" if name else f"{key}[{number}]")
