"""A vendor's own pages: at a glance, the guide, its products, the silence map, policy.json, the map of its decision."""

from functools import partial
from typing import NamedTuple

from content.eligibility.catalogue import family_rows, serial_form
from content.eligibility.decision_tree import walk_tree
from content.eligibility.events import warranty_clock
from content.explain.contacts import published_in
from content.explain.events import day_asked
from content.explain.facts import fact_line, sources_of, stated_lines
from content.explain.guide import PLACED, facts_placed, guide_of
from content.explain.holds import lengths_in_words
from content.explain.journey import cost_facts, journey
from content.explain.silence import silence_of
from content.explain.texts import outcome_text
from content.explain.windows import windows_in_words
from content.pages.checker import choices
from content.pages.diagrams import bars
from content.pages.diagrams.decision import decision, drawings
from content.pages.json_ld import json_ld
from content.pages.lists.folding import FEW, folded
from content.pages.lists.names import families_folded, found_by
from content.pages.named_figures import all_named, sources_named
from content.pages.page import Page, page_context
from content.pages.policy_json.document import OF_REGION, policy_json
from content.schema.facts import KEYS
from content.schema.when import Situation
from content.wording.catalog import fill, read_words
from content.wording.joining import joined

GLANCE = ("freight-in", "freight-back", "rma-time", "quote-time", "repair-time")


def vendor_pages(site, vendor, policy):
    """Every page of a vendor but the checker's."""
    home = f"/{vendor.slug}/"
    yield Page(home, "vendor.html", partial(glance, site, vendor, policy))
    yield Page(f"{home}guide/", "guide.html", partial(guide, site, vendor, policy))
    asked = [step for step in walk_tree(policy) if step.question and step.question.id == "warranty"]
    links = [[*choices(vendor, policy, step)] for step in asked]
    # Where the answer leads on differently from place to place, only the checker knows which place is meant.
    warranty = links[0] if links and all(link == links[0] for link in links) else []
    for found in vendor.products.families:
        context = partial(family, vendor, policy, found, warranty)
        yield Page(f"{home}products/{found.slug}/", "family.html", context)
    regional = site.regional(vendor)
    yield Page(f"{home}policy.json", "", partial(policy_json, vendor, policy, regional), "application/json")
    for text in regional.values():
        address = f"{home}{OF_REGION.format(text.name)}"
        yield Page(address, "", partial(policy_json, vendor, text), "application/json")
    yield Page(f"{home}silence/", "silence.html", lambda: page_context(vendor, policy) | silence_of(vendor, policy))
    yield Page(f"{home}map/", "map.html", partial(decision_map, vendor, policy))
    yield Page(f"{home}products/", "products.html", partial(products, vendor, policy))


def glance(site, vendor, policy):
    """The vendor's page: where to start, and at a glance what it costs and how long it takes."""
    words, intake = read_words(), site.settings.of_vendor(vendor.slug).intake
    lengths = lengths_in_words(vendor, policy)
    channels = [fill(words.channels[channel], vendor=vendor.short) for channel in vendor.file.channels]
    stops = journey(vendor, policy, intake=intake)
    facts = ["restocking", *GLANCE, *cost_facts(stops)]
    return page_context(vendor, policy) | {
        "sources": sources_of(vendor, policy, facts, [*lengths.read_in, *published_in(vendor)]),
        "lengths": lengths,
        "ways": [way_at_a_glance(policy, kind) for kind in ("refund", "replacement")],
        "lines": stated_lines(vendor, policy, GLANCE),
        "channels": joined(channels, "or"),
        "asking": fill(words.intakes[intake].choice, vendor=vendor.short),
        "families": families_folded(vendor),
        "stops": stops,
        "json_ld": json_ld(site, vendor, policy, {"window.refund", "restocking", *GLANCE}),
    }


class Way(NamedTuple):
    """A refund or a replacement at a glance: its windows where the text offers it, else what is told instead."""

    kind: str
    offered: bool
    windows: tuple
    title: str


