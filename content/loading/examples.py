"""An editor's examples: cases in plain words, and what has to come of each, as a reader would see it."""

from content.eligibility.catalogue import find_model, region_of
from content.eligibility.judge import Case, judge
from content.eligibility.revision_in_force import in_force
from content.errors import ContentError
from content.explain.facts import line_of
from content.explain.notes import notes_of
from content.explain.outcome import telling
from content.schema.examples import ExampleFile
from content.toml import read_toml

FILE = "examples.toml"
MEND = "If the example is right, mend the policy; if the policy is right, mend the example."


def read_examples(folder):
    """The examples of a vendor's folder; the file need not be there."""
    return tuple(read_toml(folder, FILE, ExampleFile).examples) if (folder / FILE).exists() else ()


def check_examples(vendors):
    """Refuse to go on where an example does not hold; the policies are proved by now."""
    for vendor in vendors:
        for key, write in example_misses(vendor):
            raise ContentError(f"{vendor.slug}/{FILE}", key, write)


def example_misses(vendor):
    """(key, what was expected, what holds and what to do) for each example that does not hold."""
    for number, example in enumerate(vendor.examples, 1):
        for expected, holds in missed(vendor, example):
            yield f"examples[{number}]", f"“{example.say}” expects {expected}, but {holds}. {MEND}"


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


def missed(vendor, example):
    """[(what was expected, what holds)] where an example and the policy differ."""
    then, verdict = example.then, verdict_of(vendor, example)
    told = telling(vendor, verdict.policy, verdict.rule)
    if then.rule != verdict.rule.id:
        rules = [rule.id for rule in verdict.policy.rules]
        unknown = "" if then.rule in rules else f"there is no rule of this name; write one of {', '.join(rules)}. Here "
        return [(f"the rule {then.rule!r}", f"{unknown}{verdict.rule.id!r} holds: “{told.title}”")]
    wanted = [(f"the kind {then.kind!r}", told.kind, told.kind == then.kind)] if then.kind else []
    wanted += [(f"the title “{then.title}”", f"“{told.title}”", then.title == told.title)] if then.title else []
    wanted += [_answered(id, given, verdict.answers.get(id, "")) for id, given in then.answers.items()]
    wanted += [_paid(line_of(vendor, verdict.policy, key), text, told) for key, text in then.pays.items()]
    notes = notes_of(vendor, case_of(vendor, example), verdict)
    wanted += [_said(text, told, notes) for text in then.says]
    return [(expected, holds) for expected, holds, right in wanted if not right]


def _answered(id, given, holds):
    return f"{id} = {given!r}", f"it is {holds!r}", given == holds


def _paid(line, text, told):
    cost = next((cost for cost in told.costs if cost.what == line.label), None)
    who, much = (cost.who, cost.amount) if cost else ("", "")
    payer = f", paid by {'you' if who == 'You' else who}" if who else ""
    holds = f"the page says “{much}”{payer}" if cost else "this outcome tells no such cost"
    return f"“{text}” for {line.label}", holds, text in filter(None, (who, much, who and f"{who}, {much}"))


def _said(text, told, notes):
    lines = [part for line in (*told.lines, *told.silences) for part in (line.text, line.doubt, line.silent)]
    whole = " ".join([told.title, told.text, *lines, *notes])
    return f"the words “{text}”", "they do not stand there", text in whole
