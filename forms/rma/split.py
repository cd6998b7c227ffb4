"""The vendor's form rule: groups batches into the fewest requests it allows, and never merges or loses one.

`model-and-problem` puts cameras of one model with one problem together, `one-report` all of them, `per-unit` none;
a vendor that is silent gets the batches as they are.
"""

from content.eligibility.catalogue import comparable
from forms.rma.status import grouped

RULES = ("model-and-problem", "one-report", "per-unit")


def split(rule, batches, together=False):
    """[[batch, …], …]: one list a request, in the order typed. `together` takes two untold problems for the same."""
    if rule not in RULES:
        return [[batch] for batch in batches]
    if rule == "per-unit":
        return [[batch._replace(units=(unit,))] for batch in batches for unit in batch.units]
    return list(grouped(batches, lambda batch: _key(rule, batch, together)).values())


def alike(rule, batches):
    """Whether some batches stand apart only because nobody can tell that their problem is the same."""
    return len(split(rule, batches, together=True)) < len(split(rule, batches))


def _key(rule, batch, together):
    if rule == "one-report":
        return ()
    symptom = batch.answers["symptom"] if batch.case.purpose == "repair" else batch.case.purpose
    told = symptom not in ("other", "message") or together
    model = batch.found.model
    return comparable(model) or model, symptom, "" if told else _words(batch)


def _words(batch):
    return " ".join((batch.answers["problem"] + " " + batch.answers["error_text"]).lower().split())
