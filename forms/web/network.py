"""Where a request comes from: the network of its address, and its name in the store, which tells nobody what it is."""

import hmac
from ipaddress import ip_address, ip_network

from flask import current_app, request


def network():
    """The network this request comes from, as text."""
    # Whoever has one address of the newer kind has all that begin like it.
    try:
        address = ip_address((request.remote_addr or "").partition("%")[0])
    except ValueError:
        return request.remote_addr or ""
    if address.version == 6 and not address.ipv4_mapped:
        return str(ip_network((int(address), 64), strict=False))
    return str(getattr(address, "ipv4_mapped", None) or address)


def sealed(what):
    """The name by which something is counted that comes from this network."""
    return sealed_everywhere(f"{what} from {network()}")


def sealed_everywhere(what):
    """The name by which something is counted wherever it comes from."""
    return hmac.digest(current_app.secret_key.encode(), what.encode(), "sha256").hex()


def in_words(seconds):
    """How long to wait: '12 seconds', '3 minutes'."""
    count, unit = (seconds, "second") if seconds < 60 else (-(-seconds // 60), "minute")
    return f"{count} {unit}{'' if count == 1 else 's'}"
