"""An editor's examples: cases in plain words, and what has to come of each, as a reader would see it."""

from content.eligibility.catalogue import find_model, region_of
from content.eligibility.judge import Case, as_said, judge
from content.eligibility.revision_in_force import in_force
from content.errors import ContentError, Fault, refuse
from content.explain.contacts import address_lines, contact_lines
from content.explain.facts import fact_line
from content.explain.notes import notes_of
from content.explain.outcome import outcome_in_words
from content.explain.windows import deadlines_of
from content.wording.joining import joined

FILE = "examples.toml"
MEND = "If the example is right, mend the policy; if the policy is right, mend the example."


def check_examples(vendors):
    """Refuse to go on where an example does not hold; the policies are proved by now."""
    missed = ((vendor.slug, fault) for vendor in vendors for fault in example_misses(vendor))
    refuse(ContentError(f"{slug}/{FILE}", *fault) for slug, fault in missed)


def example_misses(vendor):
    """A Fault for each thing that an example expects and that does not hold."""
    for number, example in enumerate(vendor.examples, 1):
        at, told = f"examples[{number}]", f"“{example.say}”"
        if _has_a_text(vendor, example):
            missed = ((expected, holds) for expected, holds, right in _wanted(vendor, example) if not right)
            yield from (Fault(at, f"{told} expects {expected}, but {holds}. {MEND}") for expected, holds in missed)
        else:
            write = "no text was in force on that day; write a later `on`, or name the text that judges in `revision`"
            yield Fault(f"{at}.on", f"{told}: {write}")


def _has_a_text(vendor, example):
    try:
        return policy_of(vendor, example)
    except ContentError:
        return None


def policy_of(vendor, example):
    """The revision an example is judged by."""
    if example.revision:
        return vendor.policy(example.revision)
    return in_force(vendor, example.on, region_of(vendor, example.country))


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
    case = as_said(verdict.policy, case_of(vendor, example))
    outcome = outcome_in_words(vendor, verdict.policy, verdict.rule, known=case.situation)
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
        costs = [cost for cost in outcome.costs if cost.key == key]
        yield _paid(fact_line(vendor, verdict.policy, key).label, text, costs)
    shown = _shown(vendor, case, verdict, outcome)
    for text in then.says:
        yield f"the words “{text}”", f"they do not stand in what does: {' '.join(shown)}", _in(text, shown)
    for text in then.never_says:
        yield f"not to read “{text}”", "that stands there", not _in(text, shown)


def _paid(label, text, costs):
    """Whether `text` is who pays a cost, told in one line or several, or how much, or both."""
    expected = f"“{text}” for {label}"
    if not costs:
        return expected, "this outcome tells no such cost", False
    right = [{cost.who, cost.amount, f"{cost.who}, {cost.amount}"} - {""} for cost in costs]
    told = joined(f"“{cost.amount}”{_payer(cost.who)}{cost.holds and f' {cost.holds}'}" for cost in costs)
    return expected, f"the page says {told}", all(text in texts for texts in right)


def _payer(who):
    return who and f", paid by {'you' if who == 'You' else who}"


def _in(text, shown):
    return any(text in part for part in shown)


def _shown(vendor, case, verdict, outcome):
    """Every text that a reader sees of an outcome, one after the other."""
    policy, lines = verdict.policy, (*outcome.lines, *outcome.silences)
    parts = [part for line in lines for part in (line.label, line.text, line.doubt, line.silent)]
    ends = [end.sentence for end in deadlines_of(vendor, policy, verdict.rule, case.situation, case.dates)]
    reached = [line.text for line in (*contact_lines(vendor, case.region), *address_lines(vendor, case.region))]
    told = [outcome.title, outcome.text, *parts, *notes_of(vendor, case, verdict), *ends, *reached]
    return [*dict.fromkeys(filter(None, told))]
