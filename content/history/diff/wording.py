"""What reads otherwise and changes nothing for anybody: titles, texts, questions, doubts."""

from content.schema.facts import KEYS, field_of


def wording(slug, pair):
    """Sentences on the words of a Pair that differ."""
    old, new = _words(pair.old), _words(pair.new)
    for key, now in new.items():
        was = old.get(key, now)
        if was != now:
            yield f"{slug} {pair.new.name}, {key}: was “{was}”, is now “{now}”."


def _words(policy):
    """{where: text} of every wording of a revision."""
    words = {"title": policy.title}
    for question in policy.questions:
        at = f"questions.{question.id}"
        words |= {f"{at}.ask": question.ask, f"{at}.hint": question.hint}
        words |= {f"{at}.answers.{answer}": text for answer, text in question.answers.items()}
        words |= {f"{at}.hints.{answer}": text for answer, text in question.hints.items()}
    for rule in policy.rules:
        words |= {f"rules.{rule.id}.title": rule.outcome.title, f"rules.{rule.id}.text": rule.outcome.text}
    return words | {f"facts.{key}.doubt": getattr(policy.facts, field_of(key)).doubt for key in KEYS}
