"""policy.json for programs: it holds exactly what is hashed, fits its schema, and the schema tells everything."""

import ast
import copy
import json
import re
from pathlib import Path
from urllib.parse import urljoin

import msgspec
import pytest
from jsonschema import Draft202012Validator, ValidationError

from content.eligibility.catalogue import find_model, model_names
from content.eligibility.events import LATER
from content.eligibility.fingerprint import JUDGES_NOTHING
from content.eligibility.judge import Case
from content.explain.facts import fact_line
from content.history.snapshots import with_every_fact
from content.pages.policy_json import schema
from content.pages.policy_json.document import policy_json
from content.pages.policy_json.json_schema import json_schema
from content.schema.facts import KEYS
from content.schema.outcome_kinds import KINDS
from content.schema.policy import CLOSED_QUESTIONS, ELSEWHERE, WINDOW, Policy
from content.schema.products import Products
from content.schema.when import AXES
from tests.support import evaluator
from tests.support.alike import as_read
from tests.support.axes import axis_vendors
from tests.support.evaluator.file import family_of, hash_of
from tests.support.fictional import fictional_vendors
from tests.support.vendor_folder import shipped_vendors

VENDORS = shipped_vendors()
FLIR = VENDORS["flir"]
HELD = FLIR.policies[0]
SCHEMA = json_schema()
FITS = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    """[(vendor, policy, its policy.json)] of every vendor there is, also of those that do not exist."""
    made = (vendors(tmp_path_factory.mktemp("vendors")) for vendors in (axis_vendors, fictional_vendors))
    vendors = [vendor for folder in (VENDORS, *made) for vendor in folder.values()]
    return [(vendor, policy, as_read(vendor, policy)) for vendor in vendors for policy in vendor.policies]


# The file


def test_every_policy_fits_the_schema(texts):
    for _, _, read in texts:
        FITS.validate(read)


def test_what_judges_is_what_is_hashed(texts):
    assert [read["revision"]["name"] for _, policy, read in texts if hash_of(read) != policy.hash] == []


def test_a_changed_word_keeps_the_hash_and_a_changed_day_does_not():
    read = as_read(FLIR, HELD)
    assert hash_of(spoilt(read, "told", "outcomes", "refund", put="Otherwise.")) == HELD.hash
    assert hash_of(spoilt(read, "judged", "policy", "windows", "refund", "days", put=31)) != HELD.hash


def test_what_judges_is_read_back_as_it_was(texts):
    for vendor, policy, read in texts:
        judged = read["judged"]
        back = msgspec.convert(with_every_fact(judged["policy"]), Policy)
        assert (back.facts, back.windows, back.questions) == (policy.facts, policy.windows, policy.questions)
        assert msgspec.convert(judged["products"], Products).warranty == vendor.products.warranty


def test_a_fraction_is_text_and_a_whole_per_cent_a_number(texts):
    fees = {policy.hash: read["judged"]["policy"]["facts"].get("restocking") for _, policy, read in texts}
    [norrsken] = [policy.hash for vendor, policy, _ in texts if vendor.slug == "norrsken"]
    assert fees[HELD.hash]["value"] == {"percent": 25, "of": "price"}
    assert [row["value"] for row in fees[norrsken]] == [
        {"percent": "12.5", "of": "price"}, {"amount": 45, "currency": "CHF"},
    ]  # fmt: skip


def test_every_fact_is_told_row_by_row_or_as_silent(texts):
    for vendor, policy, read in texts:
        assert list(read["told"]["facts"]) == list(KEYS)
        for key, fact in read["told"]["facts"].items():
            stated = read["judged"]["policy"]["facts"].get(key, {"silent": True})
            rows = stated if isinstance(stated, list) else [stated]
            assert len(rows) == len(fact["rows"]) and all(row["text"] for row in fact["rows"]), key
            line = fact_line(vendor, policy, key)
            assert len(rows) > 1 or fact["rows"][0]["text"] == (line.text or line.silent)
            assert [[*row["holds"]] for row in fact["rows"]] == [[*row.when] for row in policy.rows(key)]
            assert all(text for row in fact["rows"] for text in row["holds"].values())


def test_a_model_s_family_is_found_by_the_file(texts):
    typed = ["bfs u3-51s5c", "FL3-GE-99Z9", "pl-d799", "Ladybug5", "Acme Eye", "AR-1", "ARC", "Argon", "BO12"]
    for vendor, _, read in texts:
        for model in (*model_names(vendor), *typed):
            found = find_model(vendor, model).family
            assert family_of(read, model) == (found.slug if found else ""), (vendor.slug, model)


