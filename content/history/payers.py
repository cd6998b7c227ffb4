"""Who pays each cost, and how much, as words/ tells it: no text holds that, so it is published beside the text."""

from typing import NamedTuple

from content.explain.facts import fact_words
from content.history.diff.change import Change
from content.history.diff.verdicts import what_of
from content.schema.facts import KEYS, field_of
from content.wording.catalog import fill, read_words


class CostChange(NamedTuple):
    """A cost that words/ tells otherwise than when a text was published: [you | vendor, how much], or None."""

    revision: str
    key: str
    was: list | None
    now: list | None

    def in_words(self, name, joint=", is now"):
        """'was “You, 25 % of it”, is now “You, 25 % of the price”'; `name` is the vendor's."""
        return f"was {_in_words(self.was, name)}{joint} {_in_words(self.now, name)}"


def costs_of(policy):
    """{fact: [you | vendor, how much]} of every cost, whatever the vendor is called."""
    facts = {key: fact_words(key, getattr(policy.facts, field_of(key)), "{vendor}") for key in KEYS}
    return {key: [fact["payer"], fact["amount"]] for key, fact in facts.items() if fact["payer"]}


def cost_changes(vendor, known):
    """Every CostChange of a vendor as it was published; `known` is what published.json holds of it."""
    for policy in vendor.policies:
        was, now = known["revisions"][policy.name]["pays"], costs_of(policy)
        for key in now | was:
            if was.get(key) != now.get(key):
                yield CostChange(policy.name, key, was.get(key), now.get(key))


def payer_changes(vendor, known):
    """A Change for each cost that somebody else pays than when its text was published."""
    words = read_words()
    for change in cost_changes(vendor, known):
        revision, key, was, now = change
        if (was and was[0]) != (now and now[0]):
            sentence = f"Everyone: {words.facts[key].label}: {change.in_words(vendor.name)}."
            yield Change(vendor.slug, revision, "", what_of(key, words), key, {}, was, now, sentence)


def reworded_costs(vendor, known):
    """Sentences on the costs that are paid by whom they were and whose sum is in other words."""
    for change in cost_changes(vendor, known):
        if change.was and change.now and change.was[0] == change.now[0]:
            where = f"{vendor.slug} {change.revision}, facts.{change.key} in words/facts.toml"
            yield f"{where}: {change.in_words(vendor.name)}."


def _in_words(cost, name):
    if not cost:
        return "nothing"
    payer, amount = {"you": "You", "vendor": name}[cost[0]], fill(cost[1], vendor=name)
    return f"“{payer}, {amount}”" if amount else f"“{payer}”"
