"""The support desk: its pages, which open for nobody who is not signed in."""

from flask import Blueprint
from flask_wtf.csrf import generate_csrf

from forms.desk.session import keep_out

pages = Blueprint("desk", __name__, url_prefix="/rma/desk", template_folder=None)
pages.before_request(keep_out)


@pages.context_processor
def token():
    """Every desk page has a button that posts, if only the one to sign out."""
    return {"csrf_token": generate_csrf}


# Each hangs its views on `pages`.
from forms.desk import case, door, export, figures, goodsin, hold, life, queue, search, steps  # noqa: E402, F401
