"""The checker's pages: a page a question, its answers as links, and a page an outcome.

The endpoint judges by a text from its first day on, whenever the site is built next: so what only a text ahead asks and
decides has its pages before that day, marked with it.
"""

from functools import partial

from content.dates import written
from content.eligibility.answers import answers_param
from content.eligibility.dealer_rule import dealer_first
from content.eligibility.decision_tree import at_most, path, reach, step, walk, ways
from content.eligibility.events import day_asked
from content.eligibility.revision_in_force import ahead_of
from content.explain.facts import sources_of
from content.explain.futures import address_of, futures_told
from content.explain.journey import journey
from content.explain.outcome import kind_words, telling
from content.explain.windows import fill_windows
from content.pages.json_ld import refund_data
from content.pages.named_figures import answers_told, choices_named, sources_named
from content.pages.page import Page, shared
from content.schema.outcome_kinds import ON_A_WAY, WAY_ON_FIRST


def checker_pages(site, slug):
    """Every question and every outcome of a vendor; where two texts share one, it is told by the one in force."""
    vendor, held, pages = site.vendors[slug], site.policies[slug], {}
    for policy in (held, *ahead_of(vendor, held)):
        pages = {page.address: page for page in _pages(site, vendor, policy, policy is not held)} | pages
    return pages.values()


def _pages(site, vendor, policy, ahead):
    holds = {"holds_from": written(policy.day), "structured": None} if ahead else {"holds_from": ""}
    for rule in policy.rules:
        told = partial(lambda rule: outcome(site, vendor, policy, rule) | holds, rule)
        yield Page(f"/{vendor.slug}/outcome/{rule.id}/", "outcome.html", told, hidden=ahead)
    for here in walk(policy):
        if here.question:
            told = partial(lambda here: question(vendor, policy, here) | holds, here)
            yield Page(address_of(vendor, policy, here), "question.html", told, hidden=ahead)


def question(vendor, policy, here):
    """A question page: its answers as links, each with what it leads to."""
    at = path(policy, here.answers)
    choices = [
        (fill_windows(here.question.answers[answer], policy), leads_to(vendor, policy, here, answer, at))
        for answer in ways(policy, here.answers, here.question)
    ]
    named = choices_named(vendor, policy, here.question, _ends(policy, here))
    so_far = list(answers_told(vendor, policy, here.answers))
    last, window = len(here.answers) + at_most(policy, here.answers), policy.windows.get(here.question.id)
    return shared(vendor, policy) | {
        "ask": fill_windows(here.question.ask, policy),
        "hint": fill_windows(here.question.hint, policy),
        "choices": choices,
        "here": len(here.answers) + 1,
        "last": last,
        "window": window,
        "day": window and day_asked(window.start),
        "families": vendor.products.families if here.question.id == "warranty" else [],
        "named": named,
        "so_far": so_far,
        "sources": sources_named(vendor, policy, named, so_far),
        "up": f"/{vendor.slug}/check/{at.rpartition('/')[0]}/".replace("//", "/") if at else f"/{vendor.slug}/",
    }


def _ends(policy, here):
    """Where each answer to a question leads."""
    return [step(policy, here.answers | {here.question.id: answer}) for answer in here.question.answers]


def leads_to(vendor, policy, here, answer, at):
    """(address, consequence, answer) of one choice."""
    there = step(policy, here.answers | {here.question.id: answer})
    hint = fill_windows(here.question.hints.get(answer, ""), policy)
    if there.rule:
        return address_of(vendor, policy, there), hint or fill_windows(there.rule.outcome.title, policy), answer
    return f"/{vendor.slug}/check/{at + '/' if at else ''}{answer}/", hint, answer


def outcome(site, vendor, policy, rule):
    """An outcome page: the telling, its next step, the futures of a don't-know, and why."""
    told, ahead = telling(vendor, policy, rule), futures_told(vendor, policy, rule)
    instead = reach(policy, rule.when | rule.outcome.instead) if rule.outcome.instead else None
    given = {key: one for key, one in rule.when.items() if isinstance(one, str)}
    intake = site.settings.desk(vendor.slug).intake
    return (
        shared(vendor, policy)
        | {
            "told": told,
            "way_on_first": told.kind in WAY_ON_FIRST,
            "sheet_first": told.kind == "dealer" and dealer_first(policy),
            "words": kind_words(vendor, policy, told.kind),
            "form": f"/{vendor.slug}/?answers={answers_param(rule)}",
            "futures": ahead,
            "instead": instead and address_of(vendor, policy, instead),
            "why": list(answers_told(vendor, policy, given)),
            "stops": journey(vendor, policy, told.kind, intake=intake) if told.kind in ON_A_WAY else [],
            "sources": sources_of(vendor, policy, _facts_shown(told, ahead)),
        }
        | refund_data(site, vendor, policy, rule)
    )


def _facts_shown(told, ahead):
    shown = [line.key for line in told.lines]
    return dict.fromkeys([*shown, *(cost.key for _, future, _ in ahead if future for cost in future.costs)])
