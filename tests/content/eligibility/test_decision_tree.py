"""The checker as a tree: every page is reached by its path, and leaving a question out never changes the end."""

from itertools import product

import pytest
from msgspec.structs import replace

from content.eligibility.decision_tree import (
    ends,
    is_possible,
    live_rules,
    most_questions,
    possible_answers,
    reach,
    steps_below,
    walk_tree,
)
from content.explain.futures import futures_in_words
from content.schema.policy import WINDOW, Question
from content.schema.window import Window
from tests.support.answers import answer_combinations
from tests.support.vendor_folder import shipped_vendors

VENDORS = shipped_vendors()
REVISIONS = [policy for vendor in VENDORS.values() for policy in vendor.policies]
FLIR, PIXELINK = (VENDORS[slug].policies[0] for slug in ("flir", "pixelink"))
every_revision = pytest.mark.parametrize("policy", REVISIONS, ids=lambda policy: policy.name)


def with_windows(**windows):
    """FLIR's policy with these windows, each asked as its refund window is."""
    asked = [replace(FLIR.question("refund"), id=name) for name in windows]
    return replace(FLIR, windows=windows, questions=[*asked, *FLIR.questions])


@every_revision
def test_the_answers_of_a_step_lead_to_that_step(policy):
    assert all(reach(policy, step.answers) == step for step in walk_tree(policy))


@every_revision
def test_no_two_steps_share_a_path(policy):
    paths = [step.path for step in walk_tree(policy)]
    assert len(paths) == len(set(paths))


@every_revision
def test_every_step_asks_a_question_or_names_a_rule(policy):
    assert all(bool(step.question) != bool(step.rule) for step in walk_tree(policy))
    assert {step.rule.id for step in walk_tree(policy) if step.rule} == {rule.id for rule in policy.rules}


@every_revision
def test_questions_are_asked_in_the_order_of_the_file(policy):
    order = [question.id for question in policy.questions]
    for step in walk_tree(policy):
        assert list(step.answers) == sorted(step.answers, key=order.index)


@every_revision
def test_the_questions_still_to_come_fall_with_each_answer(policy):
    for step in walk_tree(policy):
        for below in steps_below(policy, step):
            assert most_questions(policy, below) < most_questions(policy, step)


@every_revision
def test_at_a_rule_no_question_is_to_come(policy):
    assert all((most_questions(policy, step) == 0) == (step.rule is not None) for step in walk_tree(policy))


@every_revision
def test_questions_left_out_never_change_the_end(policy):
    ruled = [step for step in walk_tree(policy) if step.rule]
    for answers in answer_combinations(policy):
        reached = [step.rule.id for step in ruled if step.answers.items() <= answers.items()]
        matching = [rule.id for rule in live_rules(policy, answers)]
        assert reached == matching == [reach(policy, answers).rule.id]


def broken(policy):
    """The policy, and such as no editor may publish: each less a rule, and each with a rule twice."""
    yield policy
    for number, rule in enumerate(policy.rules):
        yield replace(policy, rules=policy.rules[:number] + policy.rules[number + 1 :])
        yield replace(policy, rules=[*policy.rules, replace(rule, id="twin")])


@every_revision
def test_every_combination_ends_where_exactly_its_rules_are_live(policy):
    combinations = list(answer_combinations(policy))[::7]
    for text in broken(policy):
        found = list(ends(text))
        for answers in combinations:
            [rules] = [rules for given, rules in found if given.items() <= answers.items()]
            assert rules == live_rules(text, answers)


def test_a_question_that_no_rule_looks_at_makes_no_way_longer():
    more = [Question(f"own-{letter}", ["yes", "no", "unknown"], assume="unknown") for letter in "abcdefghijklmnop"]
    assert list(ends(replace(FLIR, questions=[*FLIR.questions, *more]))) == list(ends(FLIR))


