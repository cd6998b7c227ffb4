"""A judge written from the schema of policy.json alone gives every verdict and chooses every fact as ours does."""

import copy
import json
from datetime import date, timedelta
from functools import cache

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.eligibility import warranty as our_warranty
from content.eligibility.decision_tree import reach
from content.eligibility.judge import Case
from content.pages.policy_json.document import document
from content.schema.policy import CLOSED_QUESTIONS
from tests.support.alike import EVENTS, TODAY, as_read, days_around, drawn, ours, theirs, words_of
from tests.support.answers import answer_combinations
from tests.support.axes import AXES, axis_vendors
from tests.support.evaluator import evaluate, rows, warranty
from tests.support.evaluator.evaluate import rule_for
from tests.support.fictional import FICTIONAL, fictional_vendors
from tests.support.strangers import strangers
from tests.support.vendor_folder import shipped_vendors

VENDORS = shipped_vendors()
FLIR = VENDORS["flir"]
HELD = FLIR.policies[0]
REVISIONS = [(vendor, policy) for vendor in VENDORS.values() for policy in vendor.policies]
NAMES = [f"{vendor.slug}/{policy.name}" for vendor, policy in REVISIONS]
published = cache(lambda slug, name: as_read(VENDORS[slug], VENDORS[slug].policy(name)))


@pytest.fixture(scope="module")
def fictional(tmp_path_factory):
    """{slug: (vendor, policy, its policy.json)}, each from its own folder of files."""
    made = [vendors(tmp_path_factory.mktemp("vendors")) for vendors in (axis_vendors, fictional_vendors)]
    held = {slug: (vendor, vendor.policies[0]) for folder in made for slug, vendor in folder.items()}
    return {slug: (*pair, as_read(*pair)) for slug, pair in held.items()}


def cases_of(read):
    """Cases in the words of one policy: sensible ones, and what no form would let through."""
    words = words_of(read)
    days = st.integers(-3, 1300).map(lambda ago: TODAY - timedelta(ago))
    dates = st.fixed_dictionaries({}, optional=dict.fromkeys(EVENTS, days))
    said = st.fixed_dictionaries({}, optional={id: st.sampled_from(given) for id, given in words["said"].items()})
    known = {what: st.sampled_from(options) for what, options in words.items() if what != "said"}
    return st.builds(Case, **known, dates=dates, said=said)


def judged_alike(data, vendor, policy, read):
    """Whether a case that is drawn is judged alike, on a day around every edge there is."""
    case = data.draw(cases_of(read))
    today = data.draw(st.sampled_from(days_around(read, case.dates)))
    assert theirs(read, case, today) == ours(vendor, policy, case, today)


# Every text there is


@pytest.mark.parametrize(("vendor", "policy"), REVISIONS, ids=NAMES)
def test_every_combination_of_answers_leads_to_the_same_rule(vendor, policy):
    read = published(vendor.slug, policy.name)
    for answers in answer_combinations(policy):
        assert rule_for(read, answers)["id"] == reach(policy, answers).rule.id


@pytest.mark.parametrize("slug", [*FICTIONAL, *AXES])
def test_a_fictional_vendor_s_answers_lead_to_the_same_rules(slug, fictional):
    _, policy, read = fictional[slug]
    for answers in answer_combinations(policy):
        assert rule_for(read, answers)["id"] == reach(policy, answers).rule.id


@pytest.mark.parametrize(("vendor", "policy"), REVISIONS, ids=NAMES)
def test_every_family_is_judged_alike_on_every_edge(vendor, policy):
    read = published(vendor.slug, policy.name)
    ahead = [TODAY + timedelta(days) for days in (0, 1, 2, 3)]
    past = [TODAY - (day - TODAY) for day in days_around(read, {"purchase": TODAY})]
    for day in [None, *ahead, *past, date(2024, 2, 29)]:
        for number, family in enumerate(words_of(read)["family"]):
            said = CLOSED_QUESTIONS["warranty"][number % 3]
            for purpose in ("repair", "refund"):
                dates = {"purchase": day} if day else {}
                case = Case(purpose=purpose, family=family, dates=dates, bought_from="direct", warranty_said=said)
                assert theirs(read, case, TODAY) == ours(vendor, policy, case, TODAY), case


