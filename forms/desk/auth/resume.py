"""What was typed when the session was over: the browser carries it through the sign-in, and it is stored nowhere."""

from typing import NamedTuple
from urllib.parse import urlencode

from flask import current_app, request
from werkzeug.exceptions import HTTPException

from forms.desk.auth.session import local_path
from forms.web.security import LONGEST, MOST_KEYS
from forms.web.unavailable import SECRET

PREFIX = "kept-"
SIGN_IN_PAGES = "desk.auth."  # nothing is typed there but a password
LOOK = {"desk.step.step": "show", "desk.goods_in.parcel": "compare"}  # what is mailed is shown first
WRITTEN = ("words", "more", "said", "text", "scanned", "scan")
OWN_KEYS, OWN_BYTES = 8, 4096  # of a sign-in itself


class Carried(NamedTuple):
    """A post that was not read: the desk's path it was for, and its fields as they came."""

    to: str
    fields: tuple  # (name, value)

    @property
    def look(self):
        """What to ask for in place of what was asked, so that nothing is sent unseen; empty where nothing is mailed."""
        return LOOK.get(_endpoint(self.to), "")

    @property
    def again(self):
        """The fields to be posted once more."""
        return [(name, text) for name, text in self.fields if name != "do" or not self.look]

    @property
    def written(self):
        """What somebody wrote at length, to be read back."""
        return [text for name, text in self.fields if name in WRITTEN and text.strip()]

    @property
    def fits(self):
        """Whether a sign-in can carry it: a post has an end."""
        long = len(urlencode([(PREFIX + name, text) for name, text in self.fields]))
        return len(self.fields) <= MOST_KEYS - OWN_KEYS and long <= LONGEST - OWN_BYTES


def interrupted():
    """What the post in hand brought to a page of the desk; None where that is nothing to be kept."""
    return _carried(request.path, request.form.items(multi=True))


def brought():
    """What a sign-in carries along, as its page has it; None where it carries nothing."""
    kept = ((name, text) for name, text in request.form.items(multi=True) if name.startswith(PREFIX))
    return _carried(request.form.get("to", ""), ((name.removeprefix(PREFIX), text) for name, text in kept))


def _carried(to, fields):
    fields = tuple((name, text) for name, text in fields if name not in SECRET)
    known = local_path(to) == to and _endpoint(to).startswith("desk.") and not _endpoint(to).startswith(SIGN_IN_PAGES)
    return Carried(to, fields) if fields and known else None


def _endpoint(path):
    try:
        return current_app.create_url_adapter(request).match(path, method="POST")[0]
    except HTTPException:
        return ""
