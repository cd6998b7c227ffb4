"""Tells every key of a file that has not its shape: which key, and what to write there instead."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Literal, NamedTuple, Union, get_args, get_origin

import msgspec
from msgspec import Struct, UnsetType, structs

from content.errors import Fault

PLAIN = {
    "str": "text in quotes",
    "int": "a whole number",
    "decimal": "a number with decimals",
    "bool": "true or false",
    "date": "a day such as 2026-04-17, without quotes",
    "datetime": "a day with a time",
    "array": "a list in square brackets",
    "object": "a table in curly braces or of its own",
}
NAMED_BY = ("id", "slug")  # what an entry of a list is known by; one without is counted from one
FEW = 16  # keys that can be told in one sentence


class Place(NamedTuple):
    """Where something stands in a file: its key, and the sentence of the example around it, if there is one."""

    key: str = ""
    example: str = ""

    def below(self, part):
        """The place of what stands under a key."""
        return self._replace(key=f"{self.key}.{part}".lstrip("."))

    def entry(self, entry, index):
        """The place of an entry of a list, which is known by its name or else by its number."""
        name = _text(entry, NAMED_BY)
        example = _text(entry, ("say",)) if self.key == "examples" else self.example
        return Place(f"{self.key}.{name}" if name else f"{self.key}[{index + 1}]", example)

    def fault(self, write):
        """The Fault of what stands here."""
        return Fault(self.key or "-", f"“{self.example}”: {write}" if self.example else write)


WHOLE = Place()


def convert(given, shape):
    """What was read from TOML as a value of the type `shape`; or msgspec's ValidationError."""
    return msgspec.convert(given, shape, builtin_types=(date, datetime, time, Decimal), str_keys=True)


def shape_faults(given, shape, place=WHOLE):
    """A Fault for each thing in `given` that cannot become what the type `shape` wants there, in the file's order."""
    try:
        convert(given, shape)
    except msgspec.ValidationError as fault:
        whole = _meant(shape, given)
        found = [*_keys(given, whole, place)] if isinstance(given, dict) and fields_of(whole) else []
        found += _below(given, whole, place)
        yield from found or [place.fault(_in_words(str(fault), shape))]


def _below(given, shape, place):
    """The Faults of all that stands below in a table or a list, as far as the type knows it."""
    if isinstance(given, list) and _is_list(shape):
        for index, value in enumerate(given):
            yield from shape_faults(value, type_below(shape, index), place.entry(value, index))
    elif isinstance(given, dict) and _is_table(shape):
        known = fields_of(shape) or given
        for key in (key for key in given if key in known):
            yield from shape_faults(given[key], type_below(shape, key), place.below(key))


def _meant(shape, value):
    """The type that a table or a list was meant to have where others may stand in its place, such as text."""
    if get_origin(shape) is Annotated:
        return _meant(get_args(shape)[0], value)
    if get_origin(shape) in (Union, UnionType):
        fits = _is_list if isinstance(value, list) else _is_table
        return next((kind for kind in get_args(shape) if fits(kind)), shape)
    return shape


def _is_list(kind):
    return get_origin(kind) in (list, tuple)


def _is_table(kind):
    return bool(fields_of(kind)) or get_origin(kind) is dict


def type_below(shape, part):
    """The type of what stands under `part`, a key or an index."""
    return fields_of(shape).get(part) or get_args(shape)[get_origin(shape) is dict]


def _keys(given, shape, place):
    """A Fault for each key that a table has and there is not, and for each that it lacks."""
    fields = structs.fields(shape)
    known = [field.encode_name for field in fields]
    missing = [field.encode_name for field in fields if field.required and field.encode_name not in given]
    for key in given:
        if key not in known:
            close = get_close_matches(key, known, 1)
            missing = [name for name in missing if name not in close]  # it is only misspelt
            yield place.below(key).fault(f"is not a key we know; {_instead(close, known)}")
    silent = "write it, or `{ silent = true }` where the text does not state it"
    for key in missing:
        yield place.below(key).fault(f"is missing; {silent if place.key == 'facts' else 'write it'}")


def _instead(close, known):
    """What to write instead of an unknown key: the one it looks like, else one of all where they are few."""
    few = f"write one of {', '.join(known)}" if len(known) <= FEW else "correct its spelling"
    return f"{f'write {close[0]}' if close else few}, or remove it"


def _in_words(fault, wanted):
    """What to write where msgspec told this fault of a value that was to be of the type `wanted`."""
    kinds = [kind for kind in get_args(wanted) if kind not in (NoneType, UnsetType)]
    wanted = kinds[0] if get_origin(wanted) in (Union, UnionType) and len(kinds) == 1 else wanted
    if limits := getattr(wanted, "__metadata__", ()):
        return limits[0].description
    if given := re.fullmatch(r"Invalid enum value '?(.*?)'?", fault):
        return f"{given[1]!r} is not allowed here; write one of {', '.join(dict.fromkeys(_literals(wanted)))}"
    if kinds := re.fullmatch(r"Expected `(.+)`, got `(.+)`", fault):
        write = " or ".join(PLAIN.get(kind, kind) for kind in kinds[1].split(" | ") if kind != "null")
        return f"write {write}; what stands there is {PLAIN.get(kinds[2], kinds[2])}"
    limited = [kind.__metadata__[0] for kind in get_args(wanted) if hasattr(kind, "__metadata__")]
    return limited[0].description if limited else fault


def _literals(kind):
    """The words that a type allows by themselves, however deep it names them."""
    if get_origin(kind) is Literal:
        return get_args(kind)
    return [word for part in get_args(kind) for word in _literals(part)]


def fields_of(shape):
    """{key: type} of a struct; empty for any other type."""
    kind = get_origin(shape) or shape
    return _fields(shape) if isinstance(kind, type) and issubclass(kind, Struct) else {}


@cache
def _fields(struct):
    return {field.encode_name: field.type for field in structs.fields(struct)}


def _text(entry, keys):
    """The text under the first of these keys that a table has; empty where it is no text, or no table."""
    value = next((entry[key] for key in keys if key in entry), "") if isinstance(entry, dict) else ""
    return value if isinstance(value, str) else ""
