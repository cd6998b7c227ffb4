"""Walks the tree of answers to every end and proves: no gap, no overlap, no dead rule, no silence told as a value."""

from typing import NamedTuple

from content.eligibility.decision_tree import ends, live_rules, walk_tree
from content.errors import ContentError, refuse
from content.explain.texts import question_text
from content.schema.when import possible_rows
from content.wording.joining import joined

FEW = 3  # overlaps that are told; more mostly have the same cause


class Proof(NamedTuple):
    """What was walked for one revision, and the faults found as sentences for an editor."""

    vendor: str
    policy: str
    ends: int
    rules: int
    states: int
    faults: tuple


def prove(vendor):
    """A Proof for each revision of the vendor, archived ones too."""
    for policy in vendor.policies:
        cases = list(ends(policy))
        faults = (*_gaps(policy, cases), *_overlaps(policy, cases), *_rule_faults(policy, cases))
        states = sum(1 for _ in walk_tree(policy)) if not faults else 0
        yield Proof(vendor.slug, policy.name, len(cases), len(policy.rules), states, faults)


def check_proofs(vendors):
    """Refuse to go on where a policy cannot be proved."""
    refuse(fault for vendor in vendors for proof in prove(vendor) for fault in proof_faults(proof))


def proof_faults(proof):
    """The ContentErrors of a Proof."""
    file = f"{proof.vendor}/policies/{proof.policy}.toml"
    return [ContentError(file, "rules", sentence) for sentence in proof.faults]


def _gaps(policy, cases):
    found = [_shrunk(policy, answers) for answers, rules in cases if not rules]
    if found:
        mend = "Write a [[rules]] for it, or widen the `when` of one."
        yield f"No rule says what happens when {_in_words(policy, min(found, key=len))}. {mend}"


def _shrunk(policy, answers):
    """`answers` less those that do not matter: without them it is a gap all the same."""
    kept = dict(answers)
    for question in answers:
        fewer = {key: value for key, value in kept.items() if key != question}
        if not live_rules(policy, fewer):
            kept = fewer
    return kept


def _overlaps(policy, cases):
    pairs = {}
    for answers, rules in cases:
        for first, second in zip(rules, rules[1:], strict=False):
            looked_at = {key: value for key, value in answers.items() if key in first.when | second.when}
            pairs.setdefault((first.id, second.id), looked_at)
    for (first, second), answers in [*pairs.items()][:FEW]:
        mend = f"Narrow the `when` of one of them{_narrower(policy, first, second)}."
        yield f"The rules {first!r} and {second!r} both hold when {_in_words(policy, answers)}. {mend}"
    if len(pairs) > FEW:
        yield f"{len(pairs) - FEW} more pairs of rules overlap; mend these first."


def _narrower(policy, *ids):
    """', such as doa = ["out", "unknown"] in 'in-warranty\'': by a question that only one of the two looks at."""
    rules = [policy.rule(id) for id in ids]
    for narrow, wide in (rules, rules[::-1]):
        for question in (policy.question(id) for id in narrow.when if id not in wide.when):
            left = ", ".join(f'"{answer}"' for answer in question.answers if not narrow.allows(question.id, answer))
            if left:
                return f", such as {question.id} = [{left}] in {wide.id!r}"
    return ""


def _rule_faults(policy, cases):
    """What is wrong with single rules: nothing leads there, a silent fact is cited, or the way on leads nowhere."""
    reached = {rule.id for _, rules in cases for rule in rules}
    for rule in policy.rules:
        if rule.id not in reached:
            yield f"No answers ever lead to the rule {rule.id!r}. Correct its `when`, or remove it."
        for key in rule.outcome.facts:
            if all(row.silent for row in possible_rows(policy.rows(key), rule.situation())):
                mend = "Remove it from `facts`; the page tells the silence by itself."
                yield f"The rule {rule.id!r} cites {key!r}, which is silent. {mend}"
        if rule.outcome.instead and not _leads_on(policy, rule):
            yield f"The way on of {rule.id!r} leads nowhere else. Correct its `instead`."


def _leads_on(policy, rule):
    around = {key: value for key, value in rule.when.items() if isinstance(value, str)} | rule.outcome.instead
    return any(other.id != rule.id and other.outcome.kind != "no" for other in live_rules(policy, around))


def _in_words(policy, answers):
    """'“What is it about?” is answered “I want my money back”' for each answer, joined."""
    asked = [(id, question_text(policy, id), answer) for id, answer in answers.items()]
    texts = [f"“{words.ask}” is answered “{words.answers[answer]}” ({id} = {answer})" for id, words, answer in asked]
    return joined(texts) or "anything at all is answered"
