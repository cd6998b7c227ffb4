"""Begins a vendor's folder: commented files that load and prove at once, every fact silent and nothing invented."""

from pathlib import Path

from msgspec import inspect

from content.errors import ContentError
from content.places import SKELETON
from content.schema.facts import Facts
from content.schema.slugs import check_slug
from content.settings.rules import on_one_line
from content.wording.catalog import fill, read_words

PLAIN = {  # how a value is written, by the name of its type
    "Fee": '{ percent = …, of = "price" } or { cents = …, currency = "EUR" }',
    "Span": '{ most = …, unit = "days", after = "issue" }, with least = … where the text gives two figures',
    "int": "a whole number",
}


def new_vendor(slug, name, folder, today):
    """Write the folder of a vendor; the paths written. A slug that is taken or reserved is refused."""
    check_slug(slug)
    place = Path(folder) / slug
    if place.exists():
        write = "there is a vendor of this name already; edit its folder, or choose another name"
        raise ContentError(slug, "folder name", write)
    name = name.strip() if name else slug.capitalize()
    if not name or not on_one_line(name) or set(name) & set('"\\{}'):
        raise ContentError(
            "--name", name or "-", "write the name as people know it, without quotes, backslashes and braces"
        )
    told = {"name": name, "today": today.isoformat(), "facts": facts_text(name)} | _lists()
    texts = {path: fill(text, **told) for path, text in _skeleton(today)}
    for path, text in texts.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(text, encoding="utf-8")
    return [place / path for path in texts]


def _skeleton(today):
    for path in sorted(SKELETON.iterdir()):
        name = _policy_file(today) if path.name == "policy.toml" else path.name
        yield name, path.read_text(encoding="utf-8")


def _policy_file(today):
    return f"policies/{today.isoformat()}.toml"


def facts_text(name):
    """Every fact, silent, below a comment that says what it answers, how a value is written and what it will say."""
    return "\n".join(_fact(field, name) for field in inspect.type_info(Facts).fields)


def _fact(field, name):
    key, said = field.encode_name, read_words().facts[field.encode_name]
    lines = [said.question, f"  value = {_written(field.type.fields[0].type, said)}"]
    lines += [f"    {tag}: {said.value(tag).text}" for tag in said.values]
    return "".join(f"# {fill(line, vendor=name)}\n" for line in lines) + f"{key} = {{ silent = true }}\n"


def _written(kind, said):
    """How a value of this fact is written, and what may stand there."""
    if isinstance(kind, inspect.StructType):
        return PLAIN[kind.cls.__name__]
    if isinstance(kind, inspect.IntType):
        return PLAIN["int"]
    several = isinstance(kind, inspect.ListType)
    quoted = " | ".join(f'"{tag}"' for tag in said.values)
    if several and said.holds_names:
        alone = "".join(f', or ["{tag}"]' for tag in said.values)
        return f'a list of names as people know them, such as ["…", "…"]{alone}'
    if several:
        return f"a list of {quoted}"
    return quoted


def _lists():
    """What windows and spans are counted by, each with its words, as lines of a comment."""
    words = read_words()
    asked = {event: told.day for event, told in words.events_asked.items()}
    return {"units": ", ".join(words.units), "events": _listed(asked), "after": _listed(words.after)}


def _listed(told):
    return "\n".join(f"#   {tag:12} {text}" for tag, text in told.items())
