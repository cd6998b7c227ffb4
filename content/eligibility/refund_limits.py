"""What a refund leaves out: too many items, or a family that is never taken back; answered from facts, not asked."""

from msgspec import UNSET

from content.eligibility.catalogue import families_named, family_of


def too_many(policy, question, case, answer):
    """'yes' or 'no' by the number of items; by the `answer` given (or None) where nobody counted."""
    most = policy.facts.refund_at_most.value
    if case.count and most is not UNSET:
        return "yes" if case.count > most else "no"
    return answer or question.assume or "no"


def excluded(vendor, policy, question, case, answer):
    """'yes' for a family that is never refunded; the `answer` given is believed where the catalogue proves nothing.

    `assume` answers for a family that the fact does not name: "no" where it is empty, or "unknown".
    """
    never, family = policy.facts.refund_never.value, family_of(vendor, case.family)
    if family and never is not UNSET and any(family in families_named(vendor, name) for name in never):
        return "yes"
    return answer or (question.assume or "no" if family else "unknown")
