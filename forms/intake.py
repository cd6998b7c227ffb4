"""The form's pages: shown, filled by a link, given back with its faults, kept as a draft."""

from flask import Blueprint, current_app, redirect, render_template, request

from content.dates import judging_day, now
from content.links import read_answers
from content.load import in_force
from content.pages import shared
from content.tell import answered
from forms.draft import answers_of, form_data, new_draft
from forms.form import RequestForm
from forms.here import draft_or_404, get_store, stamp, vendor_or_404
from forms.posted import fill_in, tidy

pages = Blueprint("intake", __name__, url_prefix="/rma")
PREFILL = ("purpose", "answers", "dealer")


def policy_of(vendor):
    return in_force(vendor, judging_day(vendor.file.zone, now()))


@pages.route("/<slug>/", methods=["GET", "POST"])
def ask(slug):
    vendor = vendor_or_404(slug)
    if request.method == "GET":
        return show_form(vendor, RequestForm(_prefilled(vendor)).for_vendor(vendor))
    return take_form(vendor)


@pages.route("/edit/<key>/", methods=["GET", "POST"])
def edit(key):
    draft = draft_or_404(key)
    vendor = vendor_or_404(draft.vendor)
    if request.method == "GET":
        return show_form(vendor, RequestForm(None, data=form_data(draft.answers)).for_vendor(vendor))
    return take_form(vendor, draft)


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
    form = RequestForm(fill_in(posted, read_answers(posted.get("answers", ""), policy_of(vendor)))).for_vendor(vendor)
    asked = request.form.get("do", "")
    if asked == "add":
        return add_batch(vendor, form)
    if asked.startswith("remove-"):
        return remove_batch(vendor, form, asked.removeprefix("remove-"))
    if asked == "forget":
        form.answers.data = ""
        return show_form(vendor, form)
    if not form.good(vendor):
        return show_form(vendor, form, errors=form.faults()), 422
    return redirect(f"/rma/review/{keep(vendor, form, draft)}/", 303)


def add_batch(vendor, form):
    """One more batch, with the purchase of the last one; what was typed stays."""
    last = form.batches[-1].form
    form.batches.append_entry({name: last[name].data for name in ("bought_from", "bought_on", "warranty_said")})
    return show_form(vendor, form.for_vendor(vendor), fresh=len(form.batches) - 1)


def remove_batch(vendor, form, number):
    if len(form.batches) > 1 and number in map(str, range(len(form.batches))):
        form.batches.pop_entry(int(number))
    return show_form(vendor, form.for_vendor(vendor))


def show_form(vendor, form, errors=(), fresh=None):
    policy = policy_of(vendor)
    said = read_answers(form.answers.data or "", policy)
    told = shared(vendor, policy) | {"form": form, "said": said, "told": answered(policy, said), "fresh": fresh}
    return render_template("form.html", errors=errors, **told)


def keep(vendor, form, draft):
    """Save the form as a draft; one that is confirmed stays as it is and a copy is begun."""
    answers, store, hours = answers_of(form, policy_of(vendor)), get_store(), current_app.settings.draft_hours
    mine = new_draft(vendor, answers, stamp(), hours, key=draft and draft.key)
    if not store.save_draft(mine):
        mine = new_draft(vendor, answers, stamp(), hours)
        store.save_draft(mine)
    return mine.key
