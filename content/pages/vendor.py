"""A vendor's own pages: at a glance, the guide, each product family, each revision, the links for dealers."""

from content.dates import length
from content.eligibility.catalogue import rows_of, serial_form
from content.eligibility.decision_tree import path, walk, ways
from content.eligibility.events import clock, day_asked
from content.explain.facts import all_lines, line_of, sources_of, with_sources
from content.explain.guide import PLACED, facts_placed, guide_sections
from content.explain.journey import bills, journey
from content.explain.silence import silence_of
from content.explain.windows import windows_told
from content.pages.checker import leads_to
from content.pages.diagrams import bars
from content.pages.json_ld import structured
from content.pages.page import Page, shared
from content.pages.policy_json.document import policy_json
from content.wording.catalog import fill, read_words
from content.wording.joining import joined

GLANCE = ("freight-in", "freight-back-warranty", "freight-back-paid", "rma-time", "quote-time", "repair-time")


def vendor_pages(site, slug):
    """Every page of a vendor but the checker's."""
    vendor, policy = site.vendors[slug], site.policies[slug]
    yield Page(f"/{slug}/", "vendor.html", lambda: glance(site, slug))
    yield Page(f"/{slug}/guide/", "guide.html", lambda: guide(site, slug))
    asked = warranty_asked(vendor, policy)
    for one in vendor.products.families:
        yield Page(f"/{slug}/products/{one.slug}/", "family.html", lambda one=one: family(vendor, policy, one, asked))
    yield Page(f"/{slug}/policy.json", "", lambda: policy_json(vendor, policy), "application/json")
    yield Page(f"/{slug}/silence/", "silence.html", lambda: shared(vendor, policy) | silence_of(vendor, policy))


def glance(site, slug):
    """The vendor's page: the three ways on, and at a glance what it costs and how long."""
    vendor, policy, words = site.vendors[slug], site.policies[slug], read_words()
    intake = site.settings.desk(slug).intake
    read_in, lines = _read_in(vendor), [line_of(vendor, policy, key) for key in GLANCE]
    stops = journey(vendor, policy, intake=intake)
    return shared(vendor, policy) | {
        "refund": line_of(vendor, policy, "restocking"),
        "within": _within(policy),
        "sources": with_sources(vendor, sources_of(vendor, policy, ["restocking", *GLANCE, *bills(stops)]), read_in),
        "warranty": warranty_at_a_glance(vendor),
        "read_in": read_in,
        "lines": lines,
        "channels": joined(
            (fill(words.channels[channel], vendor=vendor.name) for channel in vendor.file.channels), "or"
        ),
        "asking": fill(words.intakes[intake].choice, vendor=vendor.name),
        "stops": stops,
        "families": vendor.products.families,
        "structured": structured(site, vendor, policy, {"window.refund", "restocking", *GLANCE}),
    }


def _within(policy):
    """(the refund window's length, from when it is counted) in words; None where there is none."""
    return windows_told(policy).get("refund")


def warranty_at_a_glance(vendor):
    """One sentence: the shortest and the longest warranty the catalogue holds, or that none is published."""
    months = sorted({row.months for row in vendor.products.warranty})
    if not months:
        return f"{vendor.name} publishes no length."
    return (
        f"{length(months[0])} to {length(months[-1])}, by product family."
        if len(months) > 1
        else f"{length(months[0])}."
    )


def _read_in(vendor):
    """The sources of that sentence: where the shortest length stands, and where the longest."""
    rows = sorted(vendor.products.warranty, key=lambda row: row.months)
    return list(dict.fromkeys(row.source for row in rows[:1] + rows[-1:]))


def guide(site, slug):
    """The guide: sections, the silences told once, and the sources of what it says."""
    vendor, policy = site.vendors[slug], site.policies[slug]
    intro, sections = guide_sections(vendor, policy)
    silent = [line for line in all_lines(vendor, policy) if line.silent]
    stops = journey(vendor, policy, intake=site.settings.desk(slug).intake)
    told = {"intro": intro, "sections": sections, "silent": silent, "stops": stops}
    told["sources"] = sources_of(vendor, policy, [*facts_placed(vendor), *bills(stops)])
    trail = [("Guide", f"/{slug}/guide/")]
    told["structured"] = structured(site, vendor, policy, {*PLACED.findall(vendor.guide)}, trail)
    return shared(vendor, policy) | told


def warranty_asked(vendor, policy):
    """[(answer, address, consequence, answer)] of the warranty question, as links; none where it is not asked."""
    here = next((here for here in walk(policy) if here.question and here.question.id == "warranty"), None)
    at = path(policy, here.answers) if here else ""
    given = ways(policy, here.answers, here.question) if here else ()
    return [(answer, *leads_to(vendor, policy, here, answer, at)) for answer in given]


def family(vendor, policy, found, choices):
    """A product family: its warranty, its serials, its models, and its warranty question as links."""
    rows = [(row, length(row.months), vendor.file.sources[row.source]) for row in rows_of(vendor, found)]
    form, words = serial_form(vendor, found), read_words()
    read_at = _read_at(rows, form if found.kind == "camera" else None)
    return shared(vendor, policy) | {
        "family": found,
        "bars": bars.rows(vendor, policy, found),
        "silence": bars.SILENT,
        "axis": bars.axis(vendor),
        "start": bars.start(vendor, policy),
        "sources": with_sources(vendor, sources_of(vendor, policy, ["warranty-clock"]), read_at),
        "serial": form,
        "place": words.places.get(form.place, ""),
        "voids": words.voids.get(found.voids, ""),
        "choices": choices,
        "day": day_asked(clock(policy)),
        "single": rows[0][0] if len(rows) == 1 and _counts_alone(rows[0][0]) else None,
    }


def _read_at(rows, form):
    """The ids of the sources of these warranty rows and of the serial's form, if it is told."""
    return {row.source for row, *_ in rows} | ({form.source} if form and form.source else set())


def _counts_alone(row):
    """Whether a date and this row settle the answer: one that holds for some years, regions or parts only may not."""
    return not (row.from_ or row.to or row.when.region or row.when.part)
