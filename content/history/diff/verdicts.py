"""Who meets another outcome, fee, freight or deadline under one text than under another."""

from itertools import product
from typing import NamedTuple

from msgspec import UNSET, to_builtins

from content.eligibility.decision_tree import live_rules
from content.explain.holds import holds_for
from content.explain.texts import outcome_text
from content.explain.values import fact_words, span_words
from content.history.diff.change import Change
from content.history.diff.sentences import fact_sentence, outcome_sentence, who_sentence
from content.history.diff.situations import answers_in, domains_of, groups_of
from content.schema.facts import KEYS, Span
from content.schema.policy import ANY, Policy
from content.schema.when import possible_rows
from content.schema.words import Words

# What a return of these kinds meets on its way, whether or not its page says so.
MEETS = {
    "refund": ("rma-time", "rma-validity"),
    "warranty": ("rma-time", "rma-validity", "repair-time"),
    "paid": ("rma-time", "rma-validity", "quote-time", "repair-time"),
    "ask": ("rma-time",),
}
WHAT = {"cost": "fee", "time": "deadline"}


class StatedFact(NamedTuple):
    """A fact as a customer meets it: its bare value, who pays (you, vendor or nobody), its condition, all in words."""

    value: object
    payer: str
    only_if: str
    words: str

    @property
    def consequence(self):
        """What of it matters to a customer: neither its wording nor the order of a list."""
        return _sorted(self.value), self.payer, self.only_if


class Side(NamedTuple):
    """One of the two states: the text, the vendor's name and the words it speaks in."""

    policy: Policy
    name: str
    words: Words

    def fact(self, key, rule_id=None):
        """The StatedFact of whoever ends at a rule, or of anybody; None where the text is silent."""
        situation = self.policy.rule(rule_id).situation() if rule_id else ANY
        rows = possible_rows(self.policy.rows(key), situation)
        if len(rows) == 1:
            return self._stated(key, rows[0])
        told = [(holds_for(self.policy, row.when), self._stated(key, row)) for row in rows]
        told = [(holds, fact) for holds, fact in told if fact]
        value = [[holds, fact.value, fact.payer, fact.only_if] for holds, fact in told]
        return StatedFact(value, "", "", "; ".join(_held(holds, fact) for holds, fact in told)) if told else None

    def _stated(self, key, fact):
        """One row as a StatedFact; a value without words is given as it stands."""
        if fact.value is UNSET:
            return None
        value = to_builtins(fact.value)
        try:
            line = fact_words(key, fact, self.name, self.words)
        except (KeyError, AttributeError):
            return StatedFact(value, "", fact.only_if, str(value))
        if isinstance(fact.value, Span):
            return StatedFact(value, "", fact.only_if, span_words(fact.value, self.words))
        pays = {"you": " (you pay)", "vendor": f" ({self.name} pays)"}.get(line["payer"])
        return StatedFact(value, line["payer"], fact.only_if, f"{line['amount']}{pays}" if pays else line["text"])

    def facts_met(self, rule_id):
        """The keys of the facts that a customer meets who ends at this rule."""
        outcome = self.policy.rule(rule_id).outcome
        return *outcome.facts, *self.words.kinds[outcome.kind].matters, *MEETS.get(outcome.kind, ())

    def end(self, rule_id):
        """The outcome of a rule as plain data, costs as {fact: [who pays, how much]}."""
        outcome = self.policy.rule(rule_id).outcome
        title = outcome_text(self.policy, rule_id).title
        met = {key: self.fact(key, rule_id) for key in self.facts_met(rule_id) if self.words.facts[key].group == "cost"}
        costs = {key: [cost.payer, cost.words] for key, cost in met.items() if cost}
        return {"rule": rule_id, "kind": outcome.kind, "title": title, "instead": outcome.instead, "costs": costs}


def verdicts(old, new, before, after, pair):
    """A Change for each group of customers that one Pair of texts treats otherwise, and each fact that changed."""
    sides = Side(pair.old, before.name, old.words), Side(pair.new, after.name, new.words)
    domains, affected = domains_of(pair.old, pair.new), {}
    for rules, met in _rules_met(pair, domains).items():
        for change in _changes(sides, rules):
            affected.setdefault(repr(change), (change, []))[1].extend(met)
    for change, met in affected.values():
        for group in groups_of(met, domains):
            who = {thing: [str(value) for value in values] for thing, values in group.items()}
            sentence = f"{who_sentence(group, pair.new, new.words)}: {change.sentence}."
            yield change._replace(who=who, sentence=sentence)
    met = {change.key for change, _ in affected.values() if change.what != "outcome"}
    # A fact that changed and that no outcome tells is anybody's.
    facts = filter(None, (_fact(sides, key) for key in KEYS if key not in met))
    for change in facts:
        yield change._replace(sentence=f"Everyone: {change.sentence}.")


def _what_of(key, words):
    """Which kind of consequence a fact is."""
    return "freight" if key.startswith("freight-") else WHAT.get(words.facts[key].group, "fact")


def _rules_met(pair, domains):
    """{(old rule's id, new rule's id): the situations that meet both, as tuples}; an id is None where no rule holds."""
    met = {}
    for values in product(*domains.values()):
        situation = dict(zip(domains, values, strict=True))
        met.setdefault((_rule(pair.old, situation), _rule(pair.new, situation)), []).append(values)
    return met


def _rule(policy, situation):
    return next((rule.id for rule in live_rules(policy, answers_in(policy, situation))), None)


def _changes(sides, rules):
    """The Changes between two rules, None where none holds: another outcome, else every fact in which they differ."""
    ends = [*zip(sides, rules, strict=True)]
    was, now = (rule and side.end(rule) for side, rule in ends)
    if not _same_end(was, now):
        sentence = outcome_sentence(was, now, *sides)
        return [Change(what="outcome", key=(now or was)["rule"], was=was, now=now, sentence=sentence)]
    met = [side.facts_met(rule) if rule else () for side, rule in ends]
    told = [[rule if key in keys else None for rule, keys in zip(rules, met, strict=True)] for key in KEYS]
    return filter(None, (_fact(sides, key, rules) for key, rules in zip(KEYS, told, strict=True)))


def _same_end(was, now):
    if not was or not now:
        return was is now
    # A rule that was renamed or reworded sends nobody elsewhere; another rule with other words does.
    alike = [key for key in was if was[key] == now[key]]
    return {"kind", "instead"} <= {*alike} and ("rule" in alike or "title" in alike)


def _fact(sides, key, rules=None):
    """The Change of one fact between two sides, or None; where no rule of a side tells it, it is silent there."""
    stated = [side.fact(key) for side in sides]
    met = [rule and side.fact(key, rule) for side, rule in zip(sides, rules or (), strict=True)] if rules else stated
    was, now = met
    if (was and was.consequence) == (now and now.consequence):
        return None
    words = sides[1].words
    sentence = fact_sentence(words.facts[key].label, was, now, stated)
    values = {"was": was and was.value, "now": now and now.value}
    return Change(what=_what_of(key, words), key=key, sentence=sentence, **values)


def _held(holds, fact):
    """'in warranty: free for you (FLIR pays)'."""
    return f"{holds}: {fact.words}" if holds else f"otherwise {fact.words}"


def _sorted(value):
    return sorted(value, key=str) if isinstance(value, list) else value
