"""Checks text.toml: every question, answer and outcome has its words, none is of nothing, and no figure is typed."""

from itertools import chain

from content.errors import Fault
from content.loading.checks.known import unknown_faults
from content.loading.checks.prose import prose_faults
from content.schema.policy import NAMED


def text_faults(vendor):
    """The Faults of text.toml, each once."""
    found = (_of_revision(vendor, policy) for policy in vendor.policies)
    yield from dict.fromkeys(chain(_strays(vendor), *found))


def _of_revision(vendor, policy):
    """What the words for one revision lack or may not say."""
    yield from prose_faults(f"revisions.{policy.name}.title", vendor, policy, [policy.text.title])
    for id, answers in policy.answers.items():
        yield from _question(vendor, policy, _where(vendor, policy, "questions", id), id, answers)
    for rule in policy.rules:
        where, words = _where(vendor, policy, "outcomes", rule.id), policy.text.outcomes.get(rule.id)
        if not words:
            yield Fault(where, f"the rule {rule.id!r} of {policy.name} has no words; write its `title` here")
        yield from prose_faults(where, vendor, policy, (words.title, words.text) if words else ())


def _question(vendor, policy, where, id, answers):
    words = policy.text.questions.get(id)
    if not words and id in NAMED:  # asked for by the names of the catalogue
        return
    named = answers if id in NAMED else ()
    if not words:
        write = f"the question {id!r} of {policy.name} has no words; write its `ask`, and its answers in words here"
        yield Fault(where, write)
        return
    write = f"this answer of {policy.name} has no words; write them here"
    missing = [answer for answer in answers if answer not in (*words.answers, *named)]
    yield from (Fault(f"{where}.answers.{answer}", write) for answer in missing)
    write = "no figure and nothing in braces stands here; it can stand in an `only-if` of the row"
    yield from (Fault(f"{where}.holds.{id}", write) for id, text in words.holds.items() if "{" in text)
    texts = words.ask, words.hint, *words.answers.values(), *words.hints.values(), *words.holds.values()
    yield from prose_faults(where, vendor, policy, texts)


def _where(vendor, policy, table, id):
    """The key that the words of a question or a rule stand at, for one revision or for all."""
    own = vendor.text.revisions.get(policy.name)
    return f"revisions.{policy.name}.{table}.{id}" if own and id in getattr(own, table) else f"{table}.{id}"


def _strays(vendor):
    """Words of a revision, a question, an answer or a rule that there is not."""
    every = {policy.name: policy for policy in vendor.policies}
    write = "there is no revision {!r} under policies/; write one of {known}, or take this away"
    for name in vendor.text.revisions:
        yield from unknown_faults(f"revisions.{name}", [name], every, write)
    yield from _stray("", vendor.text, vendor.policies)
    for name, own in vendor.text.revisions.items():
        yield from _stray(f"revisions.{name}.", own, [every[name]] if name in every else ())


def _stray(where, words, policies):
    asked = {}
    for id, answers in chain.from_iterable(policy.answers.items() for policy in policies):
        asked.setdefault(id, {}).update(dict.fromkeys(answers))
    yield from _unknown(f"{where}questions", words.questions, asked, "question")
    for id, question in words.questions.items():
        for part in ("answers", "hints", "holds"):
            yield from _unknown(f"{where}questions.{id}.{part}", getattr(question, part), asked.get(id, ()), "answer")
    rules = dict.fromkeys(rule.id for policy in policies for rule in policy.rules)
    yield from _unknown(f"{where}outcomes", words.outcomes, rules, "rule")


def _unknown(where, names, known, noun):
    instead = "write one of {known}, or take this away" if known else "take this away"
    write = f"there is no {noun} {{!r}} in the policy; {instead}"
    yield from (fault for name in names for fault in unknown_faults(f"{where}.{name}", [name], known, write))
