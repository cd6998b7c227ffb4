"""Which answers a policy and its catalogue judge by: whether a question can matter, and for which purposes."""

from content.eligibility.decision_tree import live_rules
from content.schema.facts import KEYS
from content.schema.policy import CLOSED_QUESTIONS, SELLER
from content.schema.when import Situation, fits


def purposes_asking(policy, products, id):
    """The purposes for which the answer to a question can change what is judged or told."""
    return tuple(purpose for purpose in CLOSED_QUESTIONS["purpose"] if _matters(policy, products, id, purpose))


def seller_matters(policy, products):
    """Whether it matters where it was bought: from the vendor itself, a dealer or somebody else."""
    return bool(purposes_asking(policy, products, SELLER))


def a_rule_asks(policy, id):
    """Whether a rule looks at a question, so that the checker asks it."""
    return any(id in rule.when for rule in policy.rules)


def _matters(policy, products, id, purpose):
    looked_at = {question for rule in live_rules(policy, {"purpose": purpose}) for question in rule.when}
    rows = _rows(policy, products, looked_at)
    return id in looked_at or any(id in row.when and _may_hold(row, purpose) for row in rows)


def _rows(policy, products, looked_at):
    """The rows of every fact, of the windows that are looked at, and of the catalogue where the warranty is."""
    yield from (row for key in KEYS for row in policy.rows(key))
    yield from (row for name in policy.windows if name in looked_at for row in policy.window(name))
    yield from products.warranty if "warranty" in looked_at else ()


def _may_hold(row, purpose):
    return fits(row.when, Situation(purpose=purpose)) is not False
