"""What reads otherwise and changes nothing for anybody: titles, texts, questions, doubts."""

from content.schema.facts import KEYS, field_of


def wording(slug, pair):
    """Sentences on the words of a Pair that differ."""
    old = _words(pair.old)
    for key, now in _words(pair.new).items():
        if (was := old.get(key, now)) != now:
            yield f"{slug} {pair.new.name}, {key}: was “{was}”, is now “{now}”."


def _words(policy):
    """{key in the file: text} of every wording of a revision."""
    words = {"title": policy.title}
    for question in policy.questions:
        key = f"questions.{question.id}"
        words |= {f"{key}.ask": question.ask, f"{key}.hint": question.hint}
        words |= {f"{key}.answers.{answer}": text for answer, text in question.answers.items()}
        words |= {f"{key}.hints.{answer}": text for answer, text in question.hints.items()}
    for rule in policy.rules:
        words |= {f"rules.{rule.id}.title": rule.outcome.title, f"rules.{rule.id}.text": rule.outcome.text}
    return words | {f"facts.{key}.doubt": getattr(policy.facts, field_of(key)).doubt for key in KEYS}
