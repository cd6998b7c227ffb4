"""What a loaded vendor must hold beyond its shape: every tag has words, every id leads somewhere."""

import re
from zoneinfo import ZoneInfo

from msgspec import UNSET

from content.errors import ContentError
from content.facts import KEYS, Fee, Span, field_of
from content.guide import check_guide
from content.model import CLOSED, WINDOW
from content.words import read_words

COLOUR = re.compile(r"#[0-9a-f]{6}")
PLACEHOLDER = re.compile(r"\{window\.([a-z-]+)\}")


def check_vendor(vendor, folder):
    """Refuse a vendor whose files contradict each other; the first fault is told."""
    _check_file(vendor.file, folder / "vendor.toml")
    _check_products(vendor, folder / "products.toml")
    for policy in vendor.policies:
        _check_policy(vendor, policy, folder / "policies" / f"{policy.name}.toml")
    check_guide(vendor, folder / "guide.md")


def _check_file(file, path):
    words = read_words()
    for name, colour in (("accent", file.theme.accent), ("accent-dark", file.theme.accent_dark)):
        _need(COLOUR.fullmatch(colour), path, f"theme.{name}", "write a colour as # and six small hexadecimal digits")
    for channel in file.channels:
        _need(channel in words.channels, path, "channels", f"{channel!r} has no words; write them under [channels] in words.toml")
    if file.zone:
        _need(_zone(file.zone), path, "zone", f"{file.zone!r} is not a time zone; write one such as America/Vancouver")


def _zone(name):
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None


