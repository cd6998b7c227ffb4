"""A vendor's own pages: at a glance, the guide, its products, the silence map, policy.json, the map of its decision."""

from functools import partial

from content.eligibility.catalogue import family_rows, serial_form
from content.eligibility.decision_tree import walk_tree
from content.eligibility.events import day_asked, warranty_start
from content.explain.facts import fact_line, fact_lines, sources_of
from content.explain.guide import PLACED, facts_placed, guide_of
from content.explain.journey import cost_facts, journey
from content.explain.silence import silence_of
from content.pages.checker import choices
from content.pages.diagrams import bars
from content.pages.diagrams.decision import decision, drawings
from content.pages.json_ld import json_ld
from content.pages.named_figures import all_named, sources_named
from content.pages.page import Page, page_context
from content.pages.policy_json.document import policy_json
from content.wording.catalog import fill, read_words
from content.wording.joining import joined

GLANCE = ("freight-in", "freight-back-warranty", "freight-back-paid", "rma-time", "quote-time", "repair-time")


def vendor_pages(site, vendor, policy):
    """Every page of a vendor but the checker's."""
    home = f"/{vendor.slug}/"
    yield Page(home, "vendor.html", partial(glance, site, vendor, policy))
    yield Page(f"{home}guide/", "guide.html", partial(guide, site, vendor, policy))
    asked = [step for step in walk_tree(policy) if step.question and step.question.id == "warranty"]
    warranty = list(choices(vendor, policy, asked[0])) if asked else []
    for found in vendor.products.families:
        context = partial(family, vendor, policy, found, warranty)
        yield Page(f"{home}products/{found.slug}/", "family.html", context)
    yield Page(f"{home}policy.json", "", partial(policy_json, vendor, policy), "application/json")
    yield Page(f"{home}silence/", "silence.html", lambda: page_context(vendor, policy) | silence_of(vendor, policy))
    yield Page(f"{home}map/", "map.html", partial(decision_map, vendor, policy))
    yield Page(f"{home}products/", "products.html", partial(products, vendor, policy))


def glance(site, vendor, policy):
    """The vendor's page: where to start, and at a glance what it costs and how long it takes."""
    words, intake = read_words(), site.settings.of_vendor(vendor.slug).intake
    rows = sorted(vendor.products.warranty, key=lambda row: row.months)
    # The sources of the shortest length and of the longest.
    read_in = dict.fromkeys(row.source for row in rows[:1] + rows[-1:])
    channels = [fill(words.channels[channel], vendor=vendor.name) for channel in vendor.file.channels]
    stops = journey(vendor, policy, intake=intake)
    facts = ["restocking", *GLANCE, *cost_facts(stops)]
    return page_context(vendor, policy) | {
        "sources": sources_of(vendor, policy, facts, read_in),
        "lengths": bars.lengths_written([row.months for row in rows]),
        "read_in": read_in,
        "lines": [fact_line(vendor, policy, key) for key in GLANCE],
        "channels": joined(channels, "or"),
        "asking": fill(words.intakes[intake].choice, vendor=vendor.name),
        "stops": stops,
        "json_ld": json_ld(site, vendor, policy, {"window.refund", "restocking", *GLANCE}),
    }


def guide(site, vendor, policy):
    """The guide: sections, the silences told once, and the sources of what it says."""
    stops = journey(vendor, policy, intake=site.settings.of_vendor(vendor.slug).intake)
    return page_context(vendor, policy) | {
        "guide": guide_of(vendor, policy),
        "silent": [line for line in fact_lines(vendor, policy) if line.silent],
        "stops": stops,
        "sources": sources_of(vendor, policy, [*facts_placed(vendor), *cost_facts(stops)]),
        "json_ld": json_ld(site, vendor, policy, {*PLACED.findall(vendor.guide)}, {f"/{vendor.slug}/guide/": "Guide"}),
    }


def family(vendor, policy, found, warranty):
    """A product family: its warranty, its serials, its models, and its warranty question as links."""
    rows, form = family_rows(vendor, found.slug), serial_form(vendor, found)
    read_in = {row.source for row in rows} | ({form.source} - {""} if found.kind == "camera" else set())
    return page_context(vendor, policy) | {
        "family": found,
        "bars": bars.rows(vendor, policy, found),
        "silence": bars.SILENT,
        "axis": bars.axis(vendor),
        "sources": sources_of(vendor, policy, ["warranty-clock"], read_in),
        "serial": form,
        "choices": warranty,
        "day": day_asked(warranty_start(policy)),
        # Only where one row holds for all do a date and its months settle the answer.
        "single": rows[0] if len(rows) == 1 and bars.for_all(rows[0]) else None,
    }


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
        "rows": rows,
        "axis": bars.axis(vendor),
        "looks": {bar.look for row in rows for bar in row.bars},
        "sources": sources_of(vendor, policy, ["warranty-clock"], read_in),
    }
