"""A request in rows, as its customer wrote it: who asks, and each batch; for review, ticket page and vendor's copy."""

from datetime import date
from typing import NamedTuple

import iso3166

from content.dates import written
from content.eligibility.events import events_asked
from content.explain.windows import fill_windows
from content.wording.catalog import fill, read_words
from forms.records.person import PERSON
from forms.rma.status import policy_of

ASKED = "asked-"  # before a question's id, the name of its field


class SummaryRow(NamedTuple):
    """One row: its label, its text, where it can be changed (empty: nowhere), and the words after *Change* that are
    read aloud alone.
    """

    label: str
    text: str
    change: str = ""
    hidden: str = ""


def person_rows(person, edit="", sees="", whose="your"):
    """The SummaryRows of who asks, less what was left empty.

    `sees` is what their dealer sees, in words: a code alone is told to nobody. `whose` is "their" where others read it.
    A draft that is older than a field does not hold it.
    """
    texts = person | {"country": country_name(person["country"]) or person["country"]}
    for_customer = person.get("for_customer") or person.get("role") == "dealer"
    as_dealer = f"for a customer of {whose}s" if for_customer else ""
    rows = [
        *(SummaryRow(field.label, texts.get(name, ""), name, field.label.lower()) for name, field in PERSON.items()),
        SummaryRow("Asks as a dealer", as_dealer, "for_customer", "that you are a dealer"),
        SummaryRow("Your dealer", sees, "dealer_sees", "what your dealer sees"),
    ]
    told = [row._replace(label=row.label.replace("Your", whose.capitalize())) for row in rows]
    return _with_links(told, edit and f"{edit}#")


def country_name(code):
    """A country's name in plain words, or nothing."""
    country = iso3166.countries_by_alpha2.get(code)
    return country.apolitical_name if country else ""


def batch_rows(vendor, purpose, answers, days, edit="", asked=()):
    """The SummaryRows of one batch: what happens, what is seen, messages, purchase, warranty as said, then `asked`.

    `days` is {event: its date, or None where it is not known} of the events the policy asks for.
    """
    words, faulty = read_words(), purpose == "repair"
    symptom = words.symptoms.get(answers["symptom"], "") if faulty else ""
    warranty = words.warranty.get(answers["warranty_said"], "") if faulty else ""
    rows = [
        SummaryRow("What happens", symptom, "symptom", "what happens"),
        SummaryRow("You see", answers["problem"], "problem", "what you see"),
        SummaryRow("Messages", answers["error_text"], "error_text", "the messages"),
        *_day_rows(vendor, answers["bought_from"], days),
        SummaryRow("In warranty", warranty, "warranty_said", "it"),
    ]
    return [*_with_links(rows, edit), *asked]


def _with_links(rows, edit):
    return [row._replace(change=edit and edit + row.change) for row in rows if row.text]


def _day_rows(vendor, bought_from, days):
    """Where it was bought, and the day of each event; with the day it was bought where that is one of them."""
    words = read_words()
    texts = {event: written(day) if day else "day not known" for event, day in days.items()}
    seller = [fill(words.bought_from.get(bought_from, ""), vendor=vendor.name), texts.pop("purchase", "")]
    field = "bought_on" if "purchase" in days else "bought_from"
    yield SummaryRow("Bought", ", ".join(filter(None, seller)), field, words.events_asked["purchase"].change)
    for event, text in texts.items():
        asked = words.events_asked[event]
        yield SummaryRow(asked.told, text, f"{event.replace('-', '_')}_on", asked.change)


def in_form(policy):
    """The questions of a policy's own that the form asks where the checker was not asked."""
    return [question for question in policy.questions if question.in_form]


def asked_rows(policy, answers, edit=""):
    """The SummaryRows of what was answered to those questions."""
    for question in in_form(policy):
        if answer := question.answers.get(answers.get(question.id)):
            ask = fill_windows(question.ask, policy)
            change = edit and f"{edit}#{ASKED}{question.id}"
            yield SummaryRow(ask, fill_windows(answer, policy), change, f"your answer to: {ask}")


def open_questions(vendor, batches):
    """{key of a fact: its question} of what the text left open on these stored batches, less facts no longer kept."""
    facts = read_words().facts
    keys = [key for batch in batches for key in batch.verdict["questions"]]
    return {key: fill(facts[key].question, vendor=vendor.name) for key in keys if key in facts}


def stored_batch_rows(vendor, request, batch):
    """batch_rows of a stored batch."""
    policy = policy_of(vendor, request)
    days = {event: date.fromisoformat(day) for event, day in batch.dates.items() if day}
    days = dict.fromkeys((*events_asked(policy), *batch.dates)) | days  # what it asks for, and whatever else was kept
    asked = asked_rows(policy, batch.verdict.get("said", {}))
    return batch_rows(vendor, request.purpose, vars(batch), days, asked=asked)
