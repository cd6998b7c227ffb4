"""The network a visitor comes from, and the hashed names under which visits and attempts are counted in the store."""

import hmac
from ipaddress import ip_address, ip_network

from flask import current_app, request


def network():
    """The network this visit comes from, as text: an IPv4 address, or the /64 network of an IPv6 address."""
    # Whoever has one IPv6 address can use every other one of the same /64 network.
    try:
        address = ip_address((request.remote_addr or "").partition("%")[0])
    except ValueError:
        return request.remote_addr or ""
    if address.version == 6 and not address.ipv4_mapped:
        return str(ip_network((int(address), 64), strict=False))
    return str(getattr(address, "ipv4_mapped", None) or address)


def counted_name(what):
    """The hashed name under which something from this network is counted."""
    return counted_name_everywhere(f"{what} from {network()}")


def counted_name_everywhere(what):
    """The hashed name under which something is counted from whatever network it comes."""
    return hmac.digest(current_app.secret_key.encode(), what.encode(), "sha256").hex()
