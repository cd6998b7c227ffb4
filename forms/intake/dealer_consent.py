"""What a dealer may see: who a link names, what they would see, and whether the customer wants that."""

from flask import current_app
from wtforms import SelectChoice

from content.eligibility.dealer_rule import dealer_first
from forms.web.dealer_names import dealer_of

UNANSWERED = "Say whether {name} may see where it stands; “No” changes nothing else."
ANSWERS = {"yes": "{name} may see where it stands", "no": "{name} sees nothing of it"}


def with_dealer(form):
    """The form, its dealer looked up: known, and asked about where the form's end is a request; or forgotten."""
    typed, form.known = form.dealer.data or "", dealer_of(form.dealer.data, form.VENDOR.slug)
    form.dealer.data = form.known.code if form.known else ""
    form.stranger = bool(typed.strip()) and not form.known
    if not form.known or not is_kept_here(form.VENDOR):
        form.dealer_sees.data = None
    elif form.for_customer.data and form.dealer_sees.data != "no":
        form.dealer_sees.data, form.itself = "yes", True
    elif dealer_first(form.POLICY):
        form.dealer_sees.data = None  # the review asks, where a request is made after all
    else:
        _ask(form, form.known.name)
    return form


def ask_on_review(form, answers, vendor, policy):
    """The review's form; with the question where a request is made of what may have become a sheet."""
    dealer = dealer_of(answers["dealer"], vendor.slug)
    if dealer and is_kept_here(vendor) and dealer_first(policy) and not answers["for_customer"]:
        _ask(form, dealer.name)
    return form


def is_kept_here(vendor):
    """Whether a vendor's requests are made here, and there is something to see."""
    return current_app.settings.of_vendor(vendor.slug).intake != "handover"


def answer_words(answers, slug):
    """What the customer answered about a dealer, in words; empty where nobody was asked."""
    dealer = dealer_of(answers["dealer"], slug)
    answer = ANSWERS.get(answers.get("dealer_sees"), "")
    return answer.format(name=dealer.name) if dealer else ""


def _ask(form, name):
    form.dealer_sees.choices = [SelectChoice("yes", f"Yes, {name} may see that"), SelectChoice("no", "No")]
    form.asked = name
    form.unanswered = "" if form.dealer_sees.data in ANSWERS else UNANSWERED.format(name=name)
