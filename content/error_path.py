"""Finds where a fault of msgspec stands in what was given, and calls the place as its editor does."""

import re
from datetime import date, datetime, time

import msgspec

PART = re.compile(r"\.([^.\[]+)|\[(\d+)\]|(\[\.\.\.\])")
NAMED_BY = ("id", "slug")  # what an entry of a list is known by; one without is counted from one


def path_of(shape, fault, given):
    """[key or index] from the top to the fault. msgspec names no key of a table that may hold any: it is sought."""
    path = []
    for key, place, any_key in PART.findall(fault.rpartition(" - at `$")[2].rstrip("`")):
        path.append(int(place) if place else key or _guilty(shape, fault, given, path) or any_key)
    return path


def _guilty(shape, fault, given, path):
    """The key of the table at `path` that brings the same fault where it stands there alone."""
    table = _at(given, path)
    alone = ((key, _with(given, path, {key: table[key]})) for key in table)
    return next((key for key, less in alone if _fault_of(shape, less) == fault), None)


def _fault_of(shape, given):
    try:
        msgspec.convert(given, shape, builtin_types=(date, datetime, time), str_keys=True)
    except msgspec.ValidationError as fault:
        return str(fault)


def _at(given, path):
    for part in path:
        given = given[part]
    return given


def _with(given, path, put):
    """`given` with what stands at `path` replaced."""
    if not path:
        return put
    part, *rest = path
    inner = _with(given[part], rest, put)
    return given | {part: inner} if isinstance(given, dict) else [*given[:part], inner, *given[part + 1 :]]


def key_of(path, given):
    """'rules.refund.outcome', 'warranty[2].months'."""
    told = ""
    for end, part in enumerate(path, 1):
        told += f".{part}" if isinstance(part, str) else _entry(_at(given, path[:end]), part)
    return told.lstrip(".")


def _entry(entry, place):
    name = next((entry[key] for key in NAMED_BY if key in entry), None) if isinstance(entry, dict) else None
    return f".{name}" if isinstance(name, str) else f"[{place + 1}]"


def saying(path, given):
    """'“It fails.”: ' where the fault is in an example, which is known by what it says."""
    entry = _at(given, path[:2]) if len(path) > 1 and path[0] == "examples" else None
    say = entry.get("say") if isinstance(entry, dict) else None
    return f"“{say}”: " if isinstance(say, str) else ""
