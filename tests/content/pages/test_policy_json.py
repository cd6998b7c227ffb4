"""policy.json for programs: it fits its schema, and a judge written from that schema alone gives every verdict."""

import ast
import copy
import json
from datetime import date, timedelta
from functools import cache
from inspect import getsource
from urllib.parse import urljoin

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError
from msgspec.structs import replace

from content.dates import add_months
from content.eligibility.catalogue import ELSEWHERE
from content.eligibility.decision_tree import answer_combinations, reach
from content.eligibility.judge import Case, judge
from content.explain.outcome import outcome_in_words
from content.pages.policy_json import schema
from content.pages.policy_json.document import document, json_schema, policy_json
from content.schema.facts import Fact
from content.schema.policy import CLOSED_QUESTIONS, Question, Start, Window
from content.schema.products import Scope, WarrantyRow
from tests.support import evaluator
from tests.support.evaluator import evaluate, rule_for
from tests.support.fictional import FICTIONAL, fictional_vendors
from tests.support.vendor_folder import shipped_vendors

VENDORS = shipped_vendors()
FLIR = VENDORS["flir"]
HELD = FLIR.policies[0]
REVISIONS = [(vendor, policy) for vendor in VENDORS.values() for policy in vendor.policies]
NAMES = [f"{vendor.slug}/{policy.name}" for vendor, policy in REVISIONS]
FITS = Draft202012Validator(json_schema())
TODAY = date(2027, 3, 1)


@cache
def published(slug, name):
    """A shipped policy as programs read it."""
    return json.loads(policy_json(VENDORS[slug], VENDORS[slug].policy(name)))


def as_read(vendor, policy):
    return json.loads(msgspec.json.encode(document(vendor, policy)))


def as_data(case):
    """A Case as $defs/Case of the schema has it."""
    return case._asdict() | {"dates": {event: day.isoformat() for event, day in case.dates.items()}}


def ours(vendor, policy, case, today):
    """What the pages say: (rule, answers, costs)."""
    verdict = judge(vendor, case, today, policy)
    costs = outcome_in_words(vendor, policy, verdict.rule).costs
    return verdict.rule.id, verdict.answers, [(it.label, it.who, it.amount, it.doubt, bool(it.silent)) for it in costs]


def theirs(read, case, today):
    """What a program says that has the JSON and nothing else."""
    rule, answers, costs = evaluate(read, as_data(case), today)
    return rule, answers, [tuple(cost[name] for name in ("what", "who", "amount", "doubt", "silent")) for cost in costs]


# The files


def test_the_schema_is_a_schema_and_every_field_says_what_it_holds():
    Draft202012Validator.check_schema(json_schema())
    for name, shape in json_schema()["$defs"].items():
        untold = [field for field, told in shape["properties"].items() if field != "type" and not is_told(told)]
        assert shape["description"] and not untold, (name, untold)


def is_told(field):
    return "description" in field or any("description" in one for one in field.get("anyOf", ()))


@pytest.mark.parametrize(("vendor", "policy"), REVISIONS, ids=NAMES)
def test_every_policy_fits_the_schema_and_comes_back_whole(vendor, policy):
    FITS.validate(published(vendor.slug, policy.name))
    text = policy_json(vendor, policy)
    assert msgspec.json.decode(text, type=schema.Document) == document(vendor, policy)


def spoil(read, *path, put=None):
    """A copy with one value taken out, or another put in its place."""
    spoilt = copy.deepcopy(read)
    *above, last = path
    at = spoilt
    for name in above:
        at = at[name]
    at.pop(last) if put is None else at.update({last: put})
    return spoilt


@pytest.mark.parametrize(
    ("path", "put"),
    [
        (("clock",), None), (("format",), 2), (("windows", "refund", "days"), "30"), (("rules", 0, "when"), None),
        (("outcomes", "refund", "kind"), "perhaps"), (("facts", "restocking", "state"), "unsure"),
        (("warranty", 0, "months"), 36.5), (("questions", 0, "by"), "guessed"), (("revision", "dated"), "last year"),
        (("facts", "restocking", "value"), {"type": "fee", "percent": "25"}),
    ],
)  # fmt: skip
def test_a_document_that_is_none_is_refused(path, put):
    spoilt = spoil(published("flir", HELD.name), *path, put=put)
    with pytest.raises(ValidationError):
        Draft202012Validator(json_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER).validate(spoilt)


