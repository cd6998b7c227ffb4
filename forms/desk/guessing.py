"""Slows down whoever guesses passwords, and nobody else: who comes from another address finds an open door."""

import hmac
from ipaddress import ip_address, ip_network

from flask import current_app, request

from forms.here import get_store, stamp

FREE_TRIES, FREE_TRIES_OF_ALL = 5, 30  # at one login from one network, and from one network at all


def knock(login):
    """Count a try at this login from where the request comes; the seconds to wait where there were too many."""
    own, shared = _doors(login)
    return get_store().knock({own: FREE_TRIES, shared: FREE_TRIES_OF_ALL}, stamp())


def let_in(login):
    """Forget the tries at this login from here: the last one was right."""
    get_store().let_in(*_doors(login))


def wait_sentence(seconds):
    """What whoever must wait is told."""
    count, unit = (seconds, "second") if seconds < 60 else (-(-seconds // 60), "minute")
    return f"Too many tries went wrong. Wait {count} {unit}{'' if count == 1 else 's'}, then try again."


def _doors(login):
    """The names of the two doors, which tell nobody what they stand for."""
    return _sealed(f"login {login.casefold()} from {_network()}"), _sealed(f"any login from {_network()}")


def _sealed(door):
    return hmac.digest(current_app.secret_key.encode(), f"desk {door}".encode(), "sha256").hex()


def _network():
    # Whoever has one address of the newer kind has all that begin like it.
    try:
        address = ip_address((request.remote_addr or "").partition("%")[0])
    except ValueError:
        return request.remote_addr
    if address.version == 6 and not address.ipv4_mapped:
        return str(ip_network((int(address), 64), strict=False))
    return str(getattr(address, "ipv4_mapped", None) or address)
