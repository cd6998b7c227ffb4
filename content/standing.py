"""Where a request stands: whose turn, since when, by when, how to ask, and the stops of its way."""

from datetime import datetime
from typing import NamedTuple

from content.dates import written
from content.journey import journey
from content.numbers import show_ticket
from content.tell import line_of


class Standing(NamedTuple):
    """The four answers, the stops, and what not to do yet."""

    who: str
    since: str
    by: str
    how: str
    stops: tuple
    caution: str


def standing(vendor, request):
    """The Standing of a request whose units are all received."""
    policy = policy_of(vendor, request)
    promised, without = (line_of(vendor, policy, key) for key in ("rma-time", "without-rma"))
    return Standing(
        who=f"{vendor.name}'s support looks at your request",
        since=moment(request.created),
        by=promised.text or f"{vendor.name} has published no time",
        how=how_to_ask(vendor, request),
        stops=stops_of(vendor, request),
        caution=f"Do not send anything yet. {without.text}".strip(),
    )


def how_to_ask(vendor, request):
    """How this vendor wants to be asked, with the request's own ticket."""
    asking = line_of(vendor, policy_of(vendor, request), "status-channel")
    told = asking.text.replace("[#TICKET]", f"[#{show_ticket(request.ticket)}]")
    return told or f"Answer the mail that brought your ticket. {asking.silent}"


def stops_of(vendor, request):
    """The stops of the request's way; the vendor is at the second."""
    return journey(vendor, policy_of(vendor, request), kind_of(request), at=1)


def policy_of(vendor, request):
    """The revision that judged a request; the newest where that one is no longer kept."""
    return next((policy for policy in vendor.policies if policy.name == request.revision), vendor.policies[0])


def kind_of(request):
    """The kind all batches share, or "ask" where they differ: no one way can be told yet."""
    kinds = {batch.verdict["kind"] for batch in request.batches}
    return kinds.pop() if len(kinds) == 1 else "ask"


def moment(stamp):
    """'22 November 2026, 10:04 UTC'."""
    when = datetime.fromisoformat(stamp)
    return f"{written(when.date())}, {when:%H:%M} UTC"
