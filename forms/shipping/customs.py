"""What the packing sheet says about customs, by the country it comes from and the country it goes to."""

from typing import NamedTuple

from content.explain.facts import fact_line
from forms.rma.request_summary import country_name

# The member states, by the European Union's own list: https://european-union.europa.eu/principles-countries-history/eu-countries_en
# Regions with a code of their own (Réunion, Åland …) are left out: papers are asked for there in many cases.
UNION = frozenset("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
NO_PAPERS = "It stays within one country: no customs papers."
WITHIN_UNION = (
    "Both are in the European Union: no customs papers. Some regions have rules of their own; if yours may be one, ask"
    " your carrier."
)
ABROAD = "It crosses a customs border: your carrier tells you which papers it wants. Write here what you declare."
FROM_WHERE = "This kiosk does not know which country you send it from."
TO_WHERE = "This kiosk does not know which country it goes to: look at the address you ship to."
UNSETTLED = (
    "Within one country, and from one country of the European Union to another, it needs no customs papers. Anywhere"
    " else your carrier tells you which it wants; write here what you declare."
)
BLANKS = ("Contents", "Value and currency")


class Customs(NamedTuple):
    """The way in words ("from Germany to Japan"), what to do, and the lines to fill in by hand."""

    way: str
    lines: tuple
    blanks: tuple


def customs(vendor, policy, sent_from, goes_to):
    """The Customs of a parcel between two countries (ISO 3166, two letters; "" where nobody knows)."""
    here, there = country_name(sent_from), country_name(goes_to)
    way = " ".join(filter(None, (here and f"from {here}", there and f"to {there}")))
    if not (here and there):
        return Customs(way, (TO_WHERE if here else FROM_WHERE, UNSETTLED), BLANKS)
    if sent_from == goes_to:
        return Customs(way, (NO_PAPERS,), ())
    if {sent_from, goes_to} <= UNION:
        return Customs(way, (WITHIN_UNION,), ())
    stated = fact_line(vendor, policy, "customs")
    return Customs(way, tuple(filter(None, (stated.text or stated.silent, stated.doubt, ABROAD))), BLANKS)
