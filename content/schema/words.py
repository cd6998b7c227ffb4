"""The tables of the files in words/: in which file each stands, and what its entries are."""

import msgspec

from content.schema.base import Shape
from content.schema.text import QuestionText
from content.schema.word_entries import (
    EventWords,
    FactWords,
    IntakeWords,
    KindWords,
    LinkWords,
    MailWords,
    StateWords,
    StepWords,
    StopWords,
)


class Words(Shape):
    """Everything in words/: each table of FILES."""

    kinds: dict[str, KindWords]
    groups: dict[str, str]
    units: dict[str, str]
    unit: dict[str, str]
    after: dict[str, str]
    events_asked: dict[str, EventWords]
    scopes: dict[str, str]
    of: dict[str, str]
    holding: dict[str, str]
    told_apart: dict[str, str]
    holds: dict[str, dict[str, str]]
    lengths: dict[str, str]
    triggers: dict[str, str]
    purposes: dict[str, str]
    bought_from: dict[str, str]
    warranty: dict[str, str]
    named_asked: dict[str, QuestionText]
    channels: dict[str, str]
    symptoms: dict[str, str]
    facts: dict[str, FactWords]
    places: dict[str, str]
    voids: dict[str, str]
    events: dict[str, str]
    intakes: dict[str, IntakeWords]
    dealer_pages: dict[str, LinkWords]
    dealer_links: dict[str, str]
    dealer_questions: dict[str, str]
    dealer_forms: dict[str, LinkWords]
    stops: dict[str, StopWords]
    terms: dict[str, str]
    deadlines: dict[str, str]
    states: dict[str, StateWords]
    steps: dict[str, StepWords]
    reasons: dict[str, str]
    results: dict[str, str]
    remarks: dict[str, str]
    mails: dict[str, MailWords]
    desk: dict[str, str]


FILES = {  # words/<file>.toml → the tables that stand in it
    "facts": (
        "facts", "groups", "units", "unit", "after", "of", "triggers", "holding", "told-apart", "holds", "lengths",
        "scopes", "channels", "places", "voids",
    ),
    "outcomes": ("kinds", "stops", "terms", "deadlines"),
    "questions": ("purposes", "bought-from", "warranty", "named-asked"),
    "states": ("states",),
    "steps": ("steps", "reasons", "results", "remarks", "events", "desk"),
    "mails": ("mails",),
    "form": ("events-asked", "symptoms", "intakes"),
    "dealers": ("dealer-pages", "dealer-links", "dealer-questions", "dealer-forms"),
}  # fmt: skip
FILE_OF = {table: f"words/{file}.toml" for file, tables in FILES.items() for table in tables}


def section_of(table):
    """'[of] in words/facts.toml': where an editor writes the words of a tag."""
    return f"[{table}] in {FILE_OF[table.partition('.')[0]]}"


def sentences_of(words, path=()):
    """Pairs of a path, (table, key, …), and the text that stands there, for every text in any table or list."""
    words = msgspec.to_builtins(words)
    if isinstance(words, str):
        yield path, words
    elif isinstance(words, dict):
        for key, below in words.items():
            yield from sentences_of(below, (*path, key))
    elif isinstance(words, list):
        for below in words:
            yield from sentences_of(below, path)
