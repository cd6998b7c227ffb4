"""policy.json: a policy as data, from which any program can judge any case as the pages do."""

from content.eligibility.catalogue import families_named
from content.eligibility.events import AHEAD
from content.eligibility.fingerprint import judged_data
from content.explain.facts import row_line
from content.explain.holds import ELSE, OTHERWISE, holds_for
from content.explain.outcome import outcome_in_words
from content.explain.texts import question_text
from content.pages.page import json_text
from content.pages.policy_json import schema
from content.schema.facts import KEYS, TO_SEND
from content.schema.text import OutcomeText
from content.wording.catalog import read_words

SCHEMA = "../policy.schema.json"  # as policy.json names it: the schema stands above the vendors' folders
OF_REGION = "policy/{}/policy.json"  # beside it: the document of a region's own text
FORMAT = 2


def policy_json(vendor, policy, regional=None):
    """The Document as JSON text, the same bytes for the same policy.

    `regional` are the texts of regions beside this one, {region: revision}; None for a region's own.
    """
    return json_text(document(vendor, policy, regional)) + "\n"


def document(vendor, policy, regional=None):
    """The policy as a Document; what is judged is plain data, exactly as it is hashed."""
    above = "../../" if policy.region else ""
    return schema.Document(
        schema=above + SCHEMA, format=FORMAT, zone=vendor.file.zone, ahead=AHEAD,
        vendor=schema.Who(vendor.slug, vendor.name, vendor.file.maker, vendor.file.scope),
        revision=schema.Revision(policy.name, policy.hash),
        regional={region: OF_REGION.format(text.name) for region, text in (regional or {}).items()},
        judged=judged_data(policy, vendor.products),
        never=_never(vendor, policy),
        models={family.slug: schema.Printed(family.prefixes, family.models) for family in vendor.products.families},
        told=_told(vendor, policy),
        sources=vendor.file.sources,
    )  # fmt: skip


def _never(vendor, policy):
    """{a name in the fact refund-never: the slugs of the families that it means}."""
    names = [name for row in policy.rows("refund-never") if not row.silent for name in row.value]
    return {name: [family.slug for family in families_named(vendor, name)] for name in names}


def _told(vendor, policy):
    return schema.Told(
        questions={id: question_text(policy, id) for id in policy.answers},
        outcomes={rule.id: _outcome(vendor, policy, rule) for rule in policy.rules},
        matters={kind: words.matters for kind, words in read_words().kinds.items()},
        unsent=TO_SEND,
        facts={key: _fact(vendor, policy, key) for key in KEYS},
        otherwise=OTHERWISE,
        left=ELSE,
        regions=policy.names["region"],
    )


def _outcome(vendor, policy, rule):
    words = outcome_in_words(vendor, policy, rule)
    return OutcomeText(words.title, words.text)


def _fact(vendor, policy, key):
    lines = [row_line(vendor, policy, key, row) for row in policy.rows(key)]
    holds = [{axis: holds_for(policy, row.when, [axis]) for axis in row.when} for row in policy.rows(key)]
    return schema.ToldFact(lines[0].label, lines[0].group, [*map(_row, lines, holds)])


def _row(line, holds):
    return schema.ToldRow(holds, line.text or line.silent, line.who, line.amount)
