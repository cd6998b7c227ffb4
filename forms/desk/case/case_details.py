"""The parts of a case page: batches with their verdicts, open questions, known fixes, the vendor's own numbers."""

from typing import NamedTuple

from flask import current_app

from content.explain.fixes import fixes_for
from content.explain.outcome import badge_of
from content.wording.catalog import read_words
from content.wording.possessive import possessive
from forms.rma.request_summary import SummaryRow, stored_batch_rows
from forms.rma.ways import way_of
from forms.steps.rejudge import basis_of


class BatchDetails(NamedTuple):
    """A batch: its badge and SummaryRows, what support decided instead of its verdict, and what it was judged by."""

    batch: object
    badge: str
    rows: list
    decided: list
    basis: object


def batch_details(vendor, request, batch):
    """The BatchDetails of a batch."""
    ways = {way_of(request, unit) for unit in batch.units} - {batch.verdict["kind"]}
    decided = [read_words().kinds[way].name for way in sorted(ways)]
    basis = basis_of(vendor, request, batch, current_app.config["ARCHIVE"])
    badge = badge_of(batch.verdict["kind"], batch.verdict.get("claimed"))
    return BatchDetails(batch, badge, stored_batch_rows(vendor, request, batch), decided, basis)


def question_keys(request):
    """The keys of the facts that the vendor's text leaves open for a request."""
    return [key for batch in request.batches for key in batch.verdict["questions"]]


def known_fixes(vendor, request):
    """{id: a known fix} for the batches of a request."""
    found = (fix for batch in request.batches for fix in fixes_for(vendor, batch.symptom, batch.family))
    return {fix.id: fix for fix in found}


def vendor_number_rows(vendor, request):
    """SummaryRows of the vendor's own numbers, as the customer wrote them down."""
    numbers = {"own ticket": request.their_ticket, "own RMA number": request.their_rma}
    return [SummaryRow(f"{possessive(vendor.name)} {name}", number) for name, number in numbers.items() if number]