@pytest.mark.parametrize("slug", VENDORS)
def test_the_published_file_is_this_one_and_names_the_schema_beside_it(slug, built):
    text = (built / slug / "policy.json").read_text("utf-8")
    assert text == policy_json(VENDORS[slug], VENDORS[slug].policies[0])
    at = urljoin(f"/{slug}/policy.json", json.loads(text)["$schema"])
    assert json.loads((built / at[1:]).read_text("utf-8")) == json_schema()


@pytest.mark.parametrize(("vendor", "policy"), REVISIONS, ids=NAMES)
def test_a_fact_is_told_as_data_or_as_silent(vendor, policy):
    for key, fact in published(vendor.slug, policy.name)["facts"].items():
        assert ("value" in fact) == (fact["state"] == "stated") and fact["text"], key


def test_the_other_judge_knows_nothing_of_ours():
    tree = ast.parse(getsource(evaluator))
    imports = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
    assert {node.module for node in imports} == {"calendar", "datetime", "itertools"}


# The same verdict


@pytest.mark.parametrize(("vendor", "policy"), REVISIONS, ids=NAMES)
def test_every_combination_of_answers_leads_to_the_same_rule(vendor, policy):
    read = published(vendor.slug, policy.name)
    for answers in answer_combinations(policy):
        assert rule_for(read, answers) == reach(policy, answers).rule.id


def edges(policy, vendor):
    """Days of an event around every edge there is: the last day in, the first one out, and days that lie ahead."""
    ahead = [TODAY + timedelta(days) for days in (0, 1, 2, 3)]
    windows = [TODAY - timedelta(window.days + more) for window in policy.windows.values() for more in (0, 1)]
    rows = {row.months for row in vendor.products.warranty}
    over = [add_months(TODAY, -months) + timedelta(more) for months in rows for more in (-1, 0, 1)]
    return [None, *ahead, *windows, *over, date(2024, 2, 29)]


@pytest.mark.parametrize(("vendor", "policy"), REVISIONS, ids=NAMES)
def test_every_family_is_judged_alike_on_every_edge(vendor, policy):
    read = published(vendor.slug, policy.name)
    families = ["", "a-stranger", *(family.slug for family in vendor.products.families)]
    for day in edges(policy, vendor):
        for number, family in enumerate(families):
            said = CLOSED_QUESTIONS["warranty"][number % 3]
            dates = {"purchase": day} if day else {}
            for purpose in ("repair", "refund"):
                case = Case(purpose=purpose, family=family, dates=dates, bought_from="direct", warranty_said=said)
                assert theirs(read, case, TODAY) == ours(vendor, policy, case, TODAY), case


@pytest.mark.parametrize("today", [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1), date(2027, 2, 28)])
def test_a_leap_day_is_counted_alike(today):
    read = published("flir", HELD.name)
    for bought in (date(2024, 2, 29), date(2025, 2, 28), date(2025, 3, 1)):
        case = Case(purpose="repair", family="blackfly-s", dates={"purchase": bought})
        assert theirs(read, case, today) == ours(FLIR, HELD, case, today)


DAYS = st.dates(date(2023, 1, 1), date(2028, 12, 31))
EVENTS = ("purchase", "shipment", "receipt")
SAID = st.sampled_from(["yes", "no", "in", "out", "unknown", "eu", "lens", "other", "machine-vision", "spaceship"])
ASKED = ("refund", "arrival", "region", "part", "too-many", "excluded", "product")


def cases(families, regions=("", "", "eu", "us", ELSEWHERE), parts=("", "", "lens", "board", ELSEWHERE)):
    """Cases of every sort: sensible ones, and what no form would let through."""
    return st.builds(
        Case,
        purpose=st.sampled_from(CLOSED_QUESTIONS["purpose"]),
        family=st.sampled_from(["", "a-stranger", *families]),
        dates=st.dictionaries(st.sampled_from(EVENTS), DAYS) | st.fixed_dictionaries(dict.fromkeys(EVENTS, DAYS)),
        bought_from=st.sampled_from(CLOSED_QUESTIONS["bought_from"]),
        warranty_said=st.sampled_from(CLOSED_QUESTIONS["warranty"]),
        said=st.dictionaries(st.sampled_from(ASKED), SAID),
        region=st.sampled_from(regions),
        part=st.sampled_from(parts),
        count=st.integers(0, 5),
    )


