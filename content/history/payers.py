"""Who pays each cost, and how much, as words/ tells it: no text holds that, so it is published beside the text."""

from content.explain.facts import tell
from content.history.diff.change import Change
from content.history.diff.verdicts import what_of
from content.schema.facts import KEYS, field_of
from content.wording.catalog import fill, read_words


def costs_of(policy):
    """{fact: [you | vendor, how much]} of every cost, whatever the vendor is called."""
    facts = {key: tell(key, getattr(policy.facts, field_of(key)), "{vendor}") for key in KEYS}
    return {key: [fact["payer"], fact["amount"]] for key, fact in facts.items() if fact["payer"]}


def costs_changed(policy, record):
    """{fact: (was, now)} of the costs that words/ tells otherwise than when this text was published."""
    was, now = record["pays"], costs_of(policy)
    return {key: (was.get(key), now.get(key)) for key in now | was if was.get(key) != now.get(key)}


def payer_changes(vendor, policy, record):
    """A Change for each cost that words/ lets somebody else pay than when this text was published."""
    words = read_words()
    for key, (was, now) in costs_changed(policy, record).items():
        if (was and was[0]) != (now and now[0]):
            sentence = f"Everyone: {words.facts[key].label}: {_was_and_is(vendor, was, now)}."
            what = what_of(key, words)
            yield Change(vendor.slug, what, key, was=was, now=now, sentence=sentence, revision=policy.name)


def reworded_costs(vendor, policy, record):
    """Sentences on the costs that are paid by whom they were and whose sum words/ tells in other words."""
    for key, (was, now) in costs_changed(policy, record).items():
        if was and now and was[0] == now[0]:
            yield f"{vendor.slug} {policy.name}, facts.{key} in words/facts.toml: {_was_and_is(vendor, was, now)}."


def _was_and_is(vendor, was, now):
    return f"was {cost_words(vendor, was)}, is now {cost_words(vendor, now)}"


def cost_words(vendor, cost):
    """“You, what your carrier asks”."""
    if not cost:
        return "nothing"
    payer, amount = cost
    who = {"you": "You", "vendor": vendor.name}[payer]
    return f"“{', '.join(part for part in (who, fill(amount, vendor=vendor.name)) if part)}”"
