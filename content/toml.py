"""Reads one file of a vendor's folder into its shape, or says in an editor's words what is wrong with it."""

import re
import tomllib
from difflib import get_close_matches

import msgspec
from msgspec import inspect

from content.error_path import key_of, path_of, saying
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

FEW = 16  # keys that can be told in one sentence
DAY = re.compile(r"^[^#\"'\n]*=[ \t]*(?!\d{4}-)\d{1,4}[-./]\d{1,2}[-./]\d{1,4}[ \t]*(?:#.*)?$", re.M)


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
    return decoded(read_text(folder, file), f"{folder.name}/{file}", shape)


def decoded(text, file, shape):
    """`text` as a struct of `shape`; `file` is what a fault calls it."""
    try:
        return msgspec.toml.decode(text, type=shape)
    except msgspec.ValidationError as fault:
        raise ContentError(file, *_misread(shape, str(fault), tomllib.loads(text))) from None
    except msgspec.DecodeError as fault:
        raise ContentError(file, *_unread(text, fault)) from None


def _unread(text, fault):
    """(key, what to write) of what is no TOML, most often for a day written as people do."""
    if day := DAY.search(text):
        return f"line {text.count(chr(10), 0, day.start()) + 1}", f"write {PLAIN['date']}"
    return "-", f"this is not valid TOML: {fault}"


def _misread(shape, fault, given):
    """msgspec's fault in what was given, as (key, what to write)."""
    path = path_of(shape, fault, given)
    key, write = _in_words(shape, fault.partition(" - at ")[0], path, key_of(path, given))
    return key, saying(path, given) + write


def _in_words(shape, what, at, key):
    if field := re.fullmatch(r"Object contains unknown field `(.+)`", what):
        return _under(key, field[1]), f"is not a key we know; {_instead(shape, at, field[1])}"
    if field := re.fullmatch(r"Object missing required field `(.+)`", what):
        silent = "write it, or `{ silent = true }` where the text does not state it"
        return _under(key, field[1]), f"is missing; {silent if key == 'facts' else 'write it'}"
    if given := re.fullmatch(r"Invalid enum value '?(.*?)'?", what):
        return key, f"{given[1]!r} is not allowed here; write one of {', '.join(_kind_at(shape, at).values)}"
    if kinds := re.fullmatch(r"Expected `(.+)`, got `(.+)`", what):
        wanted = " or ".join(PLAIN.get(kind, kind) for kind in kinds[1].split(" | ") if kind != "null")
        return key, f"write {wanted}; what stands there is {PLAIN.get(kinds[2], kinds[2])}"
    return key or "-", what


def _under(key, field):
    return f"{key}.{field}" if key else field


def _instead(shape, at, field):
    """What to write instead of an unknown key: the one it looks like, else one of all where they are few."""
    known = [one.encode_name for one in _kind_at(shape, at).fields]
    close = get_close_matches(field, known, 1)
    few = f"write one of {', '.join(known)}" if len(known) <= FEW else "correct its spelling"
    return f"{f'write {close[0]}' if close else few}, or remove it"


def _kind_at(shape, at):
    """What may stand at `at`, found by walking the shape along it."""
    kind = inspect.type_info(shape)
    for part in at:
        if isinstance(kind, inspect.StructType):
            kind = _one(next(field.type for field in kind.fields if field.encode_name == part))
        else:
            kind = _one(getattr(kind, "item_type", None) or kind.value_type)
    return kind


def _one(kind):
    """Of a field that may be left out, what it holds otherwise; of text or a table, the table."""
    held = [one for one in getattr(kind, "types", ()) if not isinstance(one, inspect.NoneType)]
    held = held if len(held) == 1 else [one for one in held if isinstance(one, inspect.StructType)]
    return held[0] if len(held) == 1 else kind
