"""The form's pages: shown, filled by a link, given back with its faults, kept as a draft."""

from flask import Blueprint, abort, current_app, redirect, render_template, request

from content.eligibility.answers import read_answers
from content.eligibility.dealer_rule import dealer_first
from content.explain.facts import fact_line
from content.explain.outcome import answers_in_words
from content.pages.page import page_context
from content.schema.when import PLACES
from forms.intake.dealer_consent import with_dealer
from forms.intake.draft import answers_of, form_data, save
from forms.intake.form import form_of
from forms.intake.posted import fill_in, tidy
from forms.intake.validate import is_valid, too_many
from forms.records.errors import CannotRead
from forms.records.limits import MOST_BATCHES
from forms.store.drafts import read_draft
from forms.web.own_drafts import is_own, own_draft, remember
from forms.web.page_again import NotDone, PageError, errors_of, page_again
from forms.web.request_context import expired, get_store, open_vendor_or_404, text_in_force

pages = Blueprint("intake", __name__, url_prefix="/rma")
PREFILL = ("purpose", "answers", "dealer")


@pages.route("/<slug>/", methods=["GET", "POST"])
def ask(slug):
    vendor = open_vendor_or_404(slug)
    if request.method == "POST":
        return take_form(_typed_form(vendor, request.form))
    return show_form(_typed_form(vendor, _prefilled(request.args)))


@pages.route("/edit/<key>/", methods=["GET", "POST"])
def edit(key):
    if request.method == "POST":
        draft = _in_hand(key)
        vendor = open_vendor_or_404(draft.vendor if draft else request.form.get("vendor", ""))
        return take_form(_typed_form(vendor, request.form), draft)
    draft = own_draft(key)
    if expired(draft):
        abort(404)
    # Of a new request the customer is asked anew what their dealer may see.
    anew, vendor = {"dealer_sees": ""} if draft.confirmed else {}, open_vendor_or_404(draft.vendor)
    data = form_data(draft.answers, text_in_force(vendor, draft.answers["person"]["country"])) | anew
    return show_form(_form(vendor, data=data), draft)


def _in_hand(key):
    """The draft that a post goes on with; None where it ran out or is not this browser's.

    What was typed is all in the post, and goes into a new one.
    """
    draft = read_draft(get_store(), key)
    return draft if draft and is_own(key) and not expired(draft) else None


def _form(vendor, posted=None, data=None):
    policy = text_in_force(vendor, (posted or data or {}).get("country") or "")
    return with_dealer(form_of(vendor, policy)(posted, data=data))


def _typed_form(vendor, typed):
    """The form with what was typed, and what the checker was told in place of what was not asked."""
    posted = tidy(typed)
    known = read_answers(posted.get("answers", ""), text_in_force(vendor, posted.get("country", "")))
    return _form(vendor, fill_in(posted, known))


def _prefilled(given):
    """What a link brings, as if it had been typed: model, serials, purpose, seller, dealer, the checker's answers."""
    first = {name: given.get(name, "") for name in ("model", "bought_from")}
    first["serials"] = "\n".join(given.getlist("serial"))
    return {name: given[name][:400] for name in PREFILL if name in given} | {
        f"batches-0-{name}": text for name, text in first.items() if text
    }


def _form_again(fault, form, draft=None):
    return show_form(form, draft, errors_of(fault, "send"))


@page_again(_form_again, CannotRead)
def take_form(form, draft=None):
    """Do what the button says: change the form, or keep it and lead on to its review."""
    button, _, number = request.form.get("do", "").partition("-")
    if button in CHANGES:
        return show_form(form, draft, fresh=CHANGES[button](form, number))
    if not is_valid(form):
        raise NotDone(errors=form.faults())
    return redirect(f"/rma/review/{keep(form, draft)}/", 303)


def add_batch(form, _):
    """One more batch, with the purchase and the places of the last one; what was typed stays. Gives its place."""
    if len(form.batches) >= MOST_BATCHES:
        raise NotDone(errors=[PageError("add", too_many("groups", MOST_BATCHES, len(form.batches) + 1))])
    last = form.batches[-1].form
    places = (question.field for question in last.OWN if question.id in PLACES)
    form.batches.append_entry({name: last[name].data for name in ("bought_from", *last.DAYS, *places)})
    return len(form.batches) - 1


def remove_batch(form, number):
    if len(form.batches) > 1 and number in map(str, range(len(form.batches))):
        form.batches.pop_entry(int(number))


def forget_answers(form, _):
    form.answers.data = ""


# By the value of a button that keeps nothing; after a hyphen the place of the batch it is about.
CHANGES = {"add": add_batch, "remove": remove_batch, "forget": forget_answers}


def show_form(form, draft=None, errors=(), fresh=None):
    """The form's page; `fresh` is the place of the batch that was just added."""
    vendor, policy = form.VENDOR, form.POLICY
    said = read_answers(form.answers.data or "", policy)
    settled = form.purpose.data if form.purpose.data == said.get("purpose") else ""
    return render_template(
        "form.html", errors=errors, form=form, said=said, settled=settled, fresh=fresh,
        told=answers_in_words(policy, said_for_all(form, said)),
        draft=draft, ready=fact_line(vendor, policy, "have-ready").told, **_end_of(form),
        **page_context(vendor, policy),
    )  # fmt: skip


def said_for_all(form, said):
    """What the checker was told, less what several groups each show for themselves."""
    apart = {"bought_from", "warranty", *(question.id for question in form.batches[0].form.OWN)}
    return {id: answer for id, answer in said.items() if len(form.batches) == 1 or id not in apart}


def _end_of(form):
    """What the form's words depend on: how it ends as filled in so far, and what is said of buying from a dealer.

    `end`: in a sheet for a "dealer", else as the vendor takes requests in: "kiosk", "mailbox" or "handover".
    """
    vendor, first = form.VENDOR, dealer_first(form.POLICY) and not form.for_customer.data
    sold = [first and batch.form.bought_from.data == "dealer" for batch in form.batches]
    notice = fact_line(vendor, form.POLICY, "dealer-purchase").told if sold[0] else ""
    end = "dealer" if all(sold) else current_app.settings.of_vendor(vendor.slug).intake
    return {"end": end, "dealer_first": first, "notice": notice}


def keep(form, draft):
    """Save the form as a draft; one confirmed, or changed in another window, stays as it is and a copy is begun."""
    answers = answers_of(form)
    same = draft and request.form.get("was", draft.digest) == draft.digest
    key = save(form.VENDOR, answers, draft.key if same else None) or save(form.VENDOR, answers)
    remember(key)
    return key