@pytest.mark.parametrize("slug", VENDORS)
def test_the_published_file_is_this_one_and_names_the_schema_beside_it(slug, built):
    text = (built / slug / "policy.json").read_text("utf-8")
    assert text == policy_json(VENDORS[slug], VENDORS[slug].policies[0])
    at = urljoin(f"/{slug}/policy.json", json.loads(text)["$schema"])
    assert json.loads((built / at[1:]).read_text("utf-8")) == SCHEMA


# The schema


def test_the_schema_is_a_schema_and_every_field_is_told():
    Draft202012Validator.check_schema(SCHEMA)
    for name, shape in SCHEMA["$defs"].items():
        told = shape["description"]
        untold = [field for field, kind in shape["properties"].items() if not is_told(field, kind, told)]
        assert told and "\n " not in told and not untold, (name, untold)


def is_told(field, kind, docstring):
    """Whether a field has words of its own, or its struct's docstring names it."""
    own = "description" in kind or any("description" in one for one in kind.get("anyOf", ()))
    return own or re.search(rf"(?<![\w-]){field}(?![\w-])", docstring)


def test_the_schema_speaks_to_readers_and_not_to_editors():
    assert not re.search(r'"description": "(write|use|say) ', json.dumps(SCHEMA))


def test_the_schema_has_what_judges_and_nothing_else_of_a_vendor_s_files():
    shapes = SCHEMA["$defs"]
    assert {name: JUDGES_NOTHING[name] & {*shapes[name]["properties"]} for name in JUDGES_NOTHING} == {
        name: set() for name in JUDGES_NOTHING
    }
    assert not {"Text", "SerialForm", "VendorFile"} & {*shapes}
    assert list(shapes["Facts"]["properties"]) == list(KEYS)


def test_a_case_of_the_schema_is_one_of_ours():
    assert msgspec.to_builtins(schema.Case()) == msgspec.to_builtins(Case()._asdict())
    assert {*SCHEMA["$defs"]["Case"]["properties"]} == {*Case._fields}


def test_the_closed_lists_stand_in_the_schema():
    told, shapes = SCHEMA["description"], SCHEMA["$defs"]
    for id, answers in CLOSED_QUESTIONS.items():
        assert f"{id} ({', '.join(answers)})" in told
    assert f"with the id of a window ({', '.join(WINDOW)})" in told
    assert f"each of {LATER[0]}, {LATER[1]} and {LATER[2]} that is known" in told
    assert f"`{ELSEWHERE}` is every country that no region has" in told
    assert all(f"`{axis}`" in told for axis in AXES)
    assert {*shapes["Outcome"]["properties"]["kind"]["enum"]} == {*KINDS}
    assert all(re.search(rf"\b{kind}\b", told) for kind in KINDS)


def spoilt(read, *path, put=None):
    """A copy with one value taken out, or another put in its place."""
    copied = copy.deepcopy(read)
    *above, last = path
    at = copied
    for name in above:
        at = at[name]
    if put is None:
        at.pop(last)
    else:
        at[last] = put
    return copied


POLICY = ("judged", "policy")
WARRANTY = ("judged", "products", "warranty")


@pytest.mark.parametrize(
    ("path", "put"),
    [
        (("judged",), None), (("format",), 1), ((*POLICY, "windows", "refund", "days"), "30"),
        ((*POLICY, "rules", 0, "when"), None), ((*POLICY, "rules", 0, "outcome", "kind"), "perhaps"),
        ((*POLICY, "facts", "restocking", "silent"), "unsure"), ((*POLICY, "facts", "restocking", "wen"), {}),
        ((*WARRANTY, 0, "months"), 36.5), ((*WARRANTY, 0, "or"), "much longer"), ((*WARRANTY, 0, "from"), "last year"),
        ((*POLICY, "dated"), "last year"), ((*POLICY, "facts", "restocking", "value"), {"percent": 12.5}),
        ((*POLICY, "facts", "freight-in", "value", "payer"), "nobody"), (("told", "facts"), None),
    ],
)  # fmt: skip
def test_a_document_that_is_none_is_refused(path, put):
    with pytest.raises(ValidationError):
        FITS.validate(spoilt(as_read(FLIR, HELD), *path, put=put))


def test_what_is_added_outside_of_what_judges_breaks_no_reader():
    read = as_read(FLIR, HELD)
    FITS.validate(spoilt(read, "told", "pictures", put={}))
    FITS.validate(spoilt(read, *POLICY, "facts", "a-later-fact", put={"value": "something"}))


def test_the_other_judge_knows_nothing_of_ours():
    files = Path(evaluator.__file__).parent.glob("*.py")
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    modules = {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    modules |= {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    others = {name for name in modules if not name.startswith(f"{evaluator.__name__}.")}
    assert others == {"calendar", "datetime", "hashlib", "itertools", "json", "re", "typing"}
