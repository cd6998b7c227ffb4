"""The support desk: its pages, which open for nobody who is not signed in."""

from flask import Blueprint
from flask_wtf.csrf import generate_csrf

from forms.mail.layout import read_at_desk

pages = Blueprint("desk", __name__, url_prefix="/rma/desk", template_folder=None)
pages.add_app_template_filter(read_at_desk)


@pages.context_processor
def token():
    """Every desk page has a button that posts, if only the one to sign out."""
    return {"csrf_token": generate_csrf}


# Each hangs its views on `pages`.
from forms.desk import case, door, export, figures, goodsin, hold, life, queue, search, silence, steps  # noqa: E402, F401

pages.before_request(door.keep_out)
