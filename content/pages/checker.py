"""The checker's pages: a page a question, its answers as links, and a page an outcome."""

from content.events import day_asked
from content.guide import fill_windows
from content.journey import journey
from content.links import address_of, answers_param
from content.model import ON_A_WAY, WAY_ON_FIRST
from content.pages.page import Page, shared
from content.structured import refund_data
from content.tell import answered, futures, kind_words, sources_of, telling
from content.walk import at_most, path, reach, step, walk, ways

COUNT = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ORDINAL = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def checker_pages(site, slug):
    """Every question and every outcome of a vendor."""
    vendor, policy = site.vendors[slug], site.policies[slug]
    for rule in policy.rules:
        yield Page(f"/{slug}/outcome/{rule.id}/", "outcome.html", lambda rule=rule: outcome(site, slug, rule))
    for here in walk(policy):
        if here.question:
            yield Page(
                address_of(vendor, policy, here), "question.html", lambda here=here: question(vendor, policy, here)
            )


def question(vendor, policy, here):
    """A question page: its answers as links, each with what it leads to."""
    at = path(policy, here.answers)
    choices = [
        (fill_windows(here.question.answers[answer], policy), leads_to(vendor, policy, here, answer, at))
        for answer in ways(policy, here.answers, here.question)
    ]
    last, window = len(here.answers) + at_most(policy, here.answers), policy.windows.get(here.question.id)
    return shared(vendor, policy) | {
        "ask": fill_windows(here.question.ask, policy),
        "hint": fill_windows(here.question.hint, policy),
        "choices": choices,
        "progress": f"{ORDINAL[len(here.answers) + 1].capitalize()} of at most {COUNT[last]} questions"
        if last > 1
        else "The only question",
        "window": window,
        "day": window and day_asked(window.start),
        "families": vendor.products.families if here.question.id == "warranty" else [],
        "so_far": answered(policy, here.answers),
        "up": f"/{vendor.slug}/check/{at.rpartition('/')[0]}/".replace("//", "/") if at else f"/{vendor.slug}/",
    }


def leads_to(vendor, policy, here, answer, at):
    """(address, consequence, answer) of one choice."""
    there = step(policy, here.answers | {here.question.id: answer})
    hint = here.question.hints.get(answer, "")
    if there.rule:
        return address_of(vendor, policy, there), hint or fill_windows(there.rule.outcome.title, policy), answer
    return f"/{vendor.slug}/check/{at + '/' if at else ''}{answer}/", hint, answer


def outcome(site, slug, rule):
    """An outcome page: the telling, its next step, the futures of a don't-know, and why."""
    vendor, policy = site.vendors[slug], site.policies[slug]
    told, ahead = telling(vendor, policy, rule), futures_told(vendor, policy, rule)
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
        "sources": sources_of(vendor, policy, _facts_shown(told, ahead)),
    } | refund_data(site, vendor, policy, rule)


def _facts_shown(told, ahead):
    shown = [line.key for line in told.lines]
    return dict.fromkeys([*shown, *(cost.key for _, future, _ in ahead if future for cost in future.costs)])


def futures_told(vendor, policy, rule):
    """[(answer in words, its telling or None, its address)] of what each real answer to a don't-know leads to."""
    return [_future(vendor, policy, *future) for future in futures(policy, rule)]


def _future(vendor, policy, question, answer, there):
    """(the answer in words, its telling or None, its address)."""
    told = telling(vendor, policy, there.rule) if there.rule else None
    return fill_windows(question.answers[answer], policy), told, address_of(vendor, policy, there)
