"""What was posted, brought to the names the form knows: batches counted and numbered anew, strangers left out.

WTForms cuts surplus list entries in silence and stumbles over indexes like ²; it never sees either.
"""

import re

from werkzeug.datastructures import MultiDict

from forms.intake.form import DAYS, PLAIN, BatchForm
from forms.records.text import clean
from forms.rma.own_questions import ASKED

FIELDS = {"bought_from": "bought_from", "warranty": "warranty_said"}  # of a batch, for what the checker was told
OWN = re.compile(rf"{ASKED}[a-z][a-z_-]{{0,40}}")
KEY = re.compile(rf"batches-([0-9]{{1,9}})-({'|'.join((*BatchForm().data, *FIELDS.values(), *DAYS, OWN.pattern))})")


def tidy(posted):
    """A MultiDict the form can take whole; texts keep everything but control characters."""
    whole = (*PLAIN, "csrf_token", "for_customer", *filter(OWN.fullmatch, posted))
    kept = MultiDict((name, clean(posted[name])) for name in whole if name in posted)
    batches = {}
    for name in posted:
        if found := KEY.fullmatch(name):
            batches.setdefault(int(found[1]), {})[found[2]] = clean(posted[name])
    for number, index in enumerate(sorted(batches)):
        kept.update({f"batches-{number}-{field}": text for field, text in batches[index].items()})
    return kept


def fill_in(posted, answers):
    """Put the checker's answers where the form, or a batch, was not asked: in place, and given back."""
    numbers = {name.split("-")[1] for name in posted if name.startswith("batches-")} or {"0"}
    for number in numbers:
        for question, answer in answers.items():
            posted.setdefault(f"batches-{number}-{FIELDS.get(question, ASKED + question)}", answer)
    for question, answer in answers.items():
        posted.setdefault(ASKED + question, answer)
    if "purpose" in answers:
        posted.setdefault("purpose", answers["purpose"])
    return posted
