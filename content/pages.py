"""What each page of the site says, as plain values for its template; every figure comes from a policy."""

from content.catalogue import family_of, serial_form, warranty_rows
from content.guide import facts_placed, fill_windows, guide_sections
from content.journey import journey
from content.links import answers_param
from content.model import ON_A_WAY, WAY_ON_FIRST
from content.tell import all_lines, answered, futures, kind_words, line_of, source_line, sources_of, telling
from content.walk import at_most, path, reach, step, walk, ways
from content.words import fill, joined, read_words

COUNT = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ORDINAL = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
GLANCE = ("freight-in", "freight-back-warranty", "freight-back-paid", "rma-time", "quote-time", "repair-time")


def shared(vendor, policy):
    """What every page of a vendor knows: the vendor, the policy in force, its source line."""
    return {"vendor": vendor, "policy": policy, "source": source_line(vendor, policy)}


def printed_index(vendors):
    """[(what is printed on it, vendor, family)] for every prefix, family name and former name, sorted."""
    cameras = [(vendor, family) for vendor in vendors for family in vendor.products.families if family.kind == "camera"]
    found = [(printed, vendor, family) for vendor, family in cameras for printed in family.prefixes or [family.name]]
    found += [(name, vendor, None) for vendor in vendors for name in vendor.file.former_names]
    return sorted(found, key=lambda entry: entry[0].lower())


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


def question(vendor, policy, here, at):
    """A question page: its answers as links, each with what it leads to."""
    choices = [
        (fill_windows(here.question.answers[answer], policy), _leads_to(vendor, policy, here, answer, at))
        for answer in ways(policy, here.answers, here.question)
    ]
    last = len(here.answers) + at_most(policy, here.answers)
    return shared(vendor, policy) | {
        "ask": fill_windows(here.question.ask, policy),
        "hint": fill_windows(here.question.hint, policy),
        "choices": choices,
        "progress": f"{ORDINAL[len(here.answers) + 1].capitalize()} of at most {COUNT[last]} questions"
        if last > 1
        else "The only question",
        "window": policy.windows.get(here.question.id),
        "families": vendor.products.families if here.question.id == "warranty" else [],
        "so_far": answered(policy, here.answers),
        "up": f"/{vendor.slug}/check/{at.rpartition('/')[0]}/".replace("//", "/") if at else f"/{vendor.slug}/",
    }


def _leads_to(vendor, policy, here, answer, at):
    """(address, consequence, answer) of one choice."""
    there = step(policy, here.answers | {here.question.id: answer})
    hint = here.question.hints.get(answer, "")
    if there.rule:
        return address_of(vendor, policy, there), hint or fill_windows(there.rule.outcome.title, policy), answer
    return f"/{vendor.slug}/check/{at + '/' if at else ''}{answer}/", hint, answer


def address_of(vendor, policy, there):
    """The page of a Step: its question's or its outcome's."""
    if there.rule:
        return f"/{vendor.slug}/outcome/{there.rule.id}/"
    walked = path(policy, there.answers)
    return f"/{vendor.slug}/check/{walked}/" if walked else f"/{vendor.slug}/check/"


def outcome(vendor, policy, told):
    """An outcome page: the telling, its next step, the futures of a don't-know, and why."""
    rule = policy.rule(told.rule)
    ahead = futures_told(vendor, policy, rule)
    instead = reach(policy, rule.when | rule.outcome.instead) if rule.outcome.instead else None
    return shared(vendor, policy) | {
        "told": told,
        "way_on_first": told.kind in WAY_ON_FIRST,
        "words": kind_words(vendor, policy, told.kind),
        "form": f"/{vendor.slug}/?answers={answers_param(rule)}",
        "futures": ahead,
        "instead": instead and address_of(vendor, policy, instead),
        "why": answered(policy, {key: value for key, value in rule.when.items() if isinstance(value, str)}),
        "stops": journey(vendor, policy, told.kind) if told.kind in ON_A_WAY else [],
        "sources": sources_of(vendor, policy, [line.key for line in told.lines]),
    }


def futures_told(vendor, policy, rule):
    """[(answer in words, its telling or None, its address)] of what each real answer to a don't-know leads to."""
    return [_future(vendor, policy, *future) for future in futures(policy, rule)]


def _future(vendor, policy, question, answer, there):
    """(the answer in words, its telling or None, its address)."""
    told = telling(vendor, policy, there.rule) if there.rule else None
    return fill_windows(question.answers[answer], policy), told, address_of(vendor, policy, there)


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
            (answer, *_leads_to(vendor, policy, here, answer, path(policy, here.answers)))
            for answer in ways(policy, here.answers, here.question)
        ]
        if here
        else [],
        "single": rows[0][0] if len(rows) == 1 and _counts_alone(rows[0][0]) else None,
    }


def _counts_alone(row):
    """Whether a date and this row settle the answer: one that holds for some years only may not apply."""
    return not (row.from_ or row.to)


def dealers(vendor, policy):
    """The links a dealer hands out: per question a caller asks, per outcome, per family."""
    _, sections = guide_sections(vendor, policy)
    outcomes = [(rule.id, fill_windows(rule.outcome.title, policy)) for rule in policy.rules]
    return shared(vendor, policy) | {"sections": sections, "outcomes": outcomes, "families": vendor.products.families}


def addresses(vendors, policies):
    """Every address of the site with its endpoint and values, in a fixed order; freezer and sitemap share it."""
    yield from ((name, {}) for name in ("home", "missing", "sitemap", "robots", "security"))
    yield from (("static", {"name": name}) for name in ("kiosk.css", "kiosk.js"))
    yield from (("plain", {"name": name}) for name in ("privacy", "imprint", "accessibility"))
    for slug, vendor in vendors.items():
        yield from ((name, {"slug": slug}) for name in ("vendor", "guide", "machine", "dealers"))
        yield from (("family", {"slug": slug, "family": family.slug}) for family in vendor.products.families)
        yield from (("revision", {"slug": slug, "revision": policy.name}) for policy in vendor.policies)
        yield from (("outcome", {"slug": slug, "rule": rule.id}) for rule in policies[slug].rules)
        steps = [here for here in walk(policies[slug]) if here.question]
        yield from (("check", {"slug": slug, "path": path(policies[slug], here.answers)}) for here in steps)


def last_read(vendor):
    """The latest day any of the vendor's sources was read, as ISO text."""
    return max(source.read for source in vendor.file.sources.values()).isoformat()
