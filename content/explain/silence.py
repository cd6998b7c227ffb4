"""The silence map: what a vendor's policy states, what it states in doubt, and what it does not say."""

from collections import Counter
from typing import NamedTuple

from content.explain.facts import FactLine, fact_line, sources_of
from content.schema.facts import KEYS
from content.wording.catalog import read_words

STATES = ("silent", "doubted", "stated")  # of a fact, in the order of a vendor's page
SIDE_BY_SIDE = 4  # vendors that fit beside each other; of more, each fact is counted
NAMED = 12  # vendors named at once


class FactRow(NamedTuple):
    """One fact over all vendors: its FactLine with each, the count of each state, and who differs where they are few.

    `line` is the first of the lines; `state` is that of the vendors `named`, empty where nobody is.
    """

    line: FactLine
    lines: tuple
    counts: dict
    state: str
    named: list


def silence_of(vendor, policy):
    """A vendor's page: the FactLines of each state, what is not said first, and where they were read."""
    told = [fact_line(vendor, policy, key) for key in KEYS]
    lines = [line for group in read_words().groups for line in told if line.group == group]
    by_state = {state: [line for line in lines if line.state == state] for state in STATES}
    return {"by_state": by_state, "all": len(lines), "sources": sources_of(vendor, policy, KEYS)}


def silences(vendors, policies):
    """The page of all vendors: side by side where they are few, else counted fact by fact."""
    vendors = list(vendors)
    maps = [[fact_line(vendor, policies[vendor.slug], key) for key in KEYS] for vendor in vendors]
    return {
        "few": len(vendors) <= SIDE_BY_SIDE,
        "count": len(vendors),
        "vendors": vendors if len(vendors) <= NAMED else [],
        "rows": [_row(vendors, lines) for lines in zip(*maps, strict=True)],
        "policies": policies,
    }


def _row(vendors, lines):
    """The FactRow of a fact; named are the vendors of the rarest state, and nobody where all texts do the same."""
    found = Counter(line.state for line in lines)
    counts = {state: found[state] for state in reversed(STATES) if found[state]}
    rarest = min(reversed(counts), key=counts.get)
    if len(counts) == 1 or counts[rarest] > NAMED:
        return FactRow(lines[0], lines, counts, "", [])
    named = [vendor for vendor, line in zip(vendors, lines, strict=True) if line.state == rarest]
    return FactRow(lines[0], lines, counts, rarest, named)
