"""What reads otherwise and changes nothing for anybody: titles, texts, questions, answers, hints and doubts."""

from content.schema.facts import KEYS
from content.schema.text import OutcomeText, QuestionText


def rewordings(slug, pairs):
    """A sentence for each wording that differs in pairs of texts; what several revisions share is told once."""
    reworded = _reworded(pairs).items()
    return [f"{slug} {name}, {key}: was “{was}”, is now “{now}”." for (key, was, now), name in reworded]


def count_reworded(pairs):
    """How many sentences of text.toml read otherwise in pairs of texts; what several revisions share is one."""
    return sum(not key.startswith("facts.") for key, *_ in _reworded(pairs))


def _reworded(pairs):
    """{(key, was, now): the first revision that is told so} of pairs of an old and a new text."""
    found = {}
    for old, new, *_ in pairs:
        was = _words(old)
        for key, now in _words(new).items():
            if was.get(key, now) != now:
                found.setdefault((key, was[key], now), new.name)
    return found


def _words(policy):
    """{key in text.toml, or of a doubt: the sentence there} of a revision."""
    words = {"title": policy.text.title}
    for id, answers in policy.answers.items():
        key, asked = f"questions.{id}", policy.text.questions.get(id, QuestionText("", {}))
        words |= {f"{key}.ask": asked.ask, f"{key}.hint": asked.hint}
        words |= {f"{key}.answers.{answer}": asked.answers.get(answer, "") for answer in answers}
        words |= {f"{key}.hints.{answer}": asked.hints.get(answer, "") for answer in answers}
    for rule in policy.rules:
        outcome = policy.text.outcomes.get(rule.id, OutcomeText(""))
        words |= {f"outcomes.{rule.id}.title": outcome.title, f"outcomes.{rule.id}.text": outcome.text}
    return words | {f"facts.{key}.doubt": policy.fact(key).doubt for key in KEYS}
