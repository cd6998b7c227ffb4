"""The schema of policy.json, as structs: each field says in words what it holds."""

from datetime import date
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from content.schema.outcome_kinds import Kind

Unit = Literal["days", "business-days", "weeks", "months"]
Stated = Literal["stated", "silent"]
By = Literal["purpose", "bought_from", "warranty", "window", "count", "family", "region", "part", "asked"]


def meant(kind, text):
    """A type with the sentence a reader of the schema finds beside it."""
    return Annotated[kind, Meta(description=text)]


class Who(Struct, frozen=True):
    """The vendor this policy is of."""

    slug: meant(str, "The vendor's name in addresses.")
    name: meant(str, "The vendor's name as people know it.")
    maker: meant(str, "Who makes the products.")
    scope: meant(str, "Which products this policy is about.")


class Revision(Struct, frozen=True):
    """Which text this is. It bears the vendor's own date (`dated`), or the day it was read (`read`); never both."""

    name: meant(str, "The revision's name; its page is policy/<name>/ beside this file.")
    hash: meant(str, "Changes whenever anything changes that a verdict rests on.")
    source: meant(str, "The id of the text, under `sources`.")
    dated: meant(date, "The vendor's own date of the text.") | UnsetType = UNSET
    read: meant(date, "The day the text was read; it bears no date.") | UnsetType = UNSET


class Window(Struct, frozen=True):
    """A stretch of whole days that begins with an event."""

    days: meant(int, "How many days it lasts, counted from its first day; the last day is still in.")
    after: meant(str, "The event it begins with, such as purchase or shipment; a case may know its date.")
    plus: meant(int, "Days between the event and the first day: the first day is the event's date plus these.")


class Clock(Struct, frozen=True):
    """The day a warranty is counted from."""

    event: meant(str, "The event, such as purchase or shipment; a case may know its date.")
    plus: meant(int, "The first day is the event's date plus this many days.")
    stated: meant(bool, "False where the vendor does not say it, and purchase is assumed.")


class Question(Struct, frozen=True):
    """One question. It gets exactly one answer, in the way `by` names."""

    id: meant(str, "The question's name, as rules use it.")
    ask: meant(str, "The question as people read it.")
    answers: meant(dict[str, str], "Every answer there is, by its id, as people read it.")
    by: meant(
        By,
        "How it is answered; each way is told at the top. purpose, bought_from: as the case has it. window: by dates"
        " and the window of this id. warranty: by dates, the clock and the warranty rows. count: by how many items."
        " family: by the case's family. region, part, asked: by what was said, else assumed.",
    )
    assume: meant(str, "The answer where nothing else gives one; empty where one is always given.")
    most: meant(int, "For count: the greatest number of items that is not too many.") | UnsetType = UNSET
    families: meant(list[str], "For family: slugs of the families that are excluded.") | UnsetType = UNSET


class Rule(Struct, frozen=True):
    """A rule holds where, for each question under `when`, the answer is one of those listed."""

    id: meant(str, "The rule's name; its page is outcome/<id>/ beside this file.")
    when: meant(dict[str, list[str]], "Question id to the answers this rule holds for. Other questions do not matter.")


class Cost(Struct, frozen=True):
    """One line of what an outcome costs."""

    fact: meant(str, "The fact this line tells.")
    what: meant(str, "What it is for.")
    who: meant(str, "Who pays: You, or the vendor's name; empty where the vendor does not say.")
    amount: meant(str, "How much, in words; where nothing is stated, the sentence that says so.")
    doubt: meant(str, "Why this may be otherwise; empty where nothing speaks against it.")
    silent: meant(bool, "True where the vendor states nothing about it.")


class Outcome(Struct, frozen=True):
    """What holds once its rule does."""

    kind: meant(
        Kind, "refund, warranty and paid end in a return; ask: support finds out; no, dealer, elsewhere do not."
    )
    title: meant(str, "The outcome in a line.")
    text: meant(str, "The outcome in a sentence or two.")
    costs: meant(list[Cost], "Every cost and who pays it, stated ones first.")
    facts: meant(list[str], "The facts it rests on.")
    silences: meant(list[str], "The facts that would matter here and are silent.")
    instead: meant(dict[str, str], "Answers to change for another way on; empty where there is none.")


class Fee(Struct, frozen=True, tag="fee"):
    """A share (`percent` of `of`), or a sum (`cents` of `currency`)."""

    percent: meant(int, "Of a hundred.") | UnsetType = UNSET
    of: meant(str, "What it is a share of.") | UnsetType = UNSET
    cents: meant(int, "A hundredth of the currency.") | UnsetType = UNSET
    currency: meant(str, "Three capital letters of ISO 4217.") | UnsetType = UNSET