def way_at_a_glance(policy, kind):
    """The Way of a kind, by the rules that lead there."""
    rules = [rule for rule in policy.rules if rule.outcome.kind == kind]
    known = windows_in_words(policy)
    named = [name for rule in rules for name in known if rule.when.get(name) in ("in", ["in"])]
    asked = rules or [rule for rule in policy.rules if rule.when.get("purpose") == kind]
    title = outcome_text(policy, asked[0].id).title if asked else ""
    return Way(kind, bool(rules), tuple(known[name] for name in dict.fromkeys(named)), title)


def guide(site, vendor, policy):
    """The guide: sections, the silences told once, and the sources of what it says."""
    stops, regional = journey(vendor, policy, intake=site.settings.of_vendor(vendor.slug).intake), site.regional(vendor)
    return page_context(vendor, policy) | {
        "guide": guide_of(vendor, policy),
        "regional": [(policy.names["region"].get(name, name), text.name) for name, text in regional.items()],
        "silent": [line for line in (fact_line(vendor, policy, key) for key in KEYS) if line.silent],
        "stops": stops,
        "sources": sources_of(vendor, policy, [*facts_placed(vendor), *cost_facts(stops)], published_in(vendor)),
        "json_ld": json_ld(site, vendor, policy, {*PLACED.findall(vendor.guide)}, {f"/{vendor.slug}/guide/": "Guide"}),
    }


def family(vendor, policy, found, warranty):
    """A product family: its warranty, its serials, its models, and its warranty question as links."""
    rows, form = family_rows(vendor, found.slug), serial_form(vendor, found)
    read_in = {row.source for row in rows} | ({form.source} - {""} if found.kind == "camera" else set())
    return page_context(vendor, policy) | {
        "family": found,
        "models": folded(found.models, str),
        "bars": bars.rows(vendor, policy, found),
        "clock": _clock(vendor, policy, found, rows),
        "silence": bars.SILENT,
        "axis": bars.axis(vendor),
        "sources": sources_of(vendor, policy, ["warranty-clock"], read_in),
        "serial": form,
        "asked": "warranty" in policy.answers,
        "choices": warranty,
        "day": day_asked(warranty_clock(policy)),
        "single": _settling(policy, rows),
    }


def _clock(vendor, policy, found, rows):
    """The FactLine of what this family's warranty is counted from; None where every row says so itself."""
    shared = any(row.figure and not row.clock for row in rows)
    return fact_line(vendor, policy, "warranty-clock", Situation(family=found.slug)) if shared else None


def _settling(policy, rows):
    """The one row of a family by which the day alone settles the answer, or None.

    It holds for all, is counted as the policy says, and no other reading of it or of the clock may end sooner.
    """
    row = rows[0] if len(rows) == 1 else None
    clear = row and row.figure and bars.for_all(row) and (not row.doubt or row.or_ == "longer")
    return row if clear and not row.clock and not policy.fact("warranty-clock").doubt else None


def decision_map(vendor, policy):
    """The map: the checker's tree, drawn and as a list, and the kinds of its ends."""
    tree, named = decision(vendor, policy), all_named(vendor, policy)
    return page_context(vendor, policy) | {
        "tree": tree,
        "drawings": drawings(tree),
        "found": dict.fromkeys(step.rule.outcome.kind for step in walk_tree(policy) if step.rule),
        "named": named,
        "sources": sources_named(vendor, policy, named),
    }


def products(vendor, policy):
    """The families with their warranties as bars on one axis."""
    rows, read_in = bars.overview(vendor), {row.source for row in vendor.products.warranty}
    return page_context(vendor, policy) | {
        "shared_clock": any(row.figure and not row.clock for row in vendor.products.warranty),
        "rows": rows,
        "lengths": bars.by_length(rows) if len(rows) > FEW else {},
        "names": {found.family.slug: found for found in found_by(vendor.products.families)},
        "axis": bars.axis(vendor),
        "looks": {bar.look for row in rows for bar in row.bars},
        "sources": sources_of(vendor, policy, ["warranty-clock"], read_in),
    }
