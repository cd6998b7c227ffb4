"""A draft: the form's answers as plain JSON, kept until they are confirmed, and back again into the form."""

import hashlib
import json

from flask import current_app

from content.eligibility.answers import read_answers
from forms.intake.own_answers import batches_of, own_fields, said_once
from forms.records.errors import TooLarge, TooMany
from forms.records.person import PERSON
from forms.records.request import Draft
from forms.records.timestamps import later
from forms.store.drafts import save_draft
from forms.web.network import counted_name
from forms.web.page_again import NotDone
from forms.web.request_context import get_store, timestamp
from forms.web.signed_links import new_draft_key
from forms.web.throttle import wait_first

TOO_LARGE = "This form holds more than can be kept. Shorten the longest messages, or send it in two forms."
TOO_MANY = (
    "Very many forms were begun from your network within an hour, so this one cannot be taken yet. Nothing you typed is"
    " lost while this page is open: press the button again in {wait}."
)


def answers_of(form):
    """The form's answers, trimmed: purpose, what was said for all, batches, person, dealer, how they are split."""
    checked = read_answers(form.answers.data or "", form.POLICY)
    return {
        "purpose": form.purpose.data,
        "said": said_once(form, checked),
        "checked": form.answers.data or "",
        "batches": list(batches_of(form, checked)),
        "person": {name: (form[name].data or "").strip() for name in PERSON},
        "for_customer": bool(form.for_customer.data),
        "dealer": form.known.code if form.known else "",
        "dealer_sees": form.dealer_sees.data or "",
        "together": False,
    }


def form_data(answers, policy):
    """The answers as the form takes them back, for *Change*."""
    once, batches = own_fields(answers, policy)
    return {
        **answers["person"],
        **once,
        **{key: answers.get(key) for key in ("purpose", "for_customer", "dealer", "dealer_sees")},
        "batches": batches,
        "answers": answers["checked"],
    }


def save(vendor, answers, key=None):
    """Store the answers in the draft of this key, or in a new one; gives its key, or None where it is confirmed.

    Raises NotDone where it is more than the operator lets be kept.
    """
    created, settings = timestamp(), current_app.settings
    written = json.dumps(answers, sort_keys=True, ensure_ascii=False)  # a change of any answer changes the digest
    draft = Draft(
        key=key or new_draft_key(), vendor=vendor.slug, shared_device=False,
        answers=answers, digest=hashlib.sha256(written.encode()).hexdigest(),
        created=created, expires=later(created, settings.draft_hours * 3600), network=counted_name("forms begun"),
    )  # fmt: skip
    try:
        saved = save_draft(get_store(), draft, settings.limits)
    except TooLarge:
        raise NotDone(TOO_LARGE, status=413) from None
    except TooMany as flood:
        wait_first(TOO_MANY, flood.seconds)
    return draft.key if saved else None