def _check_products(vendor, path):
    families = [family.slug for family in vendor.products.families]
    words = read_words()
    for family in vendor.products.families:
        _need(families.count(family.slug) == 1, path, f"families.{family.slug}", "two families have this slug; rename one")
        _need(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", family.slug), path, f"families.{family.slug}", "use small letters, digits and single hyphens")
        _need(not family.voids or family.voids in words.voids, path, f"families.{family.slug}.voids", "write this tag under [voids] in words.toml")
        _check_serial(vendor, family.serial or vendor.products.serial, path)
    for number, row in enumerate(vendor.products.warranty, 1):
        for slug in row.when.family:
            _need(slug in families, path, f"warranty[{number}].when.family", f"there is no family {slug!r}")
        _need(row.source in vendor.file.sources, path, f"warranty[{number}].source", f"{row.source!r} is not in vendor.toml [sources]")
        _need(row.months > 0, path, f"warranty[{number}].months", "write a number of months above zero")
        _need(not (row.from_ and row.to and row.from_ > row.to), path, f"warranty[{number}].to", "must not be before `from`")


def _check_serial(vendor, serial, path):
    try:
        re.compile(serial.pattern)
    except re.error as fault:
        raise ContentError(path, "serial.pattern", f"is not a pattern: {fault}") from None
    _need(not serial.place or serial.place in read_words().places, path, "serial.place", "write this tag under [places] in words.toml")
    _need(not serial.source or serial.source in vendor.file.sources, path, "serial.source", "is not in vendor.toml [sources]")


def _check_policy(vendor, policy, path):
    _need(policy.source in vendor.file.sources, path, "source", f"{policy.source!r} is not in vendor.toml [sources]")
    for name, window in policy.windows.items():
        _need(window.days > 0, path, f"windows.{name}.days", "write a number of days above zero")
        _need(name not in CLOSED, path, f"windows.{name}", "this name belongs to a question of its own; choose another")
    for key in KEYS:
        _check_fact(vendor, getattr(policy.facts, field_of(key)), key, path)
    _check_questions(policy, path)
    _check_rules(policy, path)


def _check_fact(vendor, fact, key, path):
    where = f"facts.{key}"
    _need(fact.silent == (fact.value is UNSET), path, where, "write either `value = …` or `silent = true`")
    _need(not fact.source or fact.source in vendor.file.sources, path, f"{where}.source", f"{fact.source!r} is not in vendor.toml [sources]")
    if fact.silent:
        _need(not fact.doubt, path, f"{where}.doubt", "a silent fact has nothing to doubt; remove the doubt or state a value")
    else:
        _check_value(fact.value, key, path, where)


def _check_value(value, key, path, where):
    words = read_words()
    if isinstance(value, Fee):
        _need((value.percent is None) != (value.cents is None), path, where, "write either `percent` and `of`, or `cents` and `currency`")
        _need(value.percent is None or 0 < value.percent <= 100, path, f"{where}.percent", "write a share between 1 and 100")
        _need(value.percent is None or value.of in words.of, path, f"{where}.of", f"{value.of!r} has no words; write them under [of] in words.toml")
        _need(value.cents is None or re.fullmatch("[A-Z]{3}", value.currency), path, f"{where}.currency", "write three capital letters, such as EUR")
    elif isinstance(value, Span):
        _need(value.after in words.after, path, f"{where}.after", f"{value.after!r} has no words; write them under [after] in words.toml")
        _need(0 <= value.least <= value.most and value.most > 0, path, f"{where}.most", "must be above zero and not under `least`")
    elif isinstance(value, (str, list)):
        tags = [value] if isinstance(value, str) else value
        _need(tags, path, where, "an empty list says nothing; write `silent = true`")
        for tag in tags:
            spoken = words.facts[key].value(tag) or not words.facts[key].values
            _need(spoken, path, where, f"{tag!r} has no words; write its sentence under [facts.{key}.values] in words.toml")


def _check_questions(policy, path):
    ids = [question.id for question in policy.questions]
    for question in policy.questions:
        where = f"questions.{question.id}"
        _need(ids.count(question.id) == 1, path, where, "two questions have this id; rename one")
        _need(question.answers, path, where, "write at least one answer")
        closed = CLOSED.get(question.id) or (WINDOW if question.id in policy.windows else None)
        if closed:
            _need(set(question.answers) == set(closed), path, f"{where}.answers", f"this question has exactly these answers: {', '.join(closed)}")
        else:
            _need(question.assume in question.answers, path, f"{where}.assume", "say which answer the form takes when the checker was not asked")
        for answer in question.answers:
            _need(re.fullmatch(r"[a-z]+(-[a-z]+)*", answer), path, f"{where}.answers.{answer}", "an answer is part of an address: small letters and single hyphens")
        for answer in question.hints:
            _need(answer in question.answers, path, f"{where}.hints.{answer}", "is not an answer of this question")
        _check_wording(policy, path, where, question.ask, question.hint, *question.answers.values(), *question.hints.values())
    for name in policy.windows:
        _need(name in ids, path, f"windows.{name}", "no question asks for this window; write one with this id")


def _check_wording(policy, path, where, *texts):
    for text in texts:
        for name in PLACEHOLDER.findall(text):
            _need(name in policy.windows, path, where, f"{{window.{name}}} names no window; write one of {', '.join(policy.windows) or 'none'}")
        bare = re.search(r"\d+", PLACEHOLDER.sub("", text))
        _need(not bare, path, where, f"the figure {bare and bare[0]!r} stands in prose; put it in a window or a fact and name that")


def _check_rules(policy, path):
    ids = [rule.id for rule in policy.rules]
    asked = {question.id: question.answers for question in policy.questions}
    for rule in policy.rules:
        where = f"rules.{rule.id}"
        _need(ids.count(rule.id) == 1, path, where, "two rules have this id; rename one")
        _need(re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id), path, where, "the id is the page's name: small letters and single hyphens, no figure")
        for part, given in (("when", rule.when), ("outcome.instead", rule.outcome.instead)):
            for question, answers in given.items():
                _need(question in asked, path, f"{where}.{part}.{question}", "no question has this id")
                for answer in [answers] if isinstance(answers, str) else answers:
                    _need(answer in asked[question], path, f"{where}.{part}.{question}", f"{answer!r} is not one of its answers")
        for key in rule.outcome.facts:
            _need(key in KEYS, path, f"{where}.outcome.facts", f"there is no fact {key!r}")
        _need(rule.outcome.kind != "no" or rule.outcome.instead, path, f"{where}.outcome.instead", "a `no` must lead on; name the answers of another way")
        _check_wording(policy, path, where, rule.outcome.title, rule.outcome.text)


def _need(held, path, key, write):
    if not held:
        raise ContentError("/".join(path.parts[-3:]), key, write)
