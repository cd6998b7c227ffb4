"""The checker's pages: a page a question, its answers as links, and a page an outcome.

A revision that is not in force yet has its pages too, marked with its first day: from that day on the endpoint judges
by it, whenever the site is built next.
"""

from functools import partial
from typing import NamedTuple

from content.eligibility.answers import answers_param
from content.eligibility.dealer_rule import dealer_first
from content.eligibility.decision_tree import most_questions, reach, steps_below, walk_tree
from content.eligibility.events import day_asked
from content.eligibility.revision_in_force import later_revisions
from content.explain.facts import sources_of
from content.explain.futures import futures_in_words, step_address
from content.explain.journey import journey
from content.explain.outcome import kind_words, outcome_in_words
from content.explain.windows import fill_windows
from content.pages.json_ld import refund_json_ld
from content.pages.named_figures import answers_with_sources, choices_named, sources_named
from content.pages.page import Page, page_context
from content.schema.outcome_kinds import ALTERNATIVE_FIRST, LEADS_TO_RETURN


class Choice(NamedTuple):
    """An answer as a link: its id, its words, the page that it leads to, and a hint or the outcome's title."""

    answer: str
    text: str
    address: str
    hint: str


def checker_pages(site, vendor, held):
    """Every question and every outcome of a vendor; where two texts share one, it is that in force comes first."""
    pages = {}
    for policy in (held, *later_revisions(vendor, held)):
        pages = {page.address: page for page in _pages(site, vendor, policy, policy is not held)} | pages
    return pages.values()


def _pages(site, vendor, policy, ahead):
    """The pages of one revision; `ahead` says that it is not in force yet."""
    for rule in policy.rules:
        context = partial(outcome, site, vendor, policy, rule, ahead)
        yield Page(f"/{vendor.slug}/outcome/{rule.id}/", "outcome.html", context, hidden=ahead)
    for step in walk_tree(policy):
        if step.question:
            context = partial(question, vendor, policy, step, ahead)
            yield Page(step_address(vendor, step), "question.html", context, hidden=ahead)


def question(vendor, policy, step, ahead):
    """A question page: its answers as links, each with what it leads to."""
    asked = step.question
    named = choices_named(vendor, policy, step)
    so_far = list(answers_with_sources(vendor, policy, step.answers))
    window = policy.windows.get(asked.id)
    before = reach(policy, dict(list(step.answers.items())[:-1]))
    return page_context(vendor, policy) | {
        "asked": asked,
        "choices": list(choices(vendor, policy, step)),
        "last": len(so_far) + most_questions(policy, step),
        "day": window and day_asked(window.start),
        "named": named,
        "so_far": so_far,
        "sources": sources_named(vendor, policy, named, so_far),
        "up": step_address(vendor, before) if step.answers else f"/{vendor.slug}/",
        "ahead": ahead,
    }


def choices(vendor, policy, step):
    """A Choice for every answer to a question that can be true."""
    asked = step.question
    for after in steps_below(policy, step):
        answer = after.answers[asked.id]
        hint = asked.hints.get(answer) or (after.rule.outcome.title if after.rule else "")
        text, hint = (fill_windows(text, policy) for text in (asked.answers[answer], hint))
        yield Choice(answer, text, step_address(vendor, after), hint)


def outcome(site, vendor, policy, rule, ahead):
    """An outcome page: the outcome in words, the next step, the futures of a don't-know, and why it applies."""
    words, futures = outcome_in_words(vendor, policy, rule), futures_in_words(vendor, policy, rule)
    instead = reach(policy, rule.when | rule.outcome.instead) if rule.outcome.instead else None
    given = {question: answer for question, answer in rule.when.items() if isinstance(answer, str)}
    intake = site.settings.of_vendor(vendor.slug).intake
    costs = [cost.key for future in futures if future.outcome for cost in future.outcome.costs]
    return page_context(vendor, policy) | {
        "outcome": words,
        "way_on_first": words.kind in ALTERNATIVE_FIRST,
        "sheet_first": words.kind == "dealer" and dealer_first(policy),
        "words": kind_words(vendor, policy, words.kind),
        "form": f"/{vendor.slug}/?answers={answers_param(rule)}",
        "futures": futures,
        "instead": instead and step_address(vendor, instead),
        "why": list(answers_with_sources(vendor, policy, given)),
        "stops": journey(vendor, policy, words.kind, intake=intake) if words.kind in LEADS_TO_RETURN else [],
        "sources": sources_of(vendor, policy, dict.fromkeys([*(line.key for line in words.lines), *costs])),
        "json_ld": None if ahead else refund_json_ld(site, vendor, policy, rule),
        "ahead": ahead,
    }
