"""What customs ask of a parcel, by the country it comes from and the country it goes to."""

from typing import NamedTuple

from content.explain.facts import FactLine, fact_line
from forms.rma.request_summary import country_name

# The member states, by the European Union's own list: https://european-union.europa.eu/principles-countries-history/eu-countries_en
# Regions with a code of their own (Réunion, Åland …) are left out: papers are asked for there in many cases.
UNION = frozenset("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())


class Customs(NamedTuple):
    """The way in words ("from Germany to Japan"), which papers it needs, and what the vendor's text says of them.

    `papers`: "none" within one country, none within the "union", those of a parcel that goes "abroad"; "from-where" or
    "to-where" where nobody knows that country.
    """

    way: str
    papers: str
    stated: FactLine | None = None


def customs(vendor, policy, sent_from, goes_to):
    """The Customs of a parcel between two countries (ISO 3166, two letters; "" where nobody knows)."""
    here, there = country_name(sent_from), country_name(goes_to)
    way = " ".join(filter(None, (here and f"from {here}", there and f"to {there}")))
    if not (here and there):
        return Customs(way, "to-where" if here else "from-where")
    if sent_from == goes_to:
        return Customs(way, "none")
    if {sent_from, goes_to} <= UNION:
        return Customs(way, "union")
    return Customs(way, "abroad", fact_line(vendor, policy, "customs"))
