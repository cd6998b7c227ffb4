"""Where a request stands: whose turn, since when, by when, how to ask, and the stops of its way."""

from datetime import datetime
from typing import NamedTuple

import iso3166

from content.dates import written
from content.journey import journey
from content.tell import line_of, telling

PERSON = {
    "name": "Name", "email": "E-mail", "country": "Country", "company": "Company", "phone": "Phone",
    "address": "Address", "own_reference": "Your reference",
}  # fmt: skip
ON_A_WAY = ("refund", "warranty", "paid")


class Standing(NamedTuple):
    """The four answers, the stops, and what not to do yet."""

    who: str
    since: str
    by: str
    how: str
    stops: list
    caution: str


def standing(vendor, request):
    """The Standing of a request whose units are all received."""
    policy = vendor.policy(request.revision)
    kind = request.batches[0].verdict["kind"]
    stops = journey(vendor, policy, kind if kind in ON_A_WAY else "warranty")
    promised = line_of(vendor, policy, "rma-time")
    asking = line_of(vendor, policy, "status-channel")
    return Standing(
        who=f"{vendor.name}'s support looks at your request",
        since=moment(request.created),
        by=promised.text or f"{vendor.name} has published no time",
        how=asking.text or f"Answer the mail that brought your ticket. {asking.silent}",
        stops=journey(vendor, policy, kind if kind in ON_A_WAY else "warranty", now=stops[1].id),
        caution="Do not send anything yet. A parcel without an RMA number may come back or be held up.",
    )


def verdicts(vendor, request):
    """[(batch, its outcome told again by the revision that judged it)]."""
    policy = vendor.policy(request.revision)
    return [(batch, telling(vendor, policy, policy.rule(batch.verdict["rule"]))) for batch in request.batches]


def moment(stamp):
    """'22 November 2026, 10:04 UTC'."""
    when = datetime.fromisoformat(stamp)
    return f"{written(when.date())}, {when:%H:%M} UTC"


def person_rows(person, edit=""):
    """[(label, text, address of *Change*, its hidden words)] of who asks, less what was left empty."""
    country = iso3166.countries.get(person["country"], None)
    told = person | {"country": country.apolitical_name if country else person["country"]}
    return [
        (label, told[name], edit and f"{edit}#{name}", f"your {label.lower()}")
        for name, label in PERSON.items()
        if told[name]
    ]
