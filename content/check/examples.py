"""Checks examples.toml: cases there can be. Whether they hold is asked once the policies are proved."""

from content.model import CLOSED
from content.words import read_words


def example_faults(vendor):
    """(key, what to write) for each fault of the examples."""
    for number, example in enumerate(vendor.examples, 1):
        yield from ((f"examples[{number}].{leaf}", write) for leaf, write in _impossible(vendor, example))


def _impossible(vendor, example):
    closed = (("purpose", example.purpose), ("bought_from", example.bought_from), ("warranty", example.warranty_said))
    for question, answer in closed:
        if answer not in CLOSED[question]:
            leaf = {"warranty": "warranty-said"}.get(question, question.replace("_", "-"))
            yield leaf, f"{answer!r} is no answer here; write one of {', '.join(CLOSED[question])}"
    if example.family and example.family not in [family.slug for family in vendor.products.families]:
        yield "family", f"there is no family {example.family!r}; write the slug of one in products.toml"
    if example.revision and example.revision not in [policy.name for policy in vendor.policies]:
        yield "revision", f"there is no revision {example.revision!r}; write the name of a file in policies/"
    for event in example.dates:
        if event not in read_words().events_asked:
            yield "dates", f"{event!r} is no event we ask for; write one of {', '.join(read_words().events_asked)}"
    yield from _answers(vendor, example)


def _answers(vendor, example):
    known = {question.id: question.answers for policy in vendor.policies for question in policy.questions}
    for id, answer in example.answers.items():
        if answer not in known.get(id, ()):
            yield f"answers.{id}", "no question has this answer; look it up in the policy"
