"""Which dealer may see a request, in words."""

from flask import current_app

from content.loading.dealers import find_dealer


def dealer_name(one):
    """The name of the dealer who may see a request; of one no longer listed the code; empty where none may."""
    dealer = find_dealer(current_app.dealers, one.dealer, one.vendor)
    return dealer.name if dealer else one.dealer


def sees_words(one):
    """Which dealer may see a request, in a sentence's words; empty where none may."""
    name = dealer_name(one)
    return f"{name} may see where it stands" if name else ""