@pytest.mark.parametrize("today", [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1), date(2027, 2, 28)])
def test_a_leap_day_is_counted_alike(today):
    read = published("flir", HELD.name)
    for bought in (date(2024, 2, 29), date(2025, 2, 28), date(2025, 3, 1)):
        case = Case(purpose="repair", family="blackfly-s", dates={"purchase": bought})
        assert theirs(read, case, today) == ours(FLIR, HELD, case, today)


@given(data=st.data())
def test_any_case_is_judged_alike_by_every_shipped_text(data):
    vendor, policy = data.draw(st.sampled_from(REVISIONS))
    judged_alike(data, vendor, policy, published(vendor.slug, policy.name))


@pytest.mark.parametrize("slug", [*FICTIONAL, *AXES])
@given(data=st.data())
def test_any_case_is_judged_alike_by_every_fictional_text(slug, fictional, data):
    judged_alike(data, *fictional[slug])


# Policies that nobody has written yet


@settings(max_examples=300)
@given(stranger=strangers(), data=st.data())
def test_any_policy_judges_any_case_alike(stranger, data):
    vendor, policy = stranger
    judged_alike(data, vendor, policy, json.loads(msgspec.json.encode(document(vendor, policy))))


# And it bites: whatever is taken away is noticed in one of these cases

CASES = 3000
SAYS_NOTHING = {"silent": True}  # where no row holds, a fact is silent as well


def sure(row):
    """A row without its doubt."""
    return row | {"doubt": ""}


def told_apart(fictional, slug, read):
    """Whether the other judge says anything else by this document than ours does by the policy."""
    vendor, policy, true = fictional[slug]
    return any(theirs(read, case, day) != ours(vendor, policy, case, day) for case, day in drawn(true, slug, CASES))


def lists_of(read):
    """(where, its rows, their words or None) of every list of rows, and of the warranty rows."""
    judged, told = read["judged"], read["told"]["facts"]
    for key, stated in judged["policy"]["facts"].items():
        yield key, stated, told[key]["rows"]
    for name, stated in judged["policy"].get("windows", {}).items():
        yield name, stated, None
    yield "warranty", judged["products"]["warranty"], None


def less_a_row(read):
    """(where, the document) for each row that can be taken out of a list."""
    for where, stated in [(where, stated) for where, stated, _ in lists_of(read) if isinstance(stated, list)]:
        for number in [number for number, row in enumerate(stated) if row != SAYS_NOTHING]:
            less = copy.deepcopy(read)
            [(_, row, words)] = [one for one in lists_of(less) if one[0] == where]
            row.pop(number)
            words and words.pop(number)
            yield f"{where}[{number + 1}]", less


@pytest.mark.parametrize("slug", AXES)
def test_a_row_that_is_taken_away_is_noticed(slug, fictional):
    found = {where: told_apart(fictional, slug, read) for where, read in less_a_row(fictional[slug][2])}
    assert found and [where for where, noticed in found.items() if not noticed] == []


def test_nothing_is_noticed_where_nothing_is_taken_away(fictional):
    assert [slug for slug in AXES if told_apart(fictional, slug, fictional[slug][2])] == []


DAY = timedelta(1)


def without(clock, part):
    return clock and {name: start for name, start in clock.items() if name != part}


