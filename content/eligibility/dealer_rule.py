"""What a policy says of products bought from a dealer."""

from msgspec import structs


def dealer_first(policy):
    """Whether a vendor sends its dealers' customers to the dealer."""
    kinds = {rule.outcome.kind for rule in policy.rules}
    return "dealer" in kinds and not policy.facts.dealer_purchase.silent


def for_dealer(vendor, rule):
    """A rule that sends customers to their dealer, as it holds for that dealer: there is nobody else to ask."""
    if rule.outcome.kind != "dealer":
        return rule
    words = {"kind": "ask", "title": "You ask as the dealer", "text": f"{vendor.name} takes it from you."}
    return structs.replace(rule, outcome=structs.replace(rule.outcome, **words))
