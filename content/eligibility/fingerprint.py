"""The fingerprint of a revision: sixteen hex digits, which change with anything that a verdict rests on."""

import hashlib
import json
from datetime import date
from decimal import Decimal
from functools import cache

from msgspec import NODEFAULT, UNSET, Struct
from msgspec.structs import fields

from content.schema.facts import Fact

JUDGES_NOTHING = {
    "Policy": {"archived", "hash", "name", "names", "text"},
    "Products": {"serial", "source"},
    "Family": {"prefixes", "models", "serial"},
}


def judged_data(policy, products):
    """What a verdict rests on in a revision and its catalogue, as plain data in one fixed order."""
    judged = {"policy": _plain(policy), "products": _plain(products)}
    # Exactly one rule ever holds and a family is found by its slug: their order changes no verdict.
    judged["policy"]["rules"].sort(key=lambda rule: rule["id"])
    judged["products"].get("families", []).sort(key=lambda family: family["slug"])
    return judged


def hash_of(policy, products):
    """Sixteen hex digits, which change with anything in a revision that a verdict rests on."""
    return hash_of_data(judged_data(policy, products))


def hash_of_data(text):
    """The hash of a snapshot's data, however its file is spaced."""
    plain = json.dumps(text, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


@cache
def _judging_fields(shape):
    """The fields of a struct that a verdict rests on."""
    return [field for field in fields(shape) if field.name not in JUDGES_NOTHING.get(shape.__name__, ())]


def _plain(thing):
    """Structs as objects less what is silent, judges nothing or has its usual value; days and fractions as text."""
    if isinstance(thing, Struct):
        values = [(field, getattr(thing, field.name)) for field in _judging_fields(type(thing))]
        return {field.encode_name: _plain(value) for field, value in values if not _usual(field, value)}
    if isinstance(thing, dict):
        return {key: _plain(value) for key, value in thing.items()}
    if isinstance(thing, list | tuple):
        return [_plain(value) for value in thing]
    if isinstance(thing, Decimal):
        return f"{thing.normalize():f}"
    return thing.isoformat() if isinstance(thing, date) else thing


def _usual(field, value):
    if value is UNSET or isinstance(value, Fact) and value.silent:
        return True
    usual = field.default if field.default_factory is NODEFAULT else field.default_factory()
    return usual is not NODEFAULT and usual == value