def test_the_path_of_the_first_page_is_empty():
    first = reach(FLIR, {})
    assert (first.path, first.question.id) == ("", "product")


def test_a_path_stops_at_the_first_question_unanswered():
    assert reach(FLIR, {"product": "machine-vision", "warranty": "in"}).path == "machine-vision"


def test_of_several_answers_the_first_stands_in_the_path():
    assert reach(PIXELINK, PIXELINK.rule("in-warranty").when).path == "direct/repair/in"


# What each real answer would lead to, for a reader who does not know


def futures_of(slug, rule):
    policy = VENDORS[slug].policies[0]
    return futures_in_words(VENDORS[slug], policy, policy.rule(rule))


UNKNOWN = [  # a vendor, its rule for whoever does not know, and what being in and being over would lead to
    ("axis", "warranty-unknown", "in-warranty", None), ("flir", "warranty-unknown", "in-warranty", "paid-repair"),
    ("oncam", "warranty-unknown", "in-warranty", "out-of-warranty"),
    ("pixelink", "warranty-unknown", "in-warranty", "paid-repair"),
    ("zwo", "warranty-unknown", "in-warranty", "out-of-warranty"),
    ("zwo", "late-warranty-unknown", "late-in-warranty", "late-out-of-warranty"),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "rule", "inside", "over"), UNKNOWN)
def test_a_don_t_know_about_the_warranty_names_both_futures(slug, rule, inside, over):
    policy = VENDORS[slug].policies[0]
    answers = policy.text.questions["warranty"].answers
    ends = [(future.answer, future.outcome and future.outcome.rule) for future in futures_of(slug, rule)]
    assert ends == [(answers["in"], inside), (answers["out"], over)]


def test_no_don_t_know_about_a_warranty_is_left_out():
    held = [(slug, rule) for slug, vendor in VENDORS.items() for rule in vendor.policies[0].rules]
    asked = [(slug, rule.id) for slug, rule in held if rule.when.get("warranty") == "unknown"]
    assert sorted(asked) == sorted((slug, rule) for slug, rule, *_ in UNKNOWN)


def test_where_more_is_asked_the_future_leads_to_the_next_question():
    _, over = futures_of("axis", "warranty-unknown")
    assert (over.outcome, over.address) == (None, "/axis/check/repair/out/")


def test_a_rule_that_is_not_reached_by_a_don_t_know_has_no_futures():
    assert futures_of("flir", "refund") == []


# Windows that lie inside one another


def impossible(policy):
    answers = [dict(zip(policy.windows, pair, strict=True)) for pair in product(WINDOW, repeat=2)]
    return [tuple(given.values()) for given in answers if not is_possible(policy, given)]


def test_inside_the_shorter_window_is_inside_the_longer():
    assert impossible(with_windows(short=Window(days=14), long=Window(days=30))) == [("in", "out")]
    assert impossible(with_windows(long=Window(days=30), short=Window(days=14))) == [("out", "in")]


def test_windows_of_one_length_agree():
    assert impossible(with_windows(one=Window(days=30), other=Window(days=30))) == [("in", "out"), ("out", "in")]


def test_windows_of_two_events_say_nothing_about_each_other():
    assert impossible(with_windows(short=Window(days=14), long=Window(days=30, after="receipt"))) == []


def test_an_answer_that_cannot_be_true_is_no_way_on():
    policy = with_windows(short=Window(days=14), long=Window(days=30))
    assert possible_answers(policy, {"short": "in"}, policy.question("long")) == ["in", "unknown"]
    assert possible_answers(policy, {"short": "out"}, policy.question("long")) == ["in", "out", "unknown"]


def test_combinations_that_cannot_be_true_are_not_walked():
    assert len(list(answer_combinations(FLIR))) == 2 * 3 * 3 * 3
    policy = with_windows(short=Window(days=14), long=Window(days=30))
    assert len(list(answer_combinations(policy))) == (3 * 3 - 1) * 2 * 3 * 3 * 3
