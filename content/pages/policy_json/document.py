"""policy.json and its schema: a policy as data, from which any program can judge any case as the pages do."""

import re
from functools import cache
from pathlib import Path

import msgspec
from msgspec import UNSET
from msgspec.structs import asdict, astuple

from content.eligibility.catalogue import families_named
from content.eligibility.events import warranty_start
from content.eligibility.warranty import AHEAD
from content.explain.facts import fact_line
from content.explain.outcome import outcome_in_words
from content.explain.windows import fill_windows
from content.pages.page import json_text
from content.pages.policy_json import schema
from content.schema import facts
from content.schema.facts import KEYS

SCHEMA = "../policy.schema.json"  # as policy.json names it: the schema stands above the vendors' folders
BY = {id: id for id in ("purpose", "bought_from", "warranty", "region", "part")}
BY |= {"too-many": "count", "excluded": "family"}
JUDGING = Path(__file__).with_name("judging.md")  # how to judge by a policy, for whoever writes a program
FOLD = re.compile(r"(?<!\n)\n(?!\n|- )")  # the end of a line within a paragraph, or within a point of a list
DRAFT = "https://json-schema.org/draft/2020-12/schema"


def policy_json(vendor, policy):
    """The Document as JSON text, the same bytes for the same policy."""
    return json_text(document(vendor, policy)) + "\n"


def schema_json():
    """The schema as JSON text."""
    return json_text(json_schema()) + "\n"


@cache
def json_schema():
    """The JSON Schema of policy.json; its description says how to judge by it, and $defs/Case what can be known."""
    judging = FOLD.sub(" ", JUDGING.read_text(encoding="utf-8").strip())
    (whole, _), shapes = msgspec.json.schema_components((schema.Document, schema.Case), ref_template="#/$defs/{name}")
    return {"$schema": DRAFT, "title": "A return policy", "description": judging, **whole, "$defs": shapes}


def document(vendor, policy):
    """The policy as a Document."""
    start = warranty_start(policy)
    return schema.Document(
        schema=SCHEMA, format=1, zone=vendor.file.zone, ahead=AHEAD,
        vendor=schema.Who(vendor.slug, vendor.name, vendor.file.maker, vendor.file.scope),
        revision=_revision(policy),
        windows={name: schema.Window(*astuple(window)) for name, window in policy.windows.items()},
        clock=schema.Clock(start.event, start.plus, not policy.facts.warranty_clock.silent),
        warranty=[_row(row) for row in vendor.products.warranty],
        questions=[_question(vendor, policy, question) for question in policy.questions],
        rules=[_rule(rule) for rule in policy.rules],
        outcomes={rule.id: _outcome(vendor, policy, rule) for rule in policy.rules},
        facts={key: _fact(vendor, policy, key) for key in KEYS},
        families=msgspec.convert(vendor.products.families, list[schema.Family], from_attributes=True),
        regions=vendor.products.regions,
        sources={id: schema.Source(**asdict(source)) for id, source in vendor.file.sources.items()},
    )  # fmt: skip


def _revision(policy):
    read = UNSET if policy.dated else policy.read
    return schema.Revision(policy.name, policy.hash, policy.source, policy.dated or UNSET, read)


def _row(row):
    days = row.from_ or UNSET, row.to or UNSET
    return schema.Row(row.months, *astuple(row.when), row.doubt, row.source, *days)


def _question(vendor, policy, question):
    answers = {id: fill_windows(text, policy) for id, text in question.answers.items()}
    by = BY.get(question.id, "window" if question.id in policy.windows else "asked")
    assume = question.assume or ("no" if by in ("count", "family") else "")
    most = policy.facts.refund_at_most.value if by == "count" else UNSET
    families = policy.facts.refund_never.value if by == "family" else UNSET
    if families is not UNSET:
        families = sorted({family.slug for name in families for family in families_named(vendor, name)})
    return schema.Question(question.id, fill_windows(question.ask, policy), answers, by, assume, most, families)


def _rule(rule):
    when = {id: [given] if isinstance(given, str) else given for id, given in rule.when.items()}
    return schema.Rule(rule.id, when)


def _outcome(vendor, policy, rule):
    words = outcome_in_words(vendor, policy, rule)
    costs = [
        schema.Cost(line.key, line.label, line.who, line.amount, line.doubt, bool(line.silent)) for line in words.costs
    ]
    silences = [line.key for line in words.silences]
    return schema.Outcome(words.kind, words.title, words.text, costs, rule.outcome.facts, silences, words.instead)


def _fact(vendor, policy, key):
    line, value = fact_line(vendor, policy, key), policy.fact(key).value
    state = "silent" if line.silent else "stated"
    return schema.Fact(line.label, state, line.doubt, line.source, line.text or line.silent, _value(value))


def _value(value):
    if isinstance(value, facts.Fee):
        return schema.Fee(*(UNSET if part in (None, "") else part for part in astuple(value)))
    if isinstance(value, facts.Span):
        return schema.Span(**asdict(value))
    return value
