"""What a policy says of products bought from a dealer."""

from content.schema.policy import SELLER


def dealer_first(policy):
    """Whether a vendor sends its dealers' customers to the dealer, by the question who sold it."""
    sent = any(rule.outcome.kind == "dealer" and SELLER in rule.when for rule in policy.rules)
    return sent and not policy.fact("dealer-purchase").silent
