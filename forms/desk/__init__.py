"""The support desk: its pages, which open for nobody who is not signed in."""

from flask import Blueprint

from forms.desk import cli
from forms.desk.auth import sign_in_page
from forms.desk.case import case_page, step_page
from forms.desk.case.opened_case import case_path, vendor_name
from forms.desk.goods_in import goods_in_page, parcel_page
from forms.desk.queue import claim_page, queue_page, search_page
from forms.desk.queue.rows import states_words
from forms.desk.reports import export_page, figures_page, open_questions_page
from forms.mail.layout import body_for_desk
from forms.records.rma_number import shown_in, shown_rma
from forms.rma.request_summary import country_name
from forms.rma.status import on_day, state_name, written_moment

pages = Blueprint("desk", __name__, url_prefix="/rma/desk")
for words in (
    body_for_desk, case_path, country_name, on_day, shown_in, shown_rma, state_name, states_words,
    vendor_name, written_moment,
):  # fmt: skip
    pages.add_app_template_filter(words)
pages.before_request(sign_in_page.keep_out)


for page in (
    sign_in_page, case_page, step_page, goods_in_page, parcel_page, claim_page, queue_page, search_page, export_page,
    figures_page, open_questions_page,
):  # fmt: skip
    pages.register_blueprint(page.pages)
pages.register_blueprint(cli.commands)
