"""The answers to a policy's own questions on their way from the form into a draft, and back."""

from forms.rma.own_questions import ASKED, BY_FIELD, own_questions


def said_once(form, checked):
    """{question: answer} of what is said for all groups: by the checker, and to what the form asks once."""
    given = _given(form, form, "request", checked)
    apart = {question.id for question in own_questions(form.VENDOR, form.POLICY, "group")}
    return {id: answer for id, answer in checked.items() if id not in BY_FIELD and id not in apart} | given


def batches_of(form, checked):
    """What was typed of each group, trimmed, with what it answers to the policy's own questions as `said`."""
    for batch in form.batches:
        typed = {name: (text or "").strip() for name, text in batch.data.items() if not name.startswith(ASKED)}
        yield typed | {"said": _given(form, batch.form, "group", checked)}


def said_of(policy, answers, line):
    """What a draft's group said, {question: answer}, with what was said for all.

    The checker was told of the first group alone whether a time is over. An older draft said all of it once.
    """
    asked_apart = {name for name in policy.windows if name in policy.answers and policy.question(name).once == "group"}
    told = {id: answer for id, answer in answers["said"].items() if line == 1 or id not in asked_apart}
    return told | answers["batches"][line - 1].get("said", {})


def own_fields(answers, policy):
    """(what the form takes back of a draft for its questions asked once, and that for each group)."""
    once = {f"{ASKED}{id}": answer for id, answer in answers["said"].items()}
    groups = [
        batch | {f"{ASKED}{id}": answer for id, answer in said_of(policy, answers, line).items()}
        for line, batch in enumerate(answers["batches"], 1)
    ]
    return once, groups


def _given(form, fields, once, checked):
    asked = [question for question in own_questions(form.VENDOR, form.POLICY, once) if question.is_asked(checked)]
    given = {question.id: fields[question.field].data for question in asked}
    return {question.id: given[question.id] for question in asked if given[question.id] in question.words.answers}
