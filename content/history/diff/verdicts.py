"""Who meets another outcome, fee, freight or deadline under one text than under another."""

from typing import NamedTuple

from msgspec import UNSET, to_builtins

from content.eligibility.events import clock
from content.explain.facts import span_words, tell
from content.explain.windows import fill_windows
from content.history.diff.change import Change
from content.history.diff.sentences import told_fact, told_outcome, told_who
from content.history.diff.situations import answers_in, boxes, domains, situations
from content.schema.facts import KEYS, Span, field_of

# What a return of these kinds meets on its way, whether or not its page says so.
MEETS = {
    "refund": ("rma-time", "rma-validity"),
    "warranty": ("rma-time", "rma-validity", "repair-time"),
    "paid": ("rma-time", "rma-validity", "quote-time", "repair-time"),
    "ask": ("rma-time",),
}
WHAT = {"cost": "fee", "time": "deadline"}


class Side(NamedTuple):
    """One of the two states: the text, the name and the words it speaks in."""

    policy: object
    name: str
    words: object


class Said(NamedTuple):
    """A fact as a customer meets it: the bare value, who pays, and both in words."""

    value: object
    payer: str
    words: str

    @property
    def counts(self):
        """What of it is a consequence: not its wording, nor the order of a list."""
        return (sorted(self.value) if isinstance(self.value, list) else self.value), self.payer


def verdicts(old, new, before, after, pair):
    """A Change for each group of customers that one Pair of texts treats otherwise, and each fact that changed."""
    sides = Side(pair.old, before.name, old.words), Side(pair.new, after.name, new.words)
    things, found, told = domains(pair.old, pair.new), {}, set()
    rules = _rules_met(pair, things)
    for ids, met in rules.items():
        for change, grave in _between(sides, *ids, told):
            found.setdefault(grave, (change, []))[1].extend(met)
    each = [(change, box) for change, met in found.values() for box in boxes(met, things)]
    changes = [
        change._replace(who=_plain(box), sentence=f"{told_who(box, pair.new, new.words)}: {change.sentence}.")
        for change, box in each
    ]
    return [change._replace(vendor=after.slug) for change in (*changes, *_everybody(sides, told), *_clock(pair))]


def _rules_met(pair, things):
    """{(old rule, new rule): the situations that meet them, as tuples}; each rule None where none holds."""
    met = {}
    for situation in situations(things):
        ids = tuple(_rule(policy, situation) for policy in (pair.old, pair.new))
        met.setdefault(ids, []).append(tuple(situation.values()))
    return met


def _rule(policy, situation):
    answers = answers_in(policy, situation)
    holds = (rule for rule in policy.rules if all(rule.allows(asked, answers.get(asked)) for asked in rule.when))
    return next((rule.id for rule in holds), None)


def _between(sides, old_id, new_id, told):
    """[(Change, what tells it from others)] between two rules; the facts they differ in go into `told`."""
    was, now = (_outcome(side, id) for side, id in zip(sides, (old_id, new_id), strict=True))
    if not _same_end(was, now):
        costs = [_said(side, _met(side, id), "cost") for side, id in zip(sides, (old_id, new_id), strict=True)]
        was, now = (end and end | {"costs": cost} for end, cost in zip((was, now), costs, strict=True))
        change = Change("", "outcome", new_id or old_id, was=was, now=now, sentence=told_outcome(was, now, *sides))
        return [(change, (old_id, new_id))]
    keys = [key for key in KEYS if old_id and (key in _met(sides[0], old_id) or key in _met(sides[1], new_id))]
    changes = [_fact(sides, key, _met(sides[0], old_id), _met(sides[1], new_id)) for key in keys]
    told.update(change.key for change in changes if change)
    return [(change, change.sentence) for change in changes if change]


def _outcome(side, id):
    if id is None:
        return None
    rule = side.policy.rule(id)
    title = fill_windows(rule.outcome.title, side.policy)
    return {"rule": id, "kind": rule.outcome.kind, "title": title, "instead": rule.outcome.instead}


def _same_end(was, now):
    if was is None or now is None:
        return was is now
    if (was["kind"], was["instead"]) != (now["kind"], now["instead"]):
        return False
    # A rule that was renamed or reworded sends nobody elsewhere; another rule with other words does.
    return was["rule"] == now["rule"] or was["title"] == now["title"]


def _met(side, id):
    """The keys of the facts that a customer meets who ends at this rule."""
    outcome = side.policy.rule(id).outcome if id else None
    wanted = (*outcome.facts, *side.words.kinds[outcome.kind].matters, *MEETS.get(outcome.kind, ())) if id else ()
    return tuple(dict.fromkeys(wanted))


def _said(side, keys, group):
    """{fact: [who pays, how much]} of the facts of one group that a rule tells."""
    lines = {key: _fact_of(side, key) for key in keys if side.words.facts[key].group == group}
    return {key: [said.payer, said.words] for key, said in lines.items() if said}


def _fact(sides, key, old_keys, new_keys):
    """The Change of one fact between two sides, or None where it tells both the same."""
    was, now = (
        _fact_of(side, key) if key in keys else None for side, keys in zip(sides, (old_keys, new_keys), strict=True)
    )
    if (was and was.counts) == (now and now.counts):
        return None
    stated = [_fact_of(side, key) is not None for side in sides]
    return Change(
        "", what_of(key, sides[1].words), key, was=was and was.value, now=now and now.value,
        sentence=told_fact(sides[1].words.facts[key].label, was, now, stated),
    )  # fmt: skip


def what_of(key, words):
    """Which kind of consequence a fact is."""
    return "freight" if key.startswith("freight-") else WHAT.get(words.facts[key].group, "fact")


def _fact_of(side, key):
    """Said, or None where the text is silent; a value without words is told as it stands."""
    fact = getattr(side.policy.facts, field_of(key))
    if fact.value is UNSET:
        return None
    try:
        told = tell(key, fact, side.name, side.words)
    except (KeyError, AttributeError):
        return Said(to_builtins(fact.value), "", str(to_builtins(fact.value)))
    if isinstance(fact.value, Span):
        return Said(to_builtins(fact.value), "", span_words(fact.value, side.words))
    payer = {"you": "you pay", "vendor": f"{side.name} pays"}.get(told["payer"], "")
    return Said(to_builtins(fact.value), told["payer"], f"{told['amount']} ({payer})" if payer else told["text"])


def _everybody(sides, told):
    """A Change for each fact that changed and that no outcome tells: it is anybody's."""
    for key in KEYS:
        change = _fact(sides, key, KEYS, KEYS) if key not in told else None
        if change:
            yield change._replace(sentence=f"Everyone: {change.sentence}.")


def _clock(pair):
    """A Change where the same words on the start of a warranty are now counted from another day."""
    was, now = clock(pair.old), clock(pair.new)
    if was != now and pair.old.facts.warranty_clock.value == pair.new.facts.warranty_clock.value:
        told = [f"{start.plus} days after the {start.event}" for start in (was, now)]
        sentence = f"Everyone: a warranty began {told[0]}, it now begins {told[1]}."
        yield Change("", "deadline", "warranty-clock", was=to_builtins(was), now=to_builtins(now), sentence=sentence)


def _plain(box):
    return {thing: [str(value) for value in values] for thing, values in box.items()}
