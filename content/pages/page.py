"""A page of the site: its address, its template and its values; and the site they all belong to."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from content.eligibility.revision_in_force import regional_texts
from content.explain.contacts import address_lines, contact_lines
from content.explain.facts import fact_line
from content.explain.sources import source_letters, source_line
from content.explain.texts import outcome_text, question_text
from content.explain.windows import windows_in_words
from content.places import ARCHIVE


class Page(NamedTuple):
    """One file to be frozen. `content()` gives the template's values, or the whole text where there is no template."""

    address: str
    template: str
    content: Callable
    kind: str = "text/html"
    hidden: bool = False  # from search engines: a page that only leads on, or tells of a fault


class Site(NamedTuple):
    """What the pages are made from: settings, vendors and their revisions in force by slug, dealers by code.

    `base` is the path that the site stands under, `archive` the folder of snapshots, `day` the one it is drawn for.
    """

    settings: object
    vendors: dict
    policies: dict
    base: str = ""
    dealers: dict = MappingProxyType({})
    archive: Path = ARCHIVE
    day: date | None = None

    def regional(self, vendor):
        """{region: the revision that holds there} of a vendor's regions that have a text of their own."""
        return regional_texts(vendor, self.day) if self.day else {}

    def whole(self, address):
        """The address as the world knows it: 'https://rma.example/returns/flir/'; the endpoint stands under no base."""
        base = "" if address.startswith("/rma/") else self.base
        return f"{self.settings.url}{base}{address}"


def page_context(vendor, policy):
    """The values that every page of a vendor has: the vendor, a revision, its windows, source line, letters.

    `fact(key)` gives the FactLine of a fact of the revision, `question_text(id)` and `outcome_text(id)` our words.
    """
    return {
        "vendor": vendor,
        "policy": policy,
        "fact": partial(fact_line, vendor, policy),
        "windows": windows_in_words(policy),
        "contacts": contact_lines(vendor),
        "addresses": address_lines(vendor),
        "question_text": partial(question_text, policy),
        "outcome_text": partial(outcome_text, policy),
        "source": source_line(vendor, policy, policy.source),
        "letters": source_letters(vendor),
    }


def json_text(data):
    """What a file for programs holds, as JSON text."""
    return msgspec.json.format(msgspec.json.encode(data), indent=1).decode()
