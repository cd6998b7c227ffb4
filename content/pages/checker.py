"""The checker's pages: a page a question, its answers as links, and a page an outcome.

A revision that is not in force yet has its pages too, marked with its first day: from that day on the endpoint judges
by it, whenever the site is built next.
"""

from functools import partial
from typing import NamedTuple

from content.dates import written
from content.eligibility.answers import answers_param
from content.eligibility.dealer_rule import dealer_first
from content.eligibility.decision_tree import most_questions, possible_answers, reach, step_after, walk_tree
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


def checker_pages(site, slug):
    """Every question and every outcome of a vendor; where two texts share one, it is that in force comes first."""
    vendor, held, pages = site.vendors[slug], site.policies[slug], {}
    for policy in (held, *later_revisions(vendor, held)):
        pages = {page.address: page for page in _pages(site, vendor, policy, policy is not held)} | pages
    return pages.values()


def _pages(site, vendor, policy, ahead):
    holds = {"holds_from": written(policy.day), "json_ld": None} if ahead else {"holds_from": ""}
    for rule in policy.rules:
        context = partial(lambda rule: outcome(site, vendor, policy, rule) | holds, rule)
        yield Page(f"/{vendor.slug}/outcome/{rule.id}/", "outcome.html", context, hidden=ahead)
    for step in walk_tree(policy):
        if step.question:
            context = partial(lambda step: question(vendor, policy, step) | holds, step)
            yield Page(step_address(vendor, step), "question.html", context, hidden=ahead)


def question(vendor, policy, step):
    """A question page: its answers as links, each with what it leads to."""
    asked, number = step.question, len(step.answers) + 1
    named = choices_named(vendor, policy, step)
    so_far = list(answers_with_sources(vendor, policy, step.answers))
    window = policy.windows.get(asked.id)
    before = reach(policy, dict(list(step.answers.items())[:-1]))
    return page_context(vendor, policy) | {
        "ask": fill_windows(asked.ask, policy),
        "hint": fill_windows(asked.hint, policy),
        "choices": choices(vendor, policy, step),
        "number": number,
        "last": number - 1 + most_questions(policy, step),
        "window": window,
        "day": window and day_asked(window.start),
        "families": vendor.products.families if asked.id == "warranty" else [],
        "named": named,
        "so_far": so_far,
        "sources": sources_named(vendor, policy, named, so_far),
        "up": step_address(vendor, before) if step.answers else f"/{vendor.slug}/",
    }


def choices(vendor, policy, step):
    """The Choices of a question: every answer that can be true."""
    given = possible_answers(policy, step.answers, step.question)
    return [_choice(vendor, policy, step, answer) for answer in given]


def _choice(vendor, policy, step, answer):
    after, asked = step_after(policy, step.with_answer(answer)), step.question
    hint = asked.hints.get(answer) or (after.rule.outcome.title if after.rule else "")
    text, hint = (fill_windows(text, policy) for text in (asked.answers[answer], hint))
    return Choice(answer, text, step_address(vendor, after), hint)


def outcome(site, vendor, policy, rule):
    """An outcome page: the outcome in words, the next step, the futures of a don't-know, and why it applies."""
    words, ahead = outcome_in_words(vendor, policy, rule), futures_in_words(vendor, policy, rule)
    instead = reach(policy, rule.when | rule.outcome.instead) if rule.outcome.instead else None
    given = {question: answer for question, answer in rule.when.items() if isinstance(answer, str)}
    intake = site.settings.desk(vendor.slug).intake
    return (
        page_context(vendor, policy)
        | {
            "outcome": words,
            "way_on_first": words.kind in ALTERNATIVE_FIRST,
            "sheet_first": words.kind == "dealer" and dealer_first(policy),
            "words": kind_words(vendor, policy, words.kind),
            "form": f"/{vendor.slug}/?answers={answers_param(rule)}",
            "futures": ahead,
            "instead": instead and step_address(vendor, instead),
            "why": list(answers_with_sources(vendor, policy, given)),
            "stops": journey(vendor, policy, words.kind, intake=intake) if words.kind in LEADS_TO_RETURN else [],
            "sources": sources_of(vendor, policy, _facts_shown(words, ahead)),
        }
        | refund_json_ld(site, vendor, policy, rule)
    )


def _facts_shown(words, futures):
    costs = (cost.key for future in futures if future.outcome for cost in future.outcome.costs)
    return dict.fromkeys([*(line.key for line in words.lines), *costs])
