"""Which dealer may see a request, in words."""

from flask import current_app

from content.loading.dealers import find_dealer


def dealer_of(code, slug):
    """The Dealer of a code who sells a vendor's products, or None."""
    return find_dealer(current_app.dealers, code, slug)


def dealer_name(request):
    """The name of the dealer who may see a request, the code of a dealer no longer listed, or an empty text."""
    dealer = dealer_of(request.dealer, request.vendor)
    return dealer.name if dealer else request.dealer


def dealer_sees_words(request):
    """A sentence that names the dealer who may see a request; empty where none may."""
    name = dealer_name(request)
    return f"{name} may see where it stands" if name else ""
