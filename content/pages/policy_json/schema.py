"""What policy.json holds around the policy itself, as structs: each field here says in words what it holds."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from content.schema.base import Source
from content.schema.policy import Policy
from content.schema.products import Products
from content.schema.text import OutcomeText, QuestionText


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
    """Which text this is. Its day stands in the policy: the vendor's own date (`dated`), or the day it was `read`."""

    name: meant(str, "The revision's name; its page is policy/<name>/ beside this file.")
    hash: meant(str, "Of all that stands under `judged`; how it is made is told at the top.")


class Printed(Struct, frozen=True):
    """What stands on the cameras of a family. It judges nothing; it finds the family of a model."""

    prefixes: meant(list[str], "What the names of its models begin with.")
    models: meant(list[str], "Models we know of; the list is not complete.")


class Judged(Struct, frozen=True):
    """All that a verdict rests on. A fact that is silent is left out, and so is whatever has its usual value."""

    policy: meant(Policy, "The revision.")
    products: meant(Products, "The catalogue.")


class ToldRow(Struct, frozen=True):
    """A row of a fact in words. Its doubt and its source stand in the row itself."""

    holds: meant(dict[str, str], "What it holds for, by the axes that its `when` names.")
    text: meant(str, "The sentence people read: the value, or that it is not said.")
    who: meant(str, "Who pays: You, the vendor's name, or Nobody; empty where the text names none.")
    amount: meant(str, "What is paid, in words, or the text; where the row is silent, the sentence that says so.")


class ToldFact(Struct, frozen=True):
    """A fact in words."""

    label: meant(str, "Its name as people read it.")
    group: meant(str, "Where it is told; of the group `cost` is what somebody has to pay.")
    rows: meant(list[ToldRow], "A row for each row of the fact, in the same order; of one left out there the silence.")


class Told(Struct, frozen=True):
    """Everything in our words, with the figures filled in. Words judge nothing and may be reworded at any time."""

    questions: meant(dict[str, QuestionText], "By the id of the question.")
    outcomes: meant(dict[str, OutcomeText], "By the id of the rule.")
    matters: meant(dict[str, list[str]], "By the kind of outcome: the facts whose silence is worth telling there.")
    unsent: meant(list[str], "The facts whose silence does not matter where nothing is sent to the vendor.")
    facts: meant(dict[str, ToldFact], "Every fact, stated or silent, by its key.")
    otherwise: meant(str, "What a row holds for that names none of the axes that are not known.")
    left: meant(str, "What stands before that of a row which holds for what the rows above leave of it.")
    regions: meant(dict[str, str], "The name of a region, as people read it.")


class Document(Struct, frozen=True, rename={"schema": "$schema"}):
    """A vendor's return policy in force, with all that is needed to judge any case by it."""

    schema: meant(str, "The address of this schema, relative to the document.")
    format: meant(Literal[2], "The number of this contract. It changes when a reader has to change.")
    vendor: meant(Who, "Whose policy this is.")
    revision: meant(Revision, "Which text of theirs.")
    regional: meant(
        dict[str, str],
        "Region to the document of its own text, relative to this one: where the case's region is one of these, judge"
        " by that document.",
    )
    zone: meant(str, "The time zone whose calendar counts, such as America/Vancouver; empty where none is stated.")
    ahead: meant(int, "A day further ahead of the judging day than this many days is treated as not known.")
    judged: meant(Judged, "What judges.")
    never: meant(dict[str, list[str]], "The slugs of the families that each name in the fact refund-never means.")
    models: meant(dict[str, Printed], "By the slug of the family.")
    told: meant(Told, "What is told.")
    sources: meant(dict[str, Source], "By id: the texts that were read.")


class Case(Struct, frozen=True):
    """What is known of one camera, or of several that are alike. All of it may be left out."""

    purpose: meant(Literal["repair", "refund", "other"], "What is wanted.") = "other"
    bought_from: meant(Literal["direct", "dealer", "other", "unknown"], "Who sold it.") = "unknown"
    family: meant(str, "The slug of its family; empty where it is not known.") = ""
    dates: meant(dict[str, date], "Event to the day it happened, as far as known, such as purchase.") = {}
    warranty_said: meant(Literal["in", "out", "unknown"], "What the owner says of the warranty.") = "unknown"
    said: meant(dict[str, str], "Question id to the answer given.") = {}
    region: meant(
        str, "The region that has the country it is sent from; elsewhere where none has it; empty where not known."
    ) = ""
    sold: meant(str, "The region it was bought in, likewise.") = ""
    count: meant(int, "How many items are asked for in all; 0 where nobody counted.") = 0
