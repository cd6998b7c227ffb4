"""A draft: the form's answers as plain JSON, kept until they are confirmed, and back again into the form."""

import hashlib
import json

from content.eligibility.answers import read_answers
from forms.intake.policy_form import answers_in_form, as_fields
from forms.records.person import PERSON
from forms.records.request import Draft
from forms.records.timestamps import later
from forms.store.drafts import save_draft
from forms.web.network import counted_name
from forms.web.request_context import get_store
from forms.web.signed_links import new_draft_key


def answers_of(form, policy):
    """The form's answers, trimmed: purpose, what the checker was told, batches, person."""
    checked = read_answers(form.answers.data or "", policy)
    return {
        "purpose": form.purpose.data,
        "said": {key: checked[key] for key in checked if key not in ("purpose", "bought_from", "warranty")}
        | answers_in_form(form, policy, checked),
        "checked": form.answers.data or "",
        "batches": [
            {name: (batch.form[name].data or "").strip() for name in batch.form.ASKED} for batch in form.batches
        ],
        "person": {name: (form[name].data or "").strip() for name in PERSON},
        "for_customer": bool(form.for_customer.data),
        "dealer": form.known.code if form.known else "",
        "dealer_sees": form.dealer_sees.data or "",
        "together": False,
    }


def form_data(answers):
    """The answers as the form takes them back, for *Change*."""
    return {
        **answers["person"],
        **as_fields(answers["said"]),
        **{key: answers.get(key) for key in ("purpose", "for_customer", "dealer", "dealer_sees", "batches")},
        "answers": answers["checked"],
    }


def digest(answers):
    """What was reviewed, in one word: a change of any answer changes it."""
    written = json.dumps(answers, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def save_within_limits(draft, settings):
    """Store a draft by what the operator settled; False where it is confirmed. Raises TooLarge or TooMany."""
    limits = settings.limits
    return save_draft(get_store(), draft, limits.drafts_an_hour, limits.draft_megabytes)


def new_draft(vendor, answers, now, hours, key=None):
    """A Draft ready to be saved, under `key` or a new one."""
    expires = later(now, hours * 3600)
    return Draft(
        key=key or new_draft_key(), vendor=vendor.slug, shared_device=False,
        answers=answers, digest=digest(answers), created=now, expires=expires, network=counted_name("forms begun"),
    )  # fmt: skip
