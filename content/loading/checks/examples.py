"""Checks examples.toml: cases there can be. Whether they hold is asked once the policies are proved."""

from content.eligibility.catalogue import family_of, find_model
from content.schema.facts import KEYS
from content.schema.policy import CLOSED
from content.settings.rules import is_country
from content.wording.catalog import read_words


def example_faults(vendor):
    """(key, what to write) for each fault of the examples."""
    for number, example in enumerate(vendor.examples, 1):
        for leaf, write in _impossible(vendor, example):
            yield f"examples[{number}].{leaf}", f"“{example.say}”: {write}"


def _impossible(vendor, example):
    closed = (("purpose", example.purpose), ("bought_from", example.bought_from), ("warranty", example.warranty_said))
    for question, answer in closed:
        if answer not in CLOSED[question]:
            leaf = {"warranty": "warranty-said"}.get(question, question.replace("_", "-"))
            yield leaf, f"{answer!r} is no answer here; write one of {', '.join(CLOSED[question])}"
    yield from _product(vendor, example)
    if example.units < 0:
        yield "units", "write how many there are, or 0 where nobody counted"
    if example.country and not is_country(example.country):
        yield "country", 'write the country in the two capital letters of ISO 3166, such as "CA"'
    if example.revision and example.revision not in [policy.name for policy in vendor.policies]:
        yield "revision", f"there is no revision {example.revision!r}; write the name of a file in policies/"
    for event in example.dates:
        if event not in read_words().events_asked:
            yield "dates", f"{event!r} is no event we ask for; write one of {', '.join(read_words().events_asked)}"
    yield from _answers(vendor, "answers", example.answers)
    yield from _expected(vendor, example.then)


def _product(vendor, example):
    if example.family and not family_of(vendor, example.family):
        yield "family", f"there is no family {example.family!r}; write the slug of one in products.toml"
    found = find_model(vendor, example.model).family if example.model else None
    if example.model and not found:
        yield (
            "model",
            f"no family in products.toml has {example.model!r}; correct it, or leave it out if nobody knows it",
        )
    if found and example.family and example.family != found.slug:
        write = f"{example.model!r} is of the family {found.slug!r}; write that one, or leave the family out"
        yield "family", write


def _expected(vendor, then):
    costs = [key for key in KEYS if read_words().facts[key].group == "cost"]
    for key in then.pays:
        if key not in costs:
            yield f"then.pays.{key}", f"no cost is called so; write one of {', '.join(costs)}"
    yield from _answers(vendor, "then.answers", then.answers)


def _answers(vendor, at, answers):
    known = {}
    for question in (question for policy in vendor.policies for question in policy.questions):
        known.setdefault(question.id, {}).update(question.answers)
    for id, answer in answers.items():
        if id not in known:
            yield f"{at}.{id}", f"no question has this id; write one of {', '.join(known)}"
        elif answer not in known[id]:
            yield f"{at}.{id}", f"{answer!r} is not one of its answers: {', '.join(known[id])}"
