"""Sessions of the desk: a random token in the browser's cookie, its hash in the store."""

import hashlib
import re
import secrets
from contextlib import suppress

from flask import after_this_request, current_app, g, request
from flask import session as small_cookie

from forms.records.errors import CannotWrite
from forms.store.desk.sessions import keep_session, read_session
from forms.web.request_context import get_store, timestamp

QUEUE, SIGN_IN = "/rma/desk/", "/rma/desk/sign-in/"
# What a browser could read as another host is not in these letters: no second slash, no dot, no "%" in the path.
LOCAL = re.compile(r"/rma/desk/(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]*(?:\?[A-Za-z0-9=&%+._~-]*)?")
LONGEST = 500


def recognise():
    """Put who is signed in, by the browser's token, into g.staff, and say whether anybody is."""
    _enter(request.cookies.get(cookie_name(), ""))
    if g.staff:
        with suppress(CannotWrite):  # a page can still be read while the file is busy
            keep_session(get_store(), g.signed_in, timestamp())
    return bool(g.staff)


def _enter(token):
    g.signed_in = read_session(get_store(), hashed(token), timestamp())
    g.staff = g.signed_in and g.signed_in.staff


def local_path(text):
    """The path to go on to, where it is one of the desk; else that of the queue."""
    return text if len(text) <= LONGEST and LOCAL.fullmatch(text) else QUEUE


def hashed(token):
    """The hash of a token, as it is stored."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def new_token():
    """A new random token."""
    return secrets.token_urlsafe(32)


def cookie_name():
    """The name of the token's cookie; with https its prefix keeps other hosts from setting it."""
    return "__Host-desk" if _secure() else "desk"


def begin_anew(token):
    """Go on with a new session's token in its cookie; the form's is emptied, so that no form token of before fits."""
    own = small_cookie.get("own")
    small_cookie.clear()
    small_cookie.update({"own": own} if own else {})  # what was begun in this browser stays its own
    g.pop("csrf_token", None)
    _enter(token)

    @after_this_request
    def hand_over(answer):
        answer.set_cookie(cookie_name(), token, path="/", secure=_secure(), httponly=True, samesite="Lax")
        return answer


def take_back(answer):
    """Delete the token's cookie and empty the form's."""
    small_cookie.clear()
    answer.delete_cookie(cookie_name(), path="/", secure=_secure(), httponly=True, samesite="Lax")
    return answer


def _secure():
    return current_app.settings.url.startswith("https:")
