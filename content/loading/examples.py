"""An editor's examples: cases in plain words, and what has to come of each, as a reader would see it."""

from content.eligibility.catalogue import find_model, region_of
from content.eligibility.judge import Case, judge
from content.eligibility.revision_in_force import in_force
from content.errors import ContentError, Fault
from content.explain.facts import fact_line
from content.explain.notes import notes_of
from content.explain.outcome import outcome_in_words

FILE = "examples.toml"
MEND = "If the example is right, mend the policy; if the policy is right, mend the example."


def check_examples(vendors):
    """Refuse to go on where an example does not hold; the policies are proved by now."""
    for vendor in vendors:
        for fault in example_misses(vendor):
            raise ContentError(f"{vendor.slug}/{FILE}", *fault)


def example_misses(vendor):
    """A Fault for each thing that an example expects and that does not hold."""
    for number, example in enumerate(vendor.examples, 1):
        for expected, holds, right in _wanted(vendor, example):
            if not right:
                write = f"“{example.say}” expects {expected}, but {holds}. {MEND}"
                yield Fault(f"examples[{number}]", write)


def policy_of(vendor, example):
    """The revision an example is judged by."""
    return vendor.policy(example.revision) if example.revision else in_force(vendor, example.on)


def case_of(vendor, example):
    """What is known of an example, as the endpoint would know it."""
    found = find_model(vendor, example.model).family if example.model else None
    return Case(
        purpose=example.purpose, family=found.slug if found else example.family, dates=example.dates,
        bought_from=example.bought_from, warranty_said=example.warranty_said, said=example.answers,
        region=region_of(vendor, example.country), count=example.units,
    )  # fmt: skip


def verdict_of(vendor, example):
    """The Verdict that holds for an example."""
    return judge(vendor, case_of(vendor, example), example.on, policy_of(vendor, example))


def _wanted(vendor, example):
    """What an example expects, what holds, both in words, and whether that is right; of a wrong rule nothing else."""
    then = example.then
    verdict = verdict_of(vendor, example)
    outcome = outcome_in_words(vendor, verdict.policy, verdict.rule)
    if then.rule != verdict.rule.id:
        rules = [rule.id for rule in verdict.policy.rules]
        unknown = "" if then.rule in rules else f"there is no rule of this name; write one of {', '.join(rules)}. Here "
        yield f"the rule {then.rule!r}", f"{unknown}{verdict.rule.id!r} holds: “{outcome.title}”", False
        return
    if then.kind:
        yield f"the kind {then.kind!r}", outcome.kind, then.kind == outcome.kind
    if then.title:
        yield f"the title “{then.title}”", f"“{outcome.title}”", then.title == outcome.title
    for id, answer in then.answers.items():
        holds = verdict.answers.get(id, "")
        yield f"{id} = {answer!r}", f"it is {holds!r}", answer == holds
    for key, text in then.pays.items():
        yield _paid(fact_line(vendor, verdict.policy, key).label, text, outcome)
    shown = _shown(outcome, notes_of(vendor, case_of(vendor, example), verdict))
    for text in then.says:
        yield f"the words “{text}”", "they do not stand there", text in shown


def _paid(label, text, outcome):
    """Whether `text` is who pays the cost of this label, or how much, or both."""
    expected = f"“{text}” for {label}"
    cost = next((cost for cost in outcome.costs if cost.label == label), None)
    if cost is None:
        return expected, "this outcome tells no such cost", False
    payer = f", paid by {'you' if cost.who == 'You' else cost.who}" if cost.who else ""
    right = {cost.who, cost.amount, f"{cost.who}, {cost.amount}"} - {""}
    return expected, f"the page says “{cost.amount}”{payer}", text in right


def _shown(outcome, notes):
    """Every text that a reader sees of an outcome."""
    lines = *outcome.lines, *outcome.silences
    parts = [part for line in lines for part in (line.text, line.doubt, line.silent)]
    return " ".join([outcome.title, outcome.text, *parts, *notes])
