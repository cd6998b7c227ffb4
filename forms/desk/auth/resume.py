"""Resumes a post after sign-in: what was typed when the session was over goes with the browser, stored nowhere."""

from typing import NamedTuple
from urllib.parse import urlencode

from flask import current_app, request
from werkzeug.exceptions import HTTPException

from forms.desk.auth.session import local_path
from forms.records.limits import MOST_POST_BYTES, MOST_POST_FIELDS
from forms.web.unavailable import SECRET

PREFIX = "kept-"
DESK_PAGES, SIGN_IN_PAGES = "desk.", "desk.auth."  # endpoints; on those of the sign-in nothing but passwords is typed
PREVIEW = {"desk.step.step": "show", "desk.parcel.parcel": "compare"}  # mails are read before they are sent
WRITTEN = ("words", "more", "said", "text", "scanned", "scan")
OWN_KEYS, OWN_BYTES = 8, 4096  # of a sign-in itself


class InterruptedPost(NamedTuple):
    """A post that was not carried out: the path of the desk it was for, and its fields as (name, value) pairs."""

    path: str
    fields: tuple

    @property
    def preview(self):
        """The button to press in place of the one pressed, so that no mail is sent unread; empty where none is sent."""
        return PREVIEW.get(_endpoint(self.path), "")

    @property
    def written(self):
        """The longer texts among the fields, to be read back."""
        return [text for name, text in self.fields if name in WRITTEN and text.strip()]

    @property
    def fits(self):
        """Whether a sign-in form can take its fields along: a post may only be so long."""
        long = len(urlencode([(PREFIX + name, text) for name, text in self.fields]))
        return len(self.fields) <= MOST_POST_FIELDS - OWN_KEYS and long <= MOST_POST_BYTES - OWN_BYTES


def interrupted_post():
    """The InterruptedPost in the request itself; None where it brings nothing worth keeping."""
    return _post(request.path, request.form.items(multi=True))


def post_in_sign_in():
    """The InterruptedPost that a sign-in form takes along; None where it takes none."""
    kept = ((name, text) for name, text in request.form.items(multi=True) if name.startswith(PREFIX))
    return _post(request.form.get("to", ""), ((name.removeprefix(PREFIX), text) for name, text in kept))


def _post(path, fields):
    fields, endpoint = tuple((name, text) for name, text in fields if name not in SECRET), _endpoint(path)
    known = local_path(path) == path and endpoint.startswith(DESK_PAGES) and not endpoint.startswith(SIGN_IN_PAGES)
    return InterruptedPost(path, fields) if fields and known else None


def _endpoint(path):
    try:
        return current_app.create_url_adapter(request).match(path, method="POST")[0]
    except HTTPException:
        return ""
