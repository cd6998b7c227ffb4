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
from forms.desk.auth import sign_in_page  # noqa: E402, F401
from forms.desk.case import case_page, lifecycle_page, step_page  # noqa: E402, F401
from forms.desk.goods_in import goods_in_page  # noqa: E402, F401
from forms.desk.queue import claim_page, queue_page, search_page  # noqa: E402, F401
from forms.desk.reports import export_page, figures_page, open_questions_page  # noqa: E402, F401

pages.before_request(sign_in_page.keep_out)
