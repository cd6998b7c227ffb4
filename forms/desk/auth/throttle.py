"""Slows down whoever guesses passwords, and nobody else: who comes from another address finds an open door."""

from forms.store.attempts import forget_attempts, note_attempt
from forms.web.network import in_words, sealed
from forms.web.request_context import get_store, stamp

FREE_TRIES, FREE_TRIES_OF_ALL = 5, 30  # at one login from one network, and from one network at all


def knock(login):
    """Count a try at this login from where the request comes; the seconds to wait where there were too many."""
    own, shared = _doors(login)
    return note_attempt(get_store(), {own: FREE_TRIES, shared: FREE_TRIES_OF_ALL}, stamp())


def let_in(login):
    """Forget the tries at this login from here: the last one was right."""
    forget_attempts(get_store(), *_doors(login))


def wait_sentence(seconds):
    """What whoever must wait is told."""
    return f"Too many tries went wrong. Wait {in_words(seconds)}, then try again."


def _doors(login):
    """The names of the two doors, which tell nobody what they stand for."""
    return sealed(f"desk login {login.casefold()}"), sealed("desk any login")
