"""The vendor's form rule: groups batches into the fewest requests it allows, and never merges or loses one.

`model-and-problem` puts cameras of one model with one problem together, `one-report` all of them, `per-unit` none;
a vendor that is silent gets the batches as they are. Each batch comes under the rule of its own case.
"""

from content.eligibility.catalogue import comparable
from content.schema.facts import FormLimit
from forms.rma.ways import grouped

RULES = ("model-and-problem", "one-report", "per-unit")


def requests_of(policy, batches, together=False):
    """[[batch, …], …]: one list a request, in the order typed. `together` takes two untold problems for the same."""
    by_rule = grouped(batches, lambda batch: rule_of(policy, batch))
    requests = [request for rule, some in by_rule.items() for request in split(rule, some, together)]
    return sorted(requests, key=lambda request: request[0].line)


def rule_of(policy, batch):
    """The form rule that holds for a judged batch, as the fact has it; UNSET where the text is silent."""
    return policy.fact("units-per-form", batch.verdict.rule.situation(batch.case.situation)).value


def alike(policy, batches):
    """Whether some batches stand apart only because nobody can tell that their problem is the same."""
    return len(requests_of(policy, batches, together=True)) < len(requests_of(policy, batches))


def split(rule, batches, together=False):
    """The same by one rule for all of the batches."""
    if isinstance(rule, FormLimit):
        requests = split(rule.rule, batches, together)
        return [part for request in requests for part in _parts_of(request, rule.at_most)]
    if rule not in RULES:
        return [[batch] for batch in batches]
    if rule == "per-unit":
        return [[batch._replace(units=(unit,))] for batch in batches for unit in batch.units]
    return list(grouped(batches, lambda batch: _key(rule, batch, together)).values())


def _parts_of(request, most):
    """A request in parts of at most so many units."""
    units = [(batch, unit) for batch in request for unit in batch.units]
    for first in range(0, len(units), most):
        by_batch = grouped(units[first : first + most], lambda pair: pair[0].line).values()
        yield [pairs[0][0]._replace(units=tuple(unit for _, unit in pairs)) for pairs in by_batch]


def _key(rule, batch, together):
    if rule == "one-report":
        return ()
    symptom = batch.answers["symptom"] if batch.case.purpose == "repair" else batch.case.purpose
    told = symptom not in ("other", "message") or together
    model = batch.found.model
    return comparable(model) or model, symptom, "" if told else _words(batch)


def _words(batch):
    return " ".join((batch.answers["problem"] + " " + batch.answers["error_text"]).lower().split())
