"""Reads a TOML file that an editor writes into its shape, or says in an editor's words what is wrong with it."""

import tomllib
from decimal import Decimal
from typing import Annotated

import msgspec
from msgspec import Meta

from content.errors import ContentError, refuse
from content.misshapen import convert, shape_faults
from content.toml_cures import toml_fault

MOST_DIGITS = 18  # of a whole number: more are no sum of money


def read_text(folder, file, mend="copy it from another vendor and edit it"):
    """The text of `file` in a folder of content/; `mend` is what an editor is to do where it is missing."""
    try:
        return (folder / file).read_text(encoding="utf-8-sig")  # some editors begin a file with a mark
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
        return tables_of(text)
    except tomllib.TOMLDecodeError as fault:
        raise ContentError(file, *toml_fault(text, str(fault))) from None


def tables_of(text):
    """The tables of a TOML text, its numbers exact; or tomllib's TOMLDecodeError."""
    return tomllib.loads(text, parse_float=_exact)


def _exact(text):
    """A number with decimals as it was typed, less needless noughts: 12.50 is 12.5, and 25.0 the whole number 25."""
    number = Decimal(text)
    whole = number.is_finite() and number.adjusted() < MOST_DIGITS and number == number.to_integral_value()
    return int(number) if whole else number.normalize()


def shaped(tables, file, shape):
    """The parsed tables of a file as a struct of the type `shape`; every key that is wrong is told at once."""
    try:
        return convert(tables, shape)
    except msgspec.ValidationError:
        refuse(ContentError(file, *fault) for fault in shape_faults(tables, shape))


def limited(kind, write, **limits):
    """The type `kind` within msgspec's limits; of any value that is not, an editor is told what to write."""
    return Annotated[kind, Meta(description=write, **limits)]
