"""The silence map: what a vendor's policy states, what it states in doubt, and what it does not say."""

from typing import NamedTuple

from content.explain.facts import FactLine, fact_lines, sources_of
from content.schema.facts import KEYS
from content.schema.vendor import Vendor
from content.wording.catalog import read_words

STATES = {"stated": "stated", "doubted": "in doubt", "silent": "not said"}
PARTS = {"silent": "What it does not say", "doubted": "What it states in doubt", "stated": "What it states"}
SIDE_BY_SIDE = 4  # vendors that fit beside each other; of more, each fact is counted
NAMED = 12  # vendors named at once


class MappedFact(NamedTuple):
    """One fact of one vendor on the map: its line, its state and that in words."""

    vendor: Vendor
    line: FactLine
    state: str
    word: str


class StateCount(NamedTuple):
    """How many facts (or vendors) are in a state."""

    state: str
    word: str
    count: int


class FactRow(NamedTuple):
    """One fact over all vendors: a MappedFact of each, their StateCounts, and who differs where they are few."""

    line: FactLine
    facts: tuple
    counts: list
    state: str
    named: list


class Section(NamedTuple):
    """A part of a page: its anchor, its heading, its MappedFacts or FactRows."""

    id: str
    title: str
    rows: list


def silence_of(vendor, policy):
    """A vendor's page: every fact, what is not said first, how many of each state, and where the stated were read."""
    facts = [fact for section in _by_group(_mapped(vendor, policy)) for fact in section.rows]
    parts = [Section(state, title, [fact for fact in facts if fact.state == state]) for state, title in PARTS.items()]
    return {
        "by_state": parts,
        "counts": _counts(facts),
        "sources": sources_of(vendor, policy, KEYS),
        "unsaid": len(parts[0].rows),
        "all": len(facts),
    }


def silences(vendors, policies):
    """The page of all vendors: side by side where they are few, else counted fact by fact."""
    vendors = list(vendors)
    maps = [_mapped(vendor, policies[vendor.slug]) for vendor in vendors]
    return {
        "few": len(vendors) <= SIDE_BY_SIDE,
        "count": len(vendors),
        "vendors": vendors if len(vendors) <= NAMED else [],
        "groups": _by_group([_row(facts) for facts in zip(*maps, strict=True)]),
        "revisions": {slug: policy.name for slug, policy in policies.items()},
    }


def _mapped(vendor, policy):
    """The MappedFacts of a policy, in the order of the closed list."""
    lines = [(line, _state(line)) for line in fact_lines(vendor, policy)]
    return [MappedFact(vendor, line, state, STATES[state]) for line, state in lines]


def _state(line):
    return "silent" if line.silent else "doubted" if line.doubt else "stated"


def _by_group(rows):
    """A Section for each group of facts, in the order pages tell them; a group without facts is left out."""
    groups = read_words().groups.items()
    sections = [Section(id, title, [row for row in rows if row.line.group == id]) for id, title in groups]
    return [section for section in sections if section.rows]


def _counts(facts):
    """The StateCounts of MappedFacts, less those of none."""
    counts = [StateCount(state, word, sum(fact.state == state for fact in facts)) for state, word in STATES.items()]
    return [count for count in counts if count.count]


def _row(facts):
    """The FactRow of a fact; named are the vendors of the rarest state, and nobody where all texts do the same."""
    counts = _counts(facts)
    rarest = min(reversed(counts), key=lambda count: count.count)
    if len(counts) == 1 or rarest.count > NAMED:
        return FactRow(facts[0].line, facts, counts, "", [])
    named = [fact.vendor for fact in facts if fact.state == rarest.state]
    return FactRow(facts[0].line, facts, counts, rarest.state, named)
