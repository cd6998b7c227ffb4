"""A request in rows, as its customer wrote it: who asks, and each batch; for review, ticket page and vendor's copy."""

from datetime import date
from typing import NamedTuple

import iso3166

from content.dates import written
from content.eligibility.asked import purposes_asking, seller_matters
from content.explain.events import events_asked
from content.wording.catalog import fill, read_words
from forms.records.person import PERSON
from forms.rma.own_questions import own_questions, shared_answers
from forms.rma.status import policy_of


class SummaryRow(NamedTuple):
    """One row: its label, its text, where it can be changed (empty: nowhere), and the words after *Change* that are
    read aloud alone.
    """

    label: str
    text: str
    change: str = ""
    hidden: str = ""

    @property
    def line(self):
        """The row as plain text: 'Model: ST-1', 'Which part is faulty? The sensor'."""
        return f"{self.label}{'' if self.label.endswith('?') else ':'} {self.text}"


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


def batch_rows(vendor, policy, purpose, answers, days, edit="", asked=()):
    """The SummaryRows of one batch: what happens, what is seen, messages, purchase, warranty as said, then `asked`.

    `days` is {event: its date, or None where it is not known} of the events the policy asks for.
    """
    words, faulty = read_words(), purpose == "repair"
    asked_warranty = purpose in purposes_asking(policy, vendor.products, "warranty")
    symptom = words.symptoms.get(answers["symptom"], "") if faulty else ""
    warranty = words.warranty.get(answers["warranty_said"], "") if asked_warranty else ""
    rows = [
        SummaryRow("What happens", symptom, "symptom", "what happens"),
        SummaryRow("You see", answers["problem"], "problem", "what you see"),
        SummaryRow("Messages", answers["error_text"], "error_text", "the messages"),
        *_day_rows(_seller(vendor, policy, answers["bought_from"]), days),
        SummaryRow("In warranty", warranty, "warranty_said", "it"),
    ]
    return [*_with_links(rows, edit), *asked]


def _with_links(rows, edit):
    return [row._replace(change=edit and edit + row.change) for row in rows if row.text]


def _seller(vendor, policy, bought_from):
    """Where it was bought in words; nothing where that is not known and no rule asks."""
    if bought_from == "unknown" and not seller_matters(policy, vendor.products):
        return ""
    return fill(read_words().bought_from.get(bought_from, ""), vendor=vendor.name)


def _day_rows(seller, days):
    """Where it was bought, and the day of each event; with the day it was bought where that is one of them."""
    words = read_words()
    texts = {event: written(day) if day else "day not known" for event, day in days.items()}
    bought = ", ".join(filter(None, (seller, texts.pop("purchase", ""))))
    field = "bought_on" if "purchase" in days else "bought_from"
    yield SummaryRow("Bought", bought, field, words.events_asked["purchase"].change)
    for event, text in texts.items():
        asked = words.events_asked[event]
        yield SummaryRow(asked.told, text, f"{event.replace('-', '_')}_on", asked.change)


def own_rows(vendor, policy, purpose, answers, edit="", group=""):
    """The SummaryRows of the answers to the policy's own questions, less what goes without saying for the purpose.

    `edit` is where those of the request can be changed, and `group` where those of the group.
    """
    places = (("request", edit and f"{edit}#"), ("group", group))
    asked = ((question, place) for once, place in places for question in own_questions(vendor, policy, once))
    for question, place in asked:
        given, words = answers.get(question.id), question.words
        if given in words.answers and (question.is_asked({}, purpose) or given != question.assume):
            change = place and place + question.field
            yield SummaryRow(words.ask, words.answers[given], change, f"your answer to: {words.ask}")


def open_questions(vendor, batches):
    """{key of a fact: its question} of what the text left open on these stored batches, less facts no longer kept."""
    facts = read_words().facts
    keys = [key for batch in batches for key in batch.verdict["questions"]]
    return {key: fill(facts[key].question, vendor=vendor.name) for key in keys if key in facts}


def shared_rows(vendor, request):
    """The SummaryRows of what every batch of a stored request was answered alike; none where it has one alone."""
    shared = shared_answers([batch.answers for batch in request.batches])
    return list(own_rows(vendor, policy_of(vendor, request), request.purpose, shared))


def stored_batch_rows(vendor, request, batch):
    """batch_rows of a stored batch, with its own answers less those that all of the request share."""
    policy, shared = policy_of(vendor, request), shared_answers([other.answers for other in request.batches])
    days = {event: date.fromisoformat(day) for event, day in batch.dates.items() if day}
    days = dict.fromkeys((*events_asked(vendor, policy), *batch.dates)) | days  # what is asked, and all that was kept
    own = {id: answer for id, answer in batch.answers.items() if id not in shared}
    asked = own_rows(vendor, policy, request.purpose, own)
    return batch_rows(vendor, policy, request.purpose, vars(batch), days, asked=asked)
