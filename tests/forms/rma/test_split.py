"""The split: as few requests as the vendor's form rule allows, and every camera in exactly one of them."""

from itertools import combinations
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET
from msgspec.structs import replace

from content.eligibility.catalogue import FoundModel
from content.eligibility.judge import Case, Verdict
from content.schema.facts import Fact, FormLimit
from forms.rma.split import alike, requests_of, split
from tests.support.vendor_folder import shipped_vendors

POLICY = shipped_vendors()["flir"].policies[0]
VERDICT = Verdict(POLICY, POLICY.rules[0], {})
RULES = ["model-and-problem", "one-report", "per-unit"]
OWN_WORDS = ("other", "message")  # symptoms that only the customer's words tell apart


class Cameras(NamedTuple):
    """What the split looks at of a judged batch."""

    line: int
    answers: dict
    found: FoundModel
    units: tuple
    case: Case
    verdict: Verdict


def policy_with(*rows):
    """A policy whose form rule has these rows."""
    return replace(POLICY, facts=replace(POLICY.facts, units_per_form=[*rows]))


def by(rule):
    return policy_with(Fact(rule))


def cameras(line, model="BFS-U3-51S5C", symptom="no-image", problem="black", purpose="repair", units=1, **more):
    error_text, family = more.get("error_text", ""), more.get("family", "")
    answers = {"symptom": symptom, "problem": problem, "error_text": error_text}
    units = tuple(f"{line}.{number}" for number in range(units))
    return Cameras(line, answers, FoundModel(model, None, False), units, Case(purpose=purpose, family=family), VERDICT)


MODELS = st.sampled_from(["BFS-U3-51S5C", "bfs u3 51s5c", "GS3-U3-23S6M", "相机", "カメラ", "Ä1", "Ö1"])
KINDS = st.fixed_dictionaries({
    "model": MODELS, "symptom": st.sampled_from(["no-image", "other", "message", "bad-image"]),
    "problem": st.sampled_from(["black", "Black ", "green lines"]), "error_text": st.sampled_from(["", "E 7"]),
    "units": st.integers(1, 3),
})  # fmt: skip


@st.composite
def drafts(draw, most=6):
    """The batches of one draft, which all want the same."""
    purpose = draw(st.sampled_from(["repair", "refund", "other"]))
    kinds = draw(st.lists(KINDS, min_size=1, max_size=most))
    return [cameras(line, purpose=purpose, **kind) for line, kind in enumerate(kinds, 1)]


def plain(text):
    return text.lower().replace(" ", "").replace("-", "")


def one_request(one, other, together):
    """Whether the rule lets two batches share a request; written apart from the code, from the vendor's sentence."""
    if plain(one.found.model) != plain(other.found.model):
        return False
    if one.case.purpose == "refund":
        return True
    if one.case.purpose == "repair" and one.answers["symptom"] != other.answers["symptom"]:
        return False
    in_own_words = one.case.purpose == "other" or one.answers["symptom"] in OWN_WORDS
    told = ("problem", "error_text")
    same_words = all(one.answers[name].lower().split() == other.answers[name].lower().split() for name in told)
    return not in_own_words or together or same_words


def groupings(items):
    """Every way to part a few things into groups."""
    if not items:
        yield []
        return
    first, *rest = items
    for count in range(len(rest) + 1):
        for mates in combinations(rest, count):
            for others in groupings([item for item in rest if item not in mates]):
                yield [[first, *mates], *others]


def legal(part, together):
    return all(one_request(one, other, together) for one, other in combinations(part, 2))


@given(drafts(), st.sampled_from(RULES), st.booleans())
def test_every_camera_is_in_exactly_one_request(batches, rule, together):
    sent = [unit for part in split(rule, batches, together) for batch in part for unit in batch.units]
    assert sorted(sent) == sorted(unit for batch in batches for unit in batch.units)


