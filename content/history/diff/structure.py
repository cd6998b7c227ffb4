"""What a text asks, where, and where it ends: questions, answers, rules and families that are new or gone."""

from content.explain.windows import fill_windows
from content.history.diff.change import Change
from content.wording.catalog import fill, read_words


def structure(slug, pair):
    """A Change for each question, answer and rule that only one of two texts has."""
    old, new = _parts(pair.old), _parts(pair.new)
    for parts, others, is_new in ((new, old, True), (old, new, False)):
        for (what, key), (name, subject) in parts.items():
            whole = ("question", key.partition("/")[0]) if what == "answer" else None
            if (what, key) not in others and (not whole or whole in others):  # with a question, its answers are too
                yield _change(slug, what, key, name, is_new, subject)
    yield from _in_form(slug, pair)


def _parts(policy):
    """{(what, key): (its name, what a sentence calls it)} of the questions, answers and rules of a text."""
    parts = {}
    for question in policy.questions:
        asked = fill_windows(question.ask, policy)
        parts["question", question.id] = asked, f"The question “{asked}”"
        for answer, text in question.answers.items():
            name = fill_windows(text, policy)
            parts["answer", f"{question.id}/{answer}"] = name, f"The answer “{name}” to “{asked}”"
    for rule in policy.rules:
        title = fill_windows(rule.outcome.title, policy)
        parts["rule", rule.id] = title, f"The outcome {rule.id} (“{title}”)"
    return parts


def _in_form(slug, pair):
    """A Change for each question that the form now asks itself where the checker did not, or no longer asks."""
    was_asked = {question.id: question for question in pair.old.questions}
    for question in pair.new.questions:
        was = was_asked.get(question.id, question)
        if was.in_form != question.in_form:
            asked, silent = fill_windows(question.ask, pair.new), question if was.in_form else was
            taken = f"“{silent.answers.get(silent.assume, silent.assume)}”"
            news = f"is no longer asked in the form: {taken} is taken there, where the checker did not ask"
            if question.in_form:
                news = f"is now asked in the form, where the checker did not ask; before, {taken} was taken there"
            sentence = f"“{asked}” {news}."
            yield Change(slug, "question", question.id, was=was.in_form, now=question.in_form, sentence=sentence)


def families(before, after):
    """A Change for each family that is new or gone, and for what else of one judges."""
    old, new = ({family.slug: family for family in vendor.products.families} for vendor in (before, after))
    for slug, family in {**new, **old}.items():
        if slug not in old or slug not in new:
            yield _change(after.slug, "family", slug, family.name, slug in new, f"The family {family.name}")
        elif (was := old[slug].kind) != (now := new[slug].kind):
            sentence = f"{family.name}: was told as {was}, is now told as {now}."
            yield Change(after.slug, "family", slug, {"family": [slug]}, was, now, sentence)
        elif (was := old[slug].voids) != (now := new[slug].voids):
            sentence = f"{family.name}, what ends its warranty: was {_voids(was, before)}, is now {_voids(now, after)}."
            yield Change(after.slug, "warranty", slug, {"family": [slug]}, was, now, sentence)


def vendor_wide(before, after):
    """A Change where the days of all its windows, or the countries of its regions, are counted otherwise."""
    was, now = (vendor.file.zone or "UTC-12" for vendor in (before, after))
    if before.file.zone != after.file.zone:
        sentence = f"Everyone: the last day of a window ends by the clock of {now}; it ended by that of {was}."
        yield Change(after.slug, "deadline", "zone", was=was, now=now, sentence=sentence)
    old, new = _regions(before), _regions(after)
    for country in sorted(old.keys() | new.keys()):
        was, now = old.get(country), new.get(country)
        if was != now:
            sentence = f"Customers in {country}: their region was {was or 'none'}, is now {now or 'none'}."
            yield Change(after.slug, "warranty", "regions", {"country": [country]}, was, now, sentence)


def _regions(vendor):
    return {country: name for name, countries in vendor.products.regions.items() for country in countries}


def _voids(tag, vendor):
    return f"“{fill(read_words().voids.get(tag, tag), vendor=vendor.name).rstrip('.')}”" if tag else "not stated"


def _change(slug, what, key, name, is_new, subject):
    was, now = (None, name) if is_new else (name, None)
    return Change(slug, what, key, was=was, now=now, sentence=f"{subject} is {'new' if is_new else 'gone'}.")
