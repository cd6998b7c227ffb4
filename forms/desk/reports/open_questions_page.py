"""The page of open questions: how often requests met each question a vendor's text leaves open, and were answered."""

from typing import NamedTuple

from flask import Blueprint, current_app, render_template

from content.eligibility.revision_in_force import in_force
from content.schema.facts import KEYS
from content.wording.catalog import fill, read_words
from forms.desk.case.opened_case import vendor_name
from forms.store.desk.open_questions import questions_asked
from forms.web.request_context import get_store, open_vendors, today_of

pages = Blueprint("open_questions", __name__)


class Row(NamedTuple):
    """A question as it was counted, and in words, and whether the vendor's text leaves it open today."""

    asked: dict
    question: str
    still_open: bool


@pages.get("/silence/")
def silence():
    silent = {slug: silent_today(current_app.vendors[slug]) for slug in open_vendors()}
    rows = [row_of(asked, silent) for asked in questions_asked(get_store())]
    asked = {(row.asked["vendor"], row.asked["fact"]) for row in rows}
    never = {vendor_name(slug): sum((slug, key) not in asked for key in keys) for slug, keys in silent.items()}
    return render_template("open_questions.html", rows=rows, never=never)


def row_of(asked, silent):
    """The Row of a question as it was counted; a vendor or a fact that is no longer known stands under its own id."""
    vendor, fact = asked["vendor"], asked["fact"]
    words = read_words().facts.get(fact)
    question = fill(words.question, vendor=vendor_name(vendor)) if words else fact
    return Row(asked, question, fact in silent.get(vendor, ()))


def silent_today(vendor):
    """The keys of the facts on which the vendor's text in force is silent."""
    policy = in_force(vendor, today_of(vendor))
    return {key for key in KEYS if policy.fact(key).silent}
