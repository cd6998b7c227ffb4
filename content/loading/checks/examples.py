"""Checks examples.toml: cases there can be. Whether they hold is asked once the policies are proved."""

from content.eligibility.catalogue import find_model
from content.errors import Fault
from content.loading.checks.known import family_faults, unknown_faults
from content.loading.checks.policy import answer_faults
from content.schema.facts import KEYS
from content.schema.policy import ELSEWHERE
from content.schema.when import PLACES
from content.settings.rules import is_country
from content.wording.catalog import read_words


def example_faults(vendor):
    """The Faults of the examples."""
    for number, example in enumerate(vendor.examples, 1):
        for fault in _impossible(vendor, example):
            yield Fault(f"examples[{number}].{fault.key}", f"“{example.say}”: {fault.write}")


def _impossible(vendor, example):
    yield from _product(vendor, example)
    if example.country and not is_country(example.country):
        yield Fault("country", 'write the country in the two capital letters of ISO 3166, such as "CA"')
    if example.revision and example.revision not in [policy.name for policy in vendor.policies]:
        yield Fault("revision", f"there is no revision {example.revision!r}; write the name of a file in policies/")
    write = "{!r} is no event we ask for; write one of {known}"
    yield from unknown_faults("dates", example.dates, read_words().events_asked, write)
    asked = {}
    for question, answers in (pair for policy in vendor.policies for pair in policy.answers.items()):
        asked.setdefault(question, {}).update(dict.fromkeys(answers))
    # Where it was bought, and where it is sent from, the form asks though no question does.
    places = (*vendor.products.regions, ELSEWHERE, "unknown") if vendor.products.regions else ()
    known = {place: dict.fromkeys(places) for place in PLACES if places} | asked
    yield from answer_faults("answers", example.answers, known)
    costs = [key for key in KEYS if read_words().facts[key].group == "cost"]
    for key in example.then.pays:
        yield from unknown_faults(f"then.pays.{key}", [key], costs, "no cost is called so; write one of {known}")
    yield from answer_faults("then.answers", example.then.answers, asked)


def _product(vendor, example):
    yield from family_faults("family", [example.family] if example.family else [], vendor)
    found = find_model(vendor, example.model).family if example.model else None
    if example.model and not found:
        write = f"no family in products.toml has {example.model!r}; correct it, or leave it out if nobody knows it"
        yield Fault("model", write)
    if found and example.family and example.family != found.slug:
        write = f"{example.model!r} is of the family {found.slug!r}; write that one, or leave the family out"
        yield Fault("family", write)