FORGOTTEN = {
    "the last reading": (warranty, "_readings", lambda read: lambda *args: read(*args)[:-1], "kelpie"),
    "the first reading": (warranty, "_readings", lambda read: lambda *args: read(*args)[1:], "kelpie"),
    "the last reading, by us": (our_warranty, "_readings", lambda read: lambda *args: read(*args)[:-1], "kelpie"),
    "later days": (warranty, "LATER", lambda events: (), "kelpie"),
    "that a doubt is bare": (warranty, "_bare_doubt", lambda bare: lambda *args: False, "selkie"),
    "that a doubt is bare, by us": (our_warranty, "_bare_doubts", lambda bare: lambda *args: (), "selkie"),
    "the other reading of a clock": (warranty, "_first_days", lambda days: lambda *args: days(*args)[:1], "merrow"),
    "gates": (warranty, "_gate", lambda gate: lambda *args: True, "kelpie"),
    "open gates": (warranty, "_gate", lambda gate: lambda *args: bool(gate(*args)), "kelpie"),
    "that places differ": (warranty, "_may_be", lambda values: lambda read, rows, case, axis: [case[axis]], "kelpie"),
    "clocks by place": (warranty, "rows_of", lambda of: lambda *args: [], "undine"),
    "a later day that nobody gives": (warranty, "LATER", lambda events: (), "rusalka"),
    "the doubt of a window": (evaluate, "_in_row", lambda of: lambda row, *of_case: of(sure(row), *of_case), "rusalka"),
    "rows of windows": (evaluate, "may_hold", lambda rows: lambda *args: [*rows(*args)][:1], "norrsken"),
    "that a weekend is none": (rows, "business_days_later", lambda of: lambda day, count: day + count * DAY, "sirene"),
    "the latest day of a clock": (
        warranty, "_first_days", lambda days: lambda clock, known: days(without(clock, "latest"), known), "sirene",
    ),
    "all but one of the rows": (
        warranty, "_last_to_end", lambda last: lambda rows, *of_case: last(rows[:1], *of_case), "sirene",
    ),
    "what they answer": (rows, "value_on", lambda on: lambda axis, case: on(axis, {**case, "answers": {}}), "sirene"),
    "that months end": (rows, "monthrange", lambda of: lambda *args: (0, 28), "norrsken"),
}


@pytest.mark.parametrize("what", FORGOTTEN)
def test_what_one_of_the_judges_forgets_is_noticed(what, fictional, monkeypatch):
    module, name, forget, slug = FORGOTTEN[what]
    monkeypatch.setattr(module, name, forget(getattr(module, name)))
    assert told_apart(fictional, slug, fictional[slug][2])


BOUGHT = date(2027, 1, 30)  # thirty days before TODAY
REFUND = Case(purpose="refund", dates={"purchase": BOUGHT}, bought_from="direct")
REPAIR = Case(purpose="repair", family="blackfly-s", dates={"purchase": date(2024, 3, 1)})
DOUBTED = Case(purpose="repair", family="flea3-usb3", dates={"purchase": date(2020, 1, 1)})
POLICY, LENGTHS_OF = ("judged", "policy"), ("judged", "products", "warranty")
CHANGES = {
    "a day less": (REFUND, (*POLICY, "windows", "refund", "days"), 29),
    "another event": (REFUND, (*POLICY, "windows", "refund", "after"), "receipt"),
    "a month less": (REPAIR, (*LENGTHS_OF, 0, "months"), 35),
    "another family": (REPAIR, (*LENGTHS_OF, 0, "when"), {"family": "oryx"}),
    "bought too early": (REPAIR, (*LENGTHS_OF, 0, "from"), "2024-03-02"),
    "bought too late": (REPAIR, (*LENGTHS_OF, 0, "to"), "2024-02-29"),
    "another clock": (REPAIR, (*POLICY, "facts", "warranty-clock"), {"value": {"event": "shipment"}}),
    "a clock of its own": (REPAIR, (*LENGTHS_OF, 0, "clock"), {"event": "shipment"}),
    "a doubt": (REPAIR, (*LENGTHS_OF, 0, "doubt"), "Perhaps."),
    "another other reading": (DOUBTED, (*LENGTHS_OF, 6, "or"), 12),
    "another assumption": (REFUND, (*POLICY, "questions", 0, "assume"), "other"),
    "nothing ahead": (REFUND._replace(dates={"purchase": TODAY + timedelta(2)}), ("ahead",), 1),
    "another cost": (REFUND, ("told", "facts", "restocking", "group"), "time"),
    "another sentence": (REFUND, ("told", "facts", "restocking", "rows", 0, "text"), "Nothing is kept."),
    "a fact less": (REFUND, (*POLICY, "facts", "restocking"), {"silent": True}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_document_gives_another_verdict(change):
    case, (*above, last), put = CHANGES[change]
    read = published("flir", HELD.name)
    assert theirs(read, case, TODAY) == ours(FLIR, HELD, case, TODAY)
    changed = at = copy.deepcopy(read)
    for name in above:
        at = at[name]
    at[last] = put
    assert theirs(changed, case, TODAY) != ours(FLIR, HELD, case, TODAY)
