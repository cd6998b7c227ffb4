"""The schema of policy.json: made from the structs that policies are read into, less what judges nothing."""

import json
import re
from functools import cache
from inspect import cleandoc
from pathlib import Path

from msgspec.json import schema_components

from content.eligibility.fingerprint import JUDGES_NOTHING
from content.pages.page import json_text
from content.pages.policy_json.schema import Case, Document
from content.schema.base import Source
from content.schema.facts import KEYS
from content.schema.policy import Policy
from content.schema.products import Products
from content.schema.text import OutcomeText, QuestionText
from content.wording.catalog import fill, read_words

JUDGING = Path(__file__).with_name("judging.md")  # how to judge by a policy, for whoever writes a program
FOLD = re.compile(r"(?<!\n)\n(?!\n|- )")  # the end of a line within a paragraph, or within a point of a list
DRAFT = "https://json-schema.org/draft/2020-12/schema"
OF_FILES = (Policy, Products, Source, QuestionText, OutcomeText)  # structs of files, each with all it is made of
REF = re.compile(r'"#/\$defs/([^"]+)"')


def schema_json():
    """The schema as JSON text."""
    return json_text(json_schema()) + "\n"


@cache
def json_schema():
    """The JSON Schema of policy.json; its description says how to judge by it, and $defs/Case what can be known."""
    (whole, _), shapes = _shapes(Document, Case)
    of_files = {name: _for_readers(shape) for name, shape in _shapes(*OF_FILES)[1].items()}
    of_files["Facts"] |= _facts(of_files["Facts"])
    head = {"$schema": DRAFT, "title": "A return policy", "description": folded(JUDGING.read_text(encoding="utf-8"))}
    return _named({**head, **whole, "$defs": _used(shapes | of_files)})


def _shapes(*structs):
    """JSON Schemas for these structs, and {name: schema} of each struct they are made of."""
    return schema_components(structs, ref_template="#/$defs/{name}")


def folded(text):
    """A text of several lines with a line for each paragraph and each point of a list."""
    return FOLD.sub(" ", cleandoc(text).strip())


def _for_readers(shape):
    """A struct's schema less what judges nothing; its docstring tells the fields, whose own notes are for editors."""
    left_out = JUDGES_NOTHING.get(shape["title"], ())
    fields = {key: _without_notes(told) for key, told in shape["properties"].items() if key not in left_out}
    return shape | {"description": folded(shape["description"]), "properties": fields}


def _without_notes(told):
    if isinstance(told, list):
        return [_without_notes(one) for one in told]
    plain = isinstance(told, dict)
    return {key: _without_notes(one) for key, one in told.items() if key != "description"} if plain else told


def _facts(shape):
    """Of all facts what each answers; one that is silent is left out, and one that comes later judges nothing."""
    words = read_words().facts
    asked = {key: {"description": fill(words[key].question, vendor="the vendor")} for key in KEYS}
    fields = {key: asked[key] | told for key, told in shape["properties"].items()}
    return {"properties": fields, "required": [], "additionalProperties": True}


def _used(shapes):
    """The schemas that the document, a case or what these are made of names."""
    used, found = set(), {"Document", "Case"}
    while found != used:
        used = found
        found = used | {name for one in used for name in REF.findall(json.dumps(shapes[one]))}
    return {name: shape for name, shape in shapes.items() if name in used}


def _named(schema):
    """The schema with short names for the structs that take a type: Fact_list_str__ is Fact-list-str."""
    generic = {name: _short(name) for name in schema["$defs"] if not name.isalpha()}
    text = json.dumps(schema)
    for name, short in generic.items():
        text = text.replace(f'#/$defs/{name}"', f'#/$defs/{short}"').replace(f'"{name}": {{', f'"{short}": {{')
    return json.loads(text)


def _short(name):
    parts = re.findall(r"[A-Za-z]+", name)
    return "-".join(part for part in parts if part not in ("typing", "Literal", "content", "schema", "facts"))
