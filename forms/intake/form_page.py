"""The form's pages: shown, filled by a link, given back with its faults, kept as a draft."""

from flask import Blueprint, abort, current_app, redirect, render_template, request

from content.eligibility.answers import read_answers
from content.eligibility.revision_in_force import in_force
from content.explain.facts import fact_line
from content.explain.outcome import answers_in_words
from content.pages.page import page_context
from forms.intake.dealer_consent import with_dealer
from forms.intake.draft import answers_of, form_data, new_draft, save_within_limits
from forms.intake.opening import opening
from forms.intake.policy_form import form_of
from forms.intake.posted import fill_in, tidy
from forms.intake.validate import is_valid, too_many_batches
from forms.records.errors import TooLarge, TooMany, Unavailable
from forms.records.limits import MOST_BATCHES
from forms.store.drafts import read_draft
from forms.web.network import wait_words
from forms.web.own_drafts import is_own, own_draft, remember
from forms.web.request_context import expired, get_store, open_vendor_or_404, timestamp, today_of
from forms.web.unavailable import retry_after, unstored_words

pages = Blueprint("intake", __name__, url_prefix="/rma")
TOO_LARGE = "This form holds more than can be kept. Shorten the longest messages, or send it in two forms."
TOO_MANY = (
    "Very many forms were begun from your network within an hour, so this one cannot be taken yet. Nothing you typed is"
    " lost while this page is open: press the button again in {wait}."
)
PREFILL = ("purpose", "answers", "dealer")


def policy_of(vendor):
    return in_force(vendor, today_of(vendor))


@pages.route("/<slug>/", methods=["GET", "POST"])
def ask(slug):
    vendor = open_vendor_or_404(slug)
    if request.method == "GET":
        return show_form(vendor, with_dealer(form_of(policy_of(vendor))(_prefilled(vendor)).for_vendor(vendor), vendor))
    return take_form(vendor)


@pages.route("/edit/<key>/", methods=["GET", "POST"])
def edit(key):
    if request.method == "POST":
        draft = _in_hand(key)
        return take_form(open_vendor_or_404(draft.vendor if draft else request.form.get("vendor", "")), draft)
    draft = own_draft(key)
    if expired(draft):
        abort(404)
    vendor = open_vendor_or_404(draft.vendor)
    # Of a new request the customer is asked anew what their dealer may see.
    data = form_data(draft.answers) | ({"dealer_sees": ""} if draft.confirmed else {})
    form = form_of(policy_of(vendor))(None, data=data).for_vendor(vendor)
    return show_form(vendor, with_dealer(form, vendor), draft=draft)


def _in_hand(key):
    """The draft that a post goes on with; None where it ran out or is not this browser's.

    What was typed is all in the post, and goes into a new one.
    """
    draft = read_draft(get_store(), key)
    return draft if draft and is_own(key) and not expired(draft) else None


def _prefilled(vendor):
    """What a link brings, as if it had been typed: model, serials, purpose, seller, dealer, the checker's answers."""
    given = request.args
    brought = {name: given[name][:400] for name in PREFILL if name in given}
    first = {name: given.get(name, "") for name in ("model", "bought_from")}
    first["serials"] = "\n".join(given.getlist("serial"))
    brought |= {f"batches-0-{name}": text for name, text in first.items() if text}
    return fill_in(tidy(brought), read_answers(given.get("answers", ""), policy_of(vendor)))


def take_form(vendor, draft=None):
    posted = tidy(request.form)
    policy = policy_of(vendor)
    form = form_of(policy)(fill_in(posted, read_answers(posted.get("answers", ""), policy))).for_vendor(vendor)
    form = with_dealer(form, vendor)
    asked = request.form.get("do", "")
    if asked == "add":
        return add_batch(vendor, form, draft)
    if asked.startswith("remove-"):
        return remove_batch(vendor, form, draft, asked.removeprefix("remove-"))
    if asked == "forget":
        form.answers.data = ""
        return show_form(vendor, form, draft=draft)
    if not is_valid(form, vendor):
        return show_form(vendor, form, draft=draft, errors=form.faults()), 422
    try:
        return redirect(f"/rma/review/{keep(vendor, form, draft)}/", 303)
    except Unavailable as fault:
        return show_form(vendor, form, draft=draft, errors=[("send", unstored_words(fault))]), 503, retry_after(fault)
    except TooLarge:
        return show_form(vendor, form, draft=draft, errors=[("send", TOO_LARGE)]), 413
    except TooMany as flood:
        told = TOO_MANY.format(wait=wait_words(flood.seconds))
        return show_form(vendor, form, draft=draft, errors=[("send", told)]), 429, {"Retry-After": str(flood.seconds)}


def add_batch(vendor, form, draft):
    """One more batch, with the purchase of the last one; what was typed stays."""
    if len(form.batches) >= MOST_BATCHES:
        return show_form(vendor, form, draft=draft, errors=[("add", too_many_batches(len(form.batches) + 1))]), 422
    last = form.batches[-1].form
    form.batches.append_entry({name: last[name].data for name in ("bought_from", *dict(last.DAYS))})
    return show_form(vendor, form.for_vendor(vendor), draft=draft, fresh=len(form.batches) - 1)


def remove_batch(vendor, form, draft, number):
    if len(form.batches) > 1 and number in map(str, range(len(form.batches))):
        form.batches.pop_entry(int(number))
    return show_form(vendor, form.for_vendor(vendor), draft=draft)


def show_form(vendor, form, draft=None, errors=(), fresh=None):
    policy = policy_of(vendor)
    said = read_answers(form.answers.data or "", policy)
    told = {
        "form": form, "said": said, "told": answers_in_words(policy, said), "fresh": fresh, "draft": draft,
        "ready": fact_line(vendor, policy, "have-ready").text,
        "opens": opening(form, vendor),
    }  # fmt: skip
    return render_template("form.html", errors=errors, **page_context(vendor, policy), **told)


def keep(vendor, form, draft):
    """Save the form as a draft; one confirmed, or changed in another window, stays as it is and a copy is begun."""
    answers, settings = answers_of(form, policy_of(vendor)), current_app.settings
    same = draft and request.form.get("was", draft.digest) == draft.digest
    mine = new_draft(vendor, answers, timestamp(), settings.draft_hours, key=draft.key if same else None)
    if not save_within_limits(mine, settings):
        mine = new_draft(vendor, answers, timestamp(), settings.draft_hours)
        save_within_limits(mine, settings)
    remember(mine.key)
    return mine.key