@given(drafts(), st.sampled_from(RULES), st.booleans())
def test_the_order_typed_is_kept(batches, rule, together):
    parts = [[batch.line for batch in part] for part in split(rule, batches, together)]
    assert parts == sorted(parts) and all(part == sorted(part) for part in parts)


@given(drafts(), st.booleans())
def test_each_request_holds_one_model_with_one_problem(batches, together):
    assert all(legal(part, together) for part in split("model-and-problem", batches, together))


@given(drafts(most=5), st.booleans())
def test_no_legal_grouping_has_fewer_requests(batches, together):
    ways = groupings(list(range(len(batches))))
    counts = [len(way) for way in ways if all(legal([batches[at] for at in part], together) for part in way)]
    assert len(split("model-and-problem", batches, together)) == min(counts)


@given(drafts())
def test_one_report_is_one_request(batches):
    assert split("one-report", batches) == [batches]


@given(drafts())
def test_per_unit_is_one_request_for_each_camera(batches):
    parts = split("per-unit", batches)
    assert [part[0].units for part in parts] == [(unit,) for batch in batches for unit in batch.units]
    assert all(len(part) == 1 for part in parts)


@given(drafts(), st.booleans())
@pytest.mark.parametrize("rule", [UNSET, "", "as-they-like"])
def test_a_silent_rule_leaves_batches_as_they_are(rule, batches, together):
    assert split(rule, batches, together) == [[batch] for batch in batches] and not alike(by(rule), batches)


@given(drafts(), st.sampled_from(RULES))
def test_alike_is_asked_only_where_the_answer_makes_fewer_requests(batches, rule):
    assert alike(by(rule), batches) == (len(split(rule, batches, True)) < len(split(rule, batches)))
    assert not alike(by(rule), batches) or rule == "model-and-problem"


@pytest.mark.parametrize(
    "other, apart",
    [
        ({}, 1),
        ({"model": "bfs-u3-51s5c"}, 1),
        ({"problem": "quite another word for it"}, 1),
        ({"symptom": "bad-image"}, 2),
        ({"model": "GS3-U3-23S6M"}, 2),
    ],
)
def test_a_flir_form_is_for_one_model_and_one_problem(other, apart):
    assert len(split("model-and-problem", [cameras(1), cameras(2, **other)])) == apart


@pytest.mark.parametrize("symptom", OWN_WORDS)
def test_problems_in_own_words_are_one_only_when_the_customer_says_so(symptom):
    batches = [cameras(1, symptom=symptom, problem="it smells"), cameras(2, symptom=symptom, problem="it is hot")]
    assert [len(split("model-and-problem", batches, together)) for together in (False, True)] == [2, 1]
    assert alike(by("model-and-problem"), batches)


# More than one rule, and a limit


LENSES = FormLimit("model-and-problem", 8)
BY_FAMILY = policy_with(Fact(LENSES, when={"family": "lens"}), Fact("per-unit"))


def test_each_batch_comes_under_the_rule_of_its_own_family():
    batches = [cameras(1, units=2), cameras(2, "LE-1", family="lens", units=5), cameras(3, units=1)]
    parts = requests_of(BY_FAMILY, batches)
    assert [[batch.line for batch in part] for part in parts] == [[1], [1], [2], [3]]


def test_of_ten_lenses_eight_go_on_one_form_and_two_on_another():
    [eight, two] = requests_of(BY_FAMILY, [cameras(1, "LE-1", family="lens", units=10)])
    assert [len(batch.units) for batch in (*eight, *two)] == [8, 2]


@given(drafts(), st.integers(1, 5), st.sampled_from(RULES))
def test_a_limit_makes_no_request_larger_and_loses_no_camera(batches, most, rule):
    parts = split(FormLimit(rule, most), batches)
    sizes = [sum(len(batch.units) for batch in part) for part in parts]
    assert max(sizes) <= most and sum(sizes) == sum(len(batch.units) for batch in batches)
    assert sorted(unit for part in parts for batch in part for unit in batch.units) == sorted(
        unit for batch in batches for unit in batch.units
    )
