"""Reads one file of a vendor's folder into its shape, or says in an editor's words what is wrong with it."""

import re

import msgspec
from msgspec import inspect

from content.errors import ContentError

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


def read_text(folder, file):
    """The text of `file` in the vendor's `folder`."""
    try:
        return (folder / file).read_text(encoding="utf-8")
    except OSError:
        write = "this file is missing; copy it from another vendor and edit it"
    except UnicodeDecodeError:
        write = "save this file as UTF-8"
    raise ContentError(f"{folder.name}/{file}", "-", write)


def read_toml(folder, file, shape):
    """`file` in the vendor's `folder` as a struct of `shape`."""
    text = read_text(folder, file)
    try:
        return msgspec.toml.decode(text, type=shape)
    except msgspec.ValidationError as fault:
        raise ContentError(f"{folder.name}/{file}", *_in_words(shape, str(fault))) from None
    except msgspec.DecodeError as fault:
        raise ContentError(f"{folder.name}/{file}", "-", f"this is not valid TOML: {fault}") from None


def _in_words(shape, fault):
    """msgspec's fault as (key, what to write)."""
    what, _, where = fault.partition(" - at ")
    key = where.strip("`").removeprefix("$").lstrip(".")
    if field := re.fullmatch(r"Object contains unknown field `(.+)`", what):
        return _under(key, field[1]), "is not a key we know; correct its spelling or remove it"
    if field := re.fullmatch(r"Object missing required field `(.+)`", what):
        silent = "write it, or `{ silent = true }` where the text does not state it"
        return _under(key, field[1]), f"is missing; {silent if key == 'facts' else 'write it'}"
    if given := re.fullmatch(r"Invalid enum value '?(.*?)'?", what):
        return key, f"{given[1]!r} is not allowed here; write one of {', '.join(_allowed(shape, key))}"
    if kinds := re.fullmatch(r"Expected `(.+)`, got `(.+)`", what):
        wanted = " or ".join(PLAIN.get(kind, kind) for kind in kinds[1].split(" | ") if kind != "null")
        return key, f"write {wanted}; what stands there is {PLAIN.get(kinds[2], kinds[2])}"
    return key or "-", what


def _under(key, field):
    return f"{key}.{field}" if key else field


def _allowed(shape, key):
    """The values a closed field may have, found by walking the shape along `key`."""
    kind = inspect.type_info(shape)
    for part in re.findall(r"[a-z][a-z_-]*|\[", key):
        if isinstance(kind, inspect.StructType):
            kind = next(field.type for field in kind.fields if field.encode_name == part)
        else:
            kind = getattr(kind, "item_type", None) or kind.value_type
    return kind.values
