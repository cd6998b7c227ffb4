"""The checker's pages: a page a question, its answers as links, and a page an outcome.

A revision that is not in force yet has its pages too, marked with its first day: from that day on the endpoint judges
by it, whenever the site is built next.
"""

from functools import partial
from typing import NamedTuple

from content.eligibility.answers import answers_param
from content.eligibility.dealer_rule import dealer_first
from content.eligibility.decision_tree import most_questions, reach, step_after, steps_below, walk_tree
from content.eligibility.revision_in_force import later_revisions
from content.explain.contacts import published_in
from content.explain.events import day_asked
from content.explain.facts import sources_of
from content.explain.futures import futures_in_words, step_address
from content.explain.journey import journey
from content.explain.outcome import kind_words, outcome_in_words
from content.explain.texts import outcome_text, question_text
from content.explain.windows import terms_of
from content.pages.json_ld import refund_json_ld
from content.pages.lists.names import families_folded
from content.pages.named_figures import answers_with_sources, choices_named, sources_named
from content.pages.page import Page, page_context
from content.schema.outcome_kinds import ALTERNATIVE_FIRST, LEADS_TO_RETURN
from content.schema.policy import ELSEWHERE, situation_of
from content.wording.catalog import read_words


class Choice(NamedTuple):
    """An answer as a link: its id, its words, the page that it leads to, and a hint or the outcome's title."""

    answer: str
    text: str
    address: str
    hint: str


def checker_pages(site, vendor, held):
    """Every question and every outcome of a vendor; where two texts share one, it is that in force comes first."""
    pages, regional = {}, site.regional(vendor)
    for now in (held, *regional.values()):
        for policy in (now, *later_revisions(vendor, now)):
            pages = {page.address: page for page in _pages(site, vendor, policy, policy is not now)} | pages
    if regional:
        home = f"/{vendor.slug}/check/"
        pages[home] = Page(home, "region.html", partial(region_question, vendor, held, regional))
    return pages.values()


def region_question(vendor, held, regional):
    """The question before all others: which text holds, where regions have one of their own."""
    names = {region: held.names["region"].get(region, region) for region in regional}
    starts = [(policy, step_after(policy, {})) for policy in (*regional.values(), held)]
    places = [*names.items(), (ELSEWHERE, read_words().holds["region"][ELSEWHERE])]
    choices = [
        Choice(id, name, step_address(vendor, policy, step), "")
        for (id, name), (policy, step) in zip(places, starts, strict=True)
    ]
    return page_context(vendor, held) | {"choices": choices, "up": f"/{vendor.slug}/"}


def _pages(site, vendor, policy, ahead):
    """The pages of one revision; `ahead` says that it is not in force yet."""
    for rule in policy.rules:
        context = partial(outcome, site, vendor, policy, rule, ahead)
        yield Page(f"/{vendor.slug}/outcome/{rule.id}/", "outcome.html", context, hidden=ahead)
    for step in walk_tree(policy):
        if step.question:
            context = partial(question, vendor, policy, step, ahead)
            yield Page(step_address(vendor, policy, step), "question.html", context, hidden=ahead)


def question(vendor, policy, step, ahead):
    """A question page: its answers as links, each with what it leads to."""
    asked = step.question
    named = choices_named(vendor, policy, step)
    so_far = list(answers_with_sources(vendor, policy, step.answers))
    situation = situation_of(step.answers)
    rows = policy.window(asked.id, situation) if asked.id in policy.windows else ()
    # Only where one row holds for all does a day settle the answer.
    window = rows[0] if len(rows) == 1 and not rows[0].silent else None
    before = reach(policy, dict(list(step.answers.items())[:-1]))
    return page_context(vendor, policy) | {
        "id": asked.id,
        "asked": question_text(policy, asked.id, situation),
        "choices": list(choices(vendor, policy, step)),
        "last": len(so_far) + most_questions(policy, step),
        "day": window and day_asked(window.start),
        "window": window,
        "named": named,
        "so_far": so_far,
        "sources": sources_named(vendor, policy, named, so_far),
        "up": step_address(vendor, policy, before) if step.answers else f"/{vendor.slug}/",
        "ahead": ahead,
        "families": families_folded(vendor) if asked.id == "warranty" else [],
    }


def choices(vendor, policy, step):
    """A Choice for every answer to a question that can be true."""
    words = question_text(policy, step.question.id, situation_of(step.answers))
    for after in steps_below(policy, step):
        answer = after.answers[step.question.id]
        hint = words.hints.get(answer) or (outcome_text(policy, after.rule.id).title if after.rule else "")
        yield Choice(answer, words.answers[answer], step_address(vendor, policy, after), hint)


def outcome(site, vendor, policy, rule, ahead):
    """An outcome page: the outcome in words, the next step, the futures of a don't-know, and why it applies."""
    words, futures = outcome_in_words(vendor, policy, rule), futures_in_words(vendor, policy, rule)
    instead = reach(policy, rule.when | rule.outcome.instead) if rule.outcome.instead else None
    given = {question: answer for question, answer in rule.when.items() if isinstance(answer, str)}
    intake = site.settings.of_vendor(vendor.slug).intake
    costs = [cost.key for future in futures if future.outcome for cost in future.outcome.costs]
    told = [*(line.key for line in words.lines), *costs]
    stops = journey(vendor, policy, words.kind, intake=intake, known=rule.situation(), told=rule.outcome.facts)
    terms = terms_of(vendor, policy, rule)
    single = terms[0].row if len(terms) == 1 else None
    return page_context(vendor, policy) | {
        "terms": terms,
        "window": single,
        "day": single and day_asked(single.start),
        "outcome": words,
        "way_on_first": words.kind in ALTERNATIVE_FIRST,
        "sheet_first": words.kind == "dealer" and dealer_first(policy),
        "words": kind_words(vendor, policy, words.kind, rule.situation()),
        "form": f"/{vendor.slug}/?answers={answers_param(rule)}",
        "futures": futures,
        "instead": instead and step_address(vendor, policy, instead),
        "why": list(answers_with_sources(vendor, policy, given)),
        "stops": stops if words.kind in LEADS_TO_RETURN else [],
        "sources": sources_of(vendor, policy, dict.fromkeys(told), published_in(vendor)),
        "json_ld": None if ahead else refund_json_ld(site, vendor, policy, rule),
        "ahead": ahead,
    }