class Span(Struct, frozen=True, tag="span"):
    """A stretch of time counted from an event."""

    least: meant(int, "At least so many units; 0 where only the most is stated.")
    most: meant(int, "At most so many units.")
    unit: meant(Unit, "A business day is Monday to Friday; no holiday is left out.")
    after: meant(str, "The event it is counted from.")


class Fact(Struct, frozen=True):
    """One thing a return policy can state or leave unsaid."""

    label: meant(str, "Its name as people read it.")
    state: meant(Stated, "silent: the vendor's text does not say it, so nothing may be concluded from it.")
    doubt: meant(str, "Why the value may be otherwise; empty where nothing speaks against it.")
    source: meant(str, "The id of the text it was read in, or looked for in, under `sources`.")
    text: meant(str, "The sentence people read: the value in words, or that it is not said.")
    value: meant(str | int | list[str] | Fee | Span, "The value as data; absent where silent.") | UnsetType = UNSET


class Row(Struct, frozen=True, rename={"start": "from"}):
    """A warranty length and what it applies to. An empty list, or an absent day, applies to all."""

    months: meant(int, "Calendar months from the clock's first day; see how months are counted, at the top.")
    family: meant(list[str], "Slugs of the families it applies to.")
    region: meant(list[str], "Names of the regions it applies to.")
    part: meant(list[str], "The parts it applies to.")
    doubt: meant(str, "Where not empty this row may prove that a warranty runs, never that it is over.")
    source: meant(str, "The id of the text it was read in, under `sources`.")
    start: meant(date, "The earliest day of the clock's event that it applies to.") | UnsetType = UNSET
    to: meant(date, "The latest day of the clock's event that it applies to.") | UnsetType = UNSET


class Family(Struct, frozen=True):
    """A product family."""

    slug: meant(str, "The family's name in addresses; its page is products/<slug>/ beside this file.")
    name: meant(str, "The family's name as people know it.")
    prefixes: meant(list[str], "What the names of its models begin with.")
    models: meant(list[str], "Models we know of; the list is not complete.")
    kind: meant(Literal["camera", "accessory"], "An accessory has no serial number.")


class Source(Struct, frozen=True):
    """A text that was read."""

    title: meant(str, "Its title.")
    address: meant(str, "Where it was read; empty where it has no address.")
    read: meant(date, "The day it was read.")
    note: meant(str, "What else is known of it; may be empty.")


class Document(Struct, frozen=True, rename={"schema": "$schema"}):
    """A vendor's return policy in force, with all that is needed to judge any case by it."""

    schema: meant(str, "The address of this schema, relative to the document.")
    format: meant(Literal[1], "The number of this contract. It changes when a reader has to change.")
    vendor: meant(Who, "Whose policy this is.")
    revision: meant(Revision, "Which text of theirs.")
    zone: meant(str, "The time zone whose calendar counts, such as America/Vancouver; empty where none is stated.")
    ahead: meant(int, "A date further ahead of the judging day than this many days is treated as not known.")
    windows: meant(dict[str, Window], "By the id of the question that asks for it.")
    clock: meant(Clock, "What a warranty is counted from.")
    warranty: meant(list[Row], "Every length there is.")
    questions: meant(list[Question], "In the order people are asked.")
    rules: meant(list[Rule], "For each set of answers that can be true exactly one of them holds.")
    outcomes: meant(dict[str, Outcome], "By the id of the rule.")
    facts: meant(dict[str, Fact], "Every fact, stated or silent, by its key.")
    families: meant(list[Family], "The catalogue. A slug that is not among them is treated as not known.")
    regions: meant(dict[str, list[str]], "Name of a region to its countries, as two capital letters of ISO 3166.")
    sources: meant(dict[str, Source], "By id.")


class Case(Struct, frozen=True):
    """What is known of one camera, or of several that are alike. All of it may be left out."""

    purpose: meant(Literal["repair", "refund", "other"], "What is wanted.") = "other"
    bought_from: meant(Literal["direct", "dealer", "other", "unknown"], "Who sold it.") = "unknown"
    family: meant(str, "The slug of its family; empty where it is not known.") = ""
    dates: meant(dict[str, date], "Event to the day it happened, as far as known, such as purchase.") = {}
    warranty_said: meant(Literal["in", "out", "unknown"], "What the owner says of the warranty.") = "unknown"
    said: meant(dict[str, str], "Question id to the answer given.") = {}
    region: meant(
        str, "The region that has the customer's country; elsewhere where none has it; empty where it is not known."
    ) = ""
    part: meant(str, "The part that failed; empty where it is not known.") = ""
    count: meant(int, "How many items are asked for in all; 0 where nobody counted.") = 0
