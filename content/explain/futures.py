"""What each real answer to a don't-know would lead to."""

from content.eligibility.decision_tree import path, possible, reach
from content.explain.outcome import telling
from content.explain.windows import fill_windows


def address_of(vendor, policy, there):
    """The page of a Step: its question's or its outcome's."""
    if there.rule:
        return f"/{vendor.slug}/outcome/{there.rule.id}/"
    walked = path(policy, there.answers)
    return f"/{vendor.slug}/check/{walked}/" if walked else f"/{vendor.slug}/check/"


def futures(policy, rule):
    """For a rule reached by 'unknown': [(question, answer, Step)] of what each real answer would lead to."""
    known = {key: value if isinstance(value, str) else value[0] for key, value in rule.when.items()}
    open_question = next((question for question in policy.questions if known.get(question.id) == "unknown"), None)
    if open_question is None:
        return []
    answers = [answer for answer in open_question.answers if answer != "unknown"]
    paths = [(answer, known | {open_question.id: answer}) for answer in answers]
    return [(open_question, answer, reach(policy, given)) for answer, given in paths if possible(policy, given)]


def futures_told(vendor, policy, rule):
    """[(answer in words, its telling or None, its address)] of what each real answer to a don't-know leads to."""
    return [_future(vendor, policy, *future) for future in futures(policy, rule)]


def _future(vendor, policy, question, answer, there):
    """(the answer in words, its telling or None, its address)."""
    told = telling(vendor, policy, there.rule) if there.rule else None
    return fill_windows(question.answers[answer], policy), told, address_of(vendor, policy, there)
