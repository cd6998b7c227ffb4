"""Finds where a fault of msgspec stands in what was given, and calls the place as its editor does."""

import re
from datetime import date, datetime, time
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin

import msgspec
from msgspec import Struct, UnsetType, structs

PART = re.compile(r"\.([^.\[]+)|\[(\d+)\]|(\[\.\.\.\])")
NAMED_BY = ("id", "slug")  # what an entry of a list is known by; one without is counted from one


class Place(NamedTuple):
    """Where a fault stands: its key, such as 'rules.refund.outcome' or 'warranty[2].months', and the type wanted there.

    `example` is the sentence of the example around it, where there is one.
    """

    key: str
    wanted: Any
    example: str = ""


def convert(given, shape):
    """What was read from TOML as a value of the type `shape`; or msgspec's ValidationError."""
    return msgspec.convert(given, shape, builtin_types=(date, datetime, time), str_keys=True)


def place_of(fault, given, shape):
    """The Place of a fault that msgspec told when `given` was to become a value of the type `shape`."""
    key = example = ""
    for name, index, _ in PART.findall(fault.rpartition(" - at `$")[2].rstrip("`")):
        part = int(index) if index else name or _refused_key(given, shape)
        given, shape = given[part], _type_below(shape, part)
        key += f".{part}" if isinstance(part, str) else _entry(given, part)
        if key.startswith(".examples"):
            example = example or _text(given, ("say",))
    return Place(key.lstrip("."), shape, example)


def _refused_key(table, shape):
    """The first key whose value is refused: of a table that may hold any key msgspec does not name it."""
    return next(key for key, value in table.items() if _is_refused(value, _type_below(shape, key)))


def _is_refused(value, shape):
    try:
        convert(value, shape)
    except msgspec.ValidationError:
        return True
    return False


def _type_below(shape, part):
    """The type of what stands under `part`, a key or an index; where text may stand in its place, that of the table."""
    below = fields_of(shape).get(part) or get_args(shape)[get_origin(shape) is dict]
    if get_origin(below) not in (Union, UnionType):
        return below
    kinds = [kind for kind in get_args(below) if kind not in (NoneType, UnsetType)]
    return next((kind for kind in kinds if fields_of(kind) or get_args(kind)), kinds[0])


def fields_of(shape):
    """{key: type} of a struct; empty for any other type."""
    kind = get_origin(shape) or shape
    is_struct = isinstance(kind, type) and issubclass(kind, Struct)
    return {field.encode_name: field.type for field in structs.fields(shape)} if is_struct else {}


def _entry(entry, index):
    name = _text(entry, NAMED_BY)
    return f".{name}" if name else f"[{index + 1}]"


def _text(entry, keys):
    """The text under the first of these keys that a table has; empty where it is no text, or no table."""
    value = next((entry[key] for key in keys if key in entry), "") if isinstance(entry, dict) else ""
    return value if isinstance(value, str) else ""
