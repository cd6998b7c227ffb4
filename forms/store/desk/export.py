"""Reads every unit out as one row with all that belongs to it; the names of the columns are a contract."""

from forms.records.person import PERSON

# Where each column of today stands; whoever adds one writes it behind the last.
CONTRACT = (
    "ticket", "unit", "part", "vendor", "revision", "revision_hash", "purpose", "created", "name", "email", "company",
    "phone", "address", "country", "own_reference", "role", "dealer", "model", "family", "symptom", "problem",
    "error_text", "bought_from", "purchased", "warranty_said", "rule", "kind", "decision", "line", "typed", "serial",
    "no_serial", "state", "since", "rma", "rma_issued", "rma_expires", "result", "reason", "new_serial",
    "order_number", "invoice_on", "shipment_on", "receipt_on", "activation_on", "manufacture_on", "answers",
)  # fmt: skip
COLUMNS = tuple(dict.fromkeys((*CONTRACT, *PERSON)))  # a field of the person that is new comes last by itself

# The rows come by their own number, so that two exports of one file are the same and a later one only adds below.
UNITS = """
SELECT unit.*, unit.id AS unit, batch.*, request.*, rma.issued AS rma_issued, rma.expires AS rma_expires,
    order_number, verdict ->> '$.rule' AS rule, verdict ->> '$.kind' AS kind, dates ->> '$.purchase' AS purchased,
    dates ->> '$.invoice' AS invoice_on, dates ->> '$.shipment' AS shipment_on, dates ->> '$.receipt' AS receipt_on,
    dates ->> '$.activation' AS activation_on, dates ->> '$.manufacture' AS manufacture_on
FROM unit
    CROSS JOIN batch ON batch.id = unit.batch
    CROSS JOIN request ON request.id = batch.request
    LEFT JOIN rma ON rma.number = unit.rma
    LEFT JOIN consent ON consent.id = unit.consent
WHERE request.created >= ?
ORDER BY unit.id
"""


def export_units(store, since=""):
    """Give a dictionary a unit, one after the other, of the requests made since that day (ISO; empty: of all)."""
    # One query is one look at the file: whoever writes meanwhile does not wait, and is not seen.
    for row in store.each(UNITS, [since]):
        yield {name: row[name] for name in COLUMNS}  # of columns of one name the first of the query
