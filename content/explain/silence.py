"""The silence map: what a vendor's policy states, what it states in doubt, and what it does not say."""

from typing import NamedTuple

from content.explain.facts import all_lines, sources_of
from content.schema.facts import KEYS
from content.wording.catalog import read_words

STATES = {"stated": "stated", "doubted": "in doubt", "silent": "not said"}
PARTS = {"silent": "What it does not say", "doubted": "What it states in doubt", "stated": "What it states"}
SIDE_BY_SIDE = 4  # vendors that fit beside each other; of more, each fact is counted
NAMED = 12  # vendors named at once


class Told(NamedTuple):
    """One fact on the map: its Line, its state and that in words."""

    line: object
    state: str
    word: str


class Counted(NamedTuple):
    """One fact over many vendors: [(state, its word, how many)], and who differs from the rest where they are few."""

    key: str
    label: str
    counts: list
    state: str
    named: list


def silence_of(vendor, policy):
    """A vendor's page: every fact, what is not said first, how many of each state, and where the stated were read."""
    by_group = _grouped([_told(line) for line in all_lines(vendor, policy)], lambda one: one.line.group)
    told = [one for _, _, facts in by_group for one in facts]
    return {
        "by_state": [(state, title, [one for one in told if one.state == state]) for state, title in PARTS.items()],
        "counts": _counts(told),
        "sources": sources_of(vendor, policy, KEYS),
        "unsaid": sum(one.state == "silent" for one in told),
        "all": len(told),
    }


def silences(vendors, policies):
    """The page of all vendors: side by side where they are few, else counted fact by fact."""
    vendors = list(vendors)
    maps = {vendor.slug: [_told(line) for line in all_lines(vendor, policies[vendor.slug])] for vendor in vendors}
    rows = [(facts[0].line, list(zip(vendors, facts, strict=True))) for facts in zip(*maps.values(), strict=True)]
    few = len(vendors) <= SIDE_BY_SIDE
    told = rows if few else [(line, _counted(line, cells)) for line, cells in rows]
    return {
        "few": few,
        "count": len(vendors),
        "vendors": vendors if len(vendors) <= NAMED else [],
        "groups": _grouped(told, lambda row: row[0].group),
        "revisions": {slug: policy.name for slug, policy in policies.items()},
    }


def _told(line):
    state = "silent" if line.silent else "doubted" if line.doubt else "stated"
    return Told(line, state, STATES[state])


def _grouped(told, group):
    """[(group, its title, its facts)] in the order pages tell them; a group without facts is left out."""
    groups = [(name, title, [one for one in told if group(one) == name]) for name, title in read_words().groups.items()]
    return [(name, title, facts) for name, title, facts in groups if facts]


def _counts(told):
    """[(state, its word, how many)], those there are none of left out."""
    counts = [(state, word, sum(one.state == state for one in told)) for state, word in STATES.items()]
    return [count for count in counts if count[2]]


def _counted(line, cells):
    """A fact's Counted; named are the fewest, and nobody where all texts do the same."""
    by_state = {state: [vendor for vendor, told in cells if told.state == state] for state in reversed(STATES)}
    state, named = min(((state, found) for state, found in by_state.items() if found), key=lambda one: len(one[1]))
    counts = _counts([told for _, told in cells])
    if len(counts) == 1 or len(named) > NAMED:
        state, named = "", []
    return Counted(line.key, line.label, counts, state, named)
