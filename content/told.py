"""What a customer said, told back in rows: who asks, and each batch; for review, ticket page and the vendor's copy."""

from datetime import date

import iso3166

from content.dates import written
from content.words import fill, read_words

PERSON = {
    "name": "Name", "email": "E-mail", "country": "Country", "company": "Company", "phone": "Phone",
    "address": "Address", "own_reference": "Your reference",
}  # fmt: skip


def person_rows(person, edit=""):
    """[(label, text, address of *Change*, its hidden words)] of who asks, less what was left empty."""
    country = iso3166.countries.get(person["country"], None)
    told = person | {"country": country.apolitical_name if country else person["country"]}
    rows = [(label, told[name], edit and f"{edit}#{name}", label.lower()) for name, label in PERSON.items()]
    dealer = [person.get("dealer", "")] if person.get("dealer") else []
    for_customer = ["for a customer of yours"] if person.get("for_customer") or person.get("role") == "dealer" else []
    rows.append(("As a dealer", ", ".join(dealer + for_customer), edit and f"{edit}#for_customer", "the dealer"))
    return [row for row in rows if row[1]]


def batch_rows(vendor, purpose, answers, day, edit=""):
    """The same for one batch: what happens, what is seen, messages, purchase, warranty as said."""
    words = read_words()
    bought = fill(words.bought_from.get(answers["bought_from"], ""), vendor=vendor.name)
    faulty = purpose == "repair"
    rows = [
        ("What happens", words.symptoms.get(answers["symptom"], "") if faulty else "", "symptom", "what happens"),
        ("You see", answers["problem"], "problem", "what you see"),
        ("Messages", answers["error_text"], "error_text", "the messages"),
        ("Bought", f"{bought}, {day or 'day not known'}", "bought_on", "where and when you bought it"),
        ("In warranty", words.warranty.get(answers["warranty_said"], "") if faulty else "", "warranty_said", "it"),
    ]
    return [(label, text, edit and edit + field, hidden) for label, text, field, hidden in rows if text]


def open_questions(vendor, batches):
    """What the text left open on these stored batches, as questions, each once; facts no longer kept are left out."""
    facts = read_words().facts
    keys = dict.fromkeys(key for batch in batches for key in batch.verdict["questions"])
    return [fill(facts[key].question, vendor=vendor.name) for key in keys if key in facts]


def stored_batch_rows(vendor, request, batch):
    """batch_rows of a stored batch."""
    day = batch.dates.get("purchase")
    return batch_rows(vendor, request.purpose, vars(batch), day and written(date.fromisoformat(day)))