@given(data=st.data(), today=DAYS)
def test_any_case_is_judged_alike_by_every_shipped_text(data, today):
    vendor, policy = data.draw(st.sampled_from(REVISIONS))
    case = data.draw(cases([family.slug for family in vendor.products.families]))
    assert theirs(published(vendor.slug, policy.name), case, today) == ours(vendor, policy, case, today)


# Policies nobody has written yet: several windows, other clocks, lengths by region, part and day, limits of a refund

YES_NO = {"no": "No", "yes": "Yes"}
PLACES = {
    "region": {"eu": "Europe", "us": "America", "unknown": "I do not know"},
    "part": {"lens": "Lens", "board": "Board", "unknown": "I do not know"},
}
ROWS = st.builds(
    WarrantyRow,
    months=st.sampled_from([1, 12, 24, 36]),
    source=st.just("manuals"),
    doubt=st.sampled_from(["", "", "Another page says otherwise."]),
    from_=st.none() | st.none() | DAYS,
    to=st.none() | st.none() | DAYS,
    when=st.builds(
        Scope,
        family=st.sampled_from([[], [], ["oryx"], ["oryx", "firefly"]]),
        region=st.sampled_from([[], ["eu"], ["us"], ["eu", "us"]]),
        part=st.sampled_from([[], ["lens"], ["board"]]),
    ),
)


def asked(id, answers, assume=""):
    return Question(id=id, ask="Is it?", answers=answers, assume=assume)


@st.composite
def strangers(draw):
    """(vendor, policy) with anything a policy file may hold that the shipped ones do not."""
    ids = draw(st.sets(st.sampled_from(["region", "part"])))
    questions = [asked(id, PLACES[id], "unknown") for id in sorted(ids)]
    questions += [asked("too-many", YES_NO, draw(st.sampled_from(["", "no", "yes"])))]
    questions += [asked("excluded", YES_NO | {"unknown": "?"}, draw(st.sampled_from(["", "no", "unknown"])))]
    windows = {name: window(draw) for name in ("refund", "arrival")}
    questions += [asked(id, dict.fromkeys(CLOSED_QUESTIONS["warranty"], "?")) for id in windows]
    warranty = HELD.question("warranty"), HELD.question("purpose")
    limits = {"refund_at_most": draw(st.sampled_from([Fact(silent=True), Fact(value=2)]))}
    limits["refund_never"] = draw(st.sampled_from([Fact(silent=True), Fact(value=["Oryx", "Grasshopper"])]))
    start = draw(st.none() | st.builds(Start, event=st.sampled_from(EVENTS), plus=st.sampled_from([0, 1, 7])))
    rules = [
        replace(rule, when={"purpose": id}) for rule, id in zip(HELD.rules, CLOSED_QUESTIONS["purpose"], strict=False)
    ]
    rules = [replace(rule, outcome=replace(rule.outcome, instead={})) for rule in rules]
    facts = replace(HELD.facts, **limits)
    policy = replace(
        HELD, questions=[*questions, *warranty], windows=windows, counts=start, facts=facts, rules=rules
    )  # fmt: skip
    regions = draw(st.sampled_from([{}, {"eu": ["DE", "FR"], "us": ["US"]}]))
    products = replace(FLIR.products, warranty=draw(st.lists(ROWS, max_size=5)), regions=regions)
    return replace(FLIR, products=products), policy


def window(draw):
    return Window(
        days=draw(st.sampled_from([1, 14, 30])), after=draw(st.sampled_from(EVENTS)), plus=draw(st.sampled_from([0, 1]))
    )


@settings(max_examples=150)
@given(stranger=strangers(), case=cases(["oryx", "firefly", "grasshopper3-usb3"]), data=st.data())
def test_any_policy_judges_any_case_alike(stranger, case, data):
    vendor, policy = stranger
    read = as_read(vendor, policy)
    FITS.validate(read)
    days = [day + timedelta(more) for day in case.dates.values() for more in (0, 14, 15, 30, 31, 365, 366, 731, 1096)]
    today = data.draw(DAYS | st.sampled_from(days) if days else DAYS)
    assert theirs(read, case, today) == ours(vendor, policy, case, today)


# Policies of vendors that do not exist, each from its own folder of files


