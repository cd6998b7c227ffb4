"""Reads a TOML file that an editor writes into its shape, or says in an editor's words what is wrong with it."""

import re
import tomllib
from difflib import get_close_matches
from typing import get_args

import msgspec

from content.error_path import convert, fields_of, place_of
from content.errors import ContentError, Fault

PLAIN = {
    "str": "text in quotes",
    "int": "a whole number",
    "float": "a whole number",
    "bool": "true or false",
    "date": "a day such as 2026-04-17, without quotes",
    "datetime": "a day with a time",
    "array": "a list in square brackets",
    "object": "a table in curly braces or of its own",
}

FEW = 16  # keys that can be told in one sentence
DAY = re.compile(r"^[^#\"'\n]*=[ \t]*(?!\d{4}-)\d{1,4}[-./]\d{1,2}[-./]\d{1,4}[ \t]*(?:#.*)?$", re.M)


def read_text(folder, file, mend="copy it from another vendor and edit it"):
    """The text of `file` in a folder of content/; `mend` is what an editor is to do where it is missing."""
    try:
        return (folder / file).read_text(encoding="utf-8")
    except OSError:
        write = f"this file is missing; {mend}"
    except UnicodeDecodeError:
        write = "save this file as UTF-8"
    raise ContentError(f"{folder.name}/{file}", "-", write)


def read_toml(folder, file, shape):
    """`file` in a folder of content/ as a struct of the type `shape`."""
    name = f"{folder.name}/{file}"
    return shaped(parsed(read_text(folder, file), name), name, shape)


def parsed(text, file):
    """The tables of a TOML text; `file` is what a fault calls it."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise ContentError(file, *_no_toml(text, fault)) from None


def shaped(tables, file, shape):
    """The parsed tables of a file as a struct of the type `shape`; `file` is what a fault calls it."""
    try:
        return convert(tables, shape)
    except msgspec.ValidationError as fault:
        raise ContentError(file, *_misread(str(fault), tables, shape)) from None


def _no_toml(text, fault):
    """The Fault of what is no TOML, most often for a day written as people do."""
    if day := DAY.search(text):
        return Fault(f"line {text.count(chr(10), 0, day.start()) + 1}", f"write {PLAIN['date']}")
    return Fault("-", f"this is not valid TOML: {fault}")


def _misread(fault, tables, shape):
    """What msgspec told, as a Fault."""
    place = place_of(fault, tables, shape)
    key, write = _in_words(fault.partition(" - at ")[0], place)
    return Fault(key, f"“{place.example}”: {write}" if place.example else write)


def _in_words(what, place):
    if field := re.fullmatch(r"Object contains unknown field `(.+)`", what):
        return Fault(_under(place.key, field[1]), f"is not a key we know; {_instead(field[1], place.wanted)}")
    if field := re.fullmatch(r"Object missing required field `(.+)`", what):
        silent = "write it, or `{ silent = true }` where the text does not state it"
        return Fault(_under(place.key, field[1]), f"is missing; {silent if place.key == 'facts' else 'write it'}")
    if given := re.fullmatch(r"Invalid enum value '?(.*?)'?", what):
        allowed = ", ".join(get_args(place.wanted))
        return Fault(place.key, f"{given[1]!r} is not allowed here; write one of {allowed}")
    if kinds := re.fullmatch(r"Expected `(.+)`, got `(.+)`", what):
        wanted = " or ".join(PLAIN.get(kind, kind) for kind in kinds[1].split(" | ") if kind != "null")
        return Fault(place.key, f"write {wanted}; what stands there is {PLAIN.get(kinds[2], kinds[2])}")
    limits = getattr(place.wanted, "__metadata__", ())  # what the schema says of a value that is not within them
    return Fault(place.key or "-", limits[0].description if limits else what)


def _under(key, field):
    return f"{key}.{field}" if key else field


def _instead(field, shape):
    """What to write instead of an unknown key: the one it looks like, else one of all where they are few."""
    known = [*fields_of(shape)]
    close = get_close_matches(field, known, 1)
    few = f"write one of {', '.join(known)}" if len(known) <= FEW else "correct its spelling"
    return f"{f'write {close[0]}' if close else few}, or remove it"
