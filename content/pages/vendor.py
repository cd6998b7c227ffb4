"""A vendor's own pages: at a glance, the guide, each product family, each revision, the links for dealers."""

import msgspec

from content.catalogue import family_of, serial_form, warranty_rows
from content.guide import facts_placed, fill_windows, guide_sections
from content.journey import journey
from content.pages.checker import leads_to
from content.pages.page import Page, shared
from content.tell import all_lines, line_of, sources_of
from content.walk import path, walk, ways
from content.words import fill, joined, read_words

GLANCE = ("freight-in", "freight-back-warranty", "freight-back-paid", "rma-time", "quote-time", "repair-time")


def vendor_pages(site, slug):
    """Every page of a vendor but the checker's."""
    vendor, policy = site.vendors[slug], site.policies[slug]
    yield Page(f"/{slug}/", "vendor.html", lambda: glance(vendor, policy))
    yield Page(f"/{slug}/guide/", "guide.html", lambda: guide(vendor, policy))
    for one in vendor.products.families:
        yield Page(f"/{slug}/products/{one.slug}/", "family.html", lambda one=one: family(vendor, policy, one.slug))
    for held in vendor.policies:
        yield Page(f"/{slug}/policy/{held.name}/", "revision.html", lambda held=held: revision(vendor, held, policy))
    yield Page(f"/{slug}/policy.json", "", lambda: machine(vendor, policy), "application/json")
    yield Page(f"/{slug}/dealers/", "dealers.html", lambda: dealers(vendor, policy))


def glance(vendor, policy):
    """The vendor's page: the three ways on, and at a glance what it costs and how long."""
    lines, words = [line_of(vendor, policy, key) for key in GLANCE], read_words()
    return shared(vendor, policy) | {
        "refund": refund_at_a_glance(vendor, policy),
        "warranty": warranty_at_a_glance(vendor),
        "lines": lines,
        "channels": joined(
            (fill(words.channels[channel], vendor=vendor.name) for channel in vendor.file.channels), "or"
        ),
        "stops": journey(vendor, policy),
        "families": vendor.products.families,
    }


def refund_at_a_glance(vendor, policy):
    """One sentence: the refund window and its fee, or that none is named."""
    window = policy.windows.get("refund")
    fee = line_of(vendor, policy, "restocking")
    if not window:
        return f"{vendor.name}'s text names no refund."
    within = fill_windows("Within {window.refund}", policy)
    return f"{within} {read_words().after[window.after]}. {fee.text or fee.silent}"


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


def length(months):
    """'3 years', '18 months'."""
    count, unit = (months // 12, "year") if months % 12 == 0 else (months, "month")
    return f"{count} {unit}{'' if count == 1 else 's'}"


def guide(vendor, policy):
    """The guide: sections, the silences told once, and the sources of what it says."""
    intro, sections = guide_sections(vendor, policy)
    silent = [line for line in all_lines(vendor, policy) if line.silent]
    told = {"intro": intro, "sections": sections, "silent": silent, "stops": journey(vendor, policy)}
    return shared(vendor, policy) | told | {"sources": sources_of(vendor, policy, facts_placed(vendor))}


def family(vendor, policy, slug):
    """A product family: its warranty, its serials, its models, and its warranty question as links."""
    found = family_of(vendor, slug)
    rows = [(row, length(row.months), vendor.file.sources[row.source]) for row in warranty_rows(vendor, found)]
    asked = [here for here in walk(policy) if here.question and here.question.id == "warranty"]
    here = asked[0] if asked else None
    form, words = serial_form(vendor, found), read_words()
    return shared(vendor, policy) | {
        "family": found,
        "rows": rows,
        "serial": form,
        "place": words.places.get(form.place, ""),
        "voids": words.voids.get(found.voids, ""),
        "choices": [
            (answer, *leads_to(vendor, policy, here, answer, path(policy, here.answers)))
            for answer in ways(policy, here.answers, here.question)
        ]
        if here
        else [],
        "single": rows[0][0] if len(rows) == 1 and _counts_alone(rows[0][0]) else None,
    }


def _counts_alone(row):
    """Whether a date and this row settle the answer: one that holds for some years only may not apply."""
    return not (row.from_ or row.to)


def revision(vendor, policy, held):
    """One revision, fact by fact; `held` is the one in force."""
    return shared(vendor, policy) | {"lines": all_lines(vendor, policy), "held": policy is held}


def machine(vendor, policy):
    """The policy for programs, as JSON text."""
    whole = {"vendor": vendor.slug, "policy": policy, "products": vendor.products, "sources": vendor.file.sources}
    return msgspec.json.format(msgspec.json.encode(whole, order="deterministic"), indent=1).decode()


def dealers(vendor, policy):
    """The links a dealer hands out: per question a caller asks, per outcome, per family."""
    _, sections = guide_sections(vendor, policy)
    outcomes = [(rule.id, fill_windows(rule.outcome.title, policy)) for rule in policy.rules]
    return shared(vendor, policy) | {"sections": sections, "outcomes": outcomes, "families": vendor.products.families}