@pytest.fixture(scope="module")
def fictional(tmp_path_factory):
    """{slug: (vendor, policy, its policy.json)}"""
    vendors = fictional_vendors(tmp_path_factory.mktemp("fictional"))
    held = {slug: (vendor, vendor.policies[0]) for slug, vendor in vendors.items()}
    return {slug: (*pair, as_read(*pair)) for slug, pair in held.items()}


@pytest.mark.parametrize("slug", FICTIONAL)
def test_a_fictional_vendor_s_policy_fits_and_leads_to_the_same_rules(slug, fictional):
    vendor, policy, read = fictional[slug]
    FITS.validate(read)
    for answers in answer_combinations(policy):
        assert rule_for(read, answers) == reach(policy, answers).rule.id


def of_words(read):
    """Cases in the words of one policy: its events, families, regions, parts, and answers to its questions."""
    events = sorted({read["clock"]["event"], *(window["after"] for window in read["windows"].values())})
    parts = sorted({part for row in read["warranty"] for part in row["part"]})
    answers = sorted({answer for question in read["questions"] for answer in question["answers"]})
    families = [family["slug"] for family in read["families"]]
    return st.builds(
        Case,
        purpose=st.sampled_from(CLOSED_QUESTIONS["purpose"]),
        family=st.sampled_from(["", "a-stranger", *families]),
        dates=st.dictionaries(st.sampled_from(events), st.integers(-3, 1500).map(lambda ago: TODAY - timedelta(ago))),
        warranty_said=st.sampled_from(CLOSED_QUESTIONS["warranty"]),
        said=st.dictionaries(
            st.sampled_from([question["id"] for question in read["questions"]]), st.sampled_from(answers)
        ),
        region=st.sampled_from(["", *read["regions"], ELSEWHERE]),
        part=st.sampled_from(["", *parts, ELSEWHERE]),
        count=st.integers(0, 5),
    )


@given(data=st.data())
def test_any_case_is_judged_alike_by_every_fictional_text(fictional, data):
    vendor, policy, read = fictional[data.draw(st.sampled_from(sorted(fictional)))]
    case = data.draw(of_words(read))
    lengths = [window["days"] + window["plus"] for window in read["windows"].values()]
    edges = [day + timedelta(days + more) for day in case.dates.values() for days in lengths for more in (0, 1)]
    first = [day + timedelta(read["clock"]["plus"]) for day in case.dates.values()]
    edges += [
        add_months(day, row["months"]) + timedelta(more) for day in first for row in read["warranty"] for more in (0, 1)
    ]
    today = data.draw(st.sampled_from([TODAY, *edges]))
    assert theirs(read, case, today) == ours(vendor, policy, case, today)


# And it bites

BOUGHT = date(2027, 1, 30)  # thirty days before TODAY
REFUND = Case(purpose="refund", dates={"purchase": BOUGHT}, bought_from="direct")
REPAIR = Case(purpose="repair", family="blackfly-s", dates={"purchase": date(2024, 3, 1)})
DOUBTED = Case(purpose="repair", family="flea3-usb3", dates={"purchase": date(2020, 1, 1)})
CHANGES = {
    "a day less": (REFUND, ("windows", "refund", "days"), 29),
    "another event": (REFUND, ("windows", "refund", "after"), "receipt"),
    "a month less": (REPAIR, ("warranty", 0, "months"), 35),
    "another family": (REPAIR, ("warranty", 0, "family"), ["oryx"]),
    "bought too early": (REPAIR, ("warranty", 0, "from"), "2024-03-02"),
    "bought too late": (REPAIR, ("warranty", 0, "to"), "2024-02-29"),
    "another clock": (REPAIR, ("clock", "event"), "shipment"),
    "a doubt": (REPAIR._replace(dates={"purchase": date(2024, 2, 29)}), ("warranty", 0, "doubt"), "Perhaps."),
    "no doubt": (DOUBTED, ("warranty", 6, "doubt"), ""),
    "another assumption": (REFUND, ("questions", 0, "assume"), "other"),
    "nothing ahead": (REFUND._replace(dates={"purchase": TODAY + timedelta(2)}), ("ahead",), 1),
    "another cost": (REFUND, ("outcomes", "refund", "costs"), []),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_document_gives_another_verdict(change):
    case, path, put = CHANGES[change]
    read = published("flir", HELD.name)
    assert theirs(read, case, TODAY) == ours(FLIR, HELD, case, TODAY)
    assert theirs(spoil(read, *path, put=put), case, TODAY) != ours(FLIR, HELD, case, TODAY)
