"""Begins a vendor's folder: commented files that load and prove at once, every fact silent and nothing invented."""

from typing import get_args, get_origin

from content.errors import ContentError
from content.places import SKELETON
from content.schema.facts import KEYS, Clock, Fee, FormLimit, Freight, Remedy, Span, kind_of
from content.settings.rules import is_line
from content.slugs import check_slug
from content.wording.catalog import fill, read_words
from content.wording.placeholders import IN_A_UNION

PLAIN = {  # how a value is written, by its type
    Fee: '{ percent = …, of = "price" } or { amount = …, currency = "EUR" }; to either may come plus-shipping, trigger',
    Span: '{ most = …, unit = "days", after = "issue" }, with least = … where the text gives two figures',
    Freight: '{ payer = "you" | "vendor" }, with quoted = true where the quote holds it; booker = "you" | "vendor"',
    Clock: '{ event = "purchase" }; to it may come plus (days after it), otherwise, latest or or = { event = … }',
    FormLimit: '{ rule = …, at-most = … } where no more than so many go on one form',
    int: "a whole number",
}


def new_vendor(slug, name, folder, today):
    """Write the folder of a vendor; the paths written. A slug that is taken or reserved is refused."""
    check_slug(slug)
    place = folder / slug
    if place.exists():
        write = "there is a vendor of this name already; edit its folder, or choose another name"
        raise ContentError(slug, "folder name", write)
    name = name.strip() if name else slug.capitalize()
    if not is_line(name) or set(name) & set('"\\{}'):
        write = "write the name as people know it, without quotes, backslashes and braces"
        raise ContentError("--name", name or "-", write)
    facts = "\n".join(_fact(key, name) for key in KEYS)
    parts = {"name": name, "today": today.isoformat(), "facts": facts} | _lists()
    texts = {place / path: fill(text, **parts) for path, text in _skeleton(today)}
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [*texts]


def _skeleton(today):
    """Pairs of a path in the new folder and the text to fill in, for each file of content/skeleton/."""
    for path in sorted(SKELETON.iterdir()):
        name = f"policies/{today.isoformat()}.toml" if path.name == "policy.toml" else path.name
        yield name, path.read_text(encoding="utf-8")


def _fact(key, name):
    """A silent fact below a comment that says what it answers, how a value is written and what it will say."""
    words = read_words().facts[key]
    lines = [words.question, f"  value = {_written(kind_of(key), words)}"]
    lines += [f"    {tag}: {words.value(tag).text}" for tag in words.values]
    return "".join(f"# {fill(line, vendor=name)}\n" for line in lines) + f"{key} = {{ silent = true }}\n"


def _written(kind, words):
    """How a value of this type is written, and what may stand there."""
    if kind in PLAIN:
        return PLAIN[kind]
    quoted = " | ".join(f'"{tag}"' for tag in words.values if tag not in IN_A_UNION)
    if structs := [PLAIN[one] for one in get_args(kind) if one in PLAIN]:
        return f"{quoted}, or {structs[0]}"
    if kind is Remedy:
        return f'{{ does = {quoted} }}, with payer = "you" or "vendor" where the text says who pays'
    several = get_origin(kind) is list
    if several and words.holds_names:
        alone = "".join(f', or ["{tag}"]' for tag in words.values)
        return f'a list of names as people know them, such as ["…", "…"]{alone}'
    return f"a list of {quoted}" if several else quoted


def _lists():
    """What windows and spans are counted by, each with its words, as lines of a comment."""
    words = read_words()
    asked = {event: asked.day for event, asked in words.events_asked.items()}
    told = {"events": asked, "after": words.after, "triggers": words.triggers}
    return {"units": ", ".join(words.units)} | {name: _lines(table) for name, table in told.items()}


def _lines(words):
    width = max(map(len, words))
    return "\n".join(f"#   {tag:{width}} {text}" for tag, text in words.items())
