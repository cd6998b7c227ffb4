"""Two judges of one case: ours, and one that has policy.json and nothing else; and cases in the words of a policy."""

import json
import random
from datetime import date, timedelta

from content.dates import add_months, later
from content.eligibility.judge import Case, as_said, judge
from content.explain.outcome import outcome_in_words
from content.pages.policy_json.document import policy_json
from content.schema.policy import CLOSED_QUESTIONS, ELSEWHERE
from content.schema.window import LASTING
from tests.support.evaluator.evaluate import evaluate
from tests.support.evaluator.told import Line, Told

TODAY = date(2027, 3, 1)
EVENTS = ("purchase", "invoice", "shipment", "receipt", "activation", "manufacture")
MONTHS = ("months", "or", "extended")


def as_read(vendor, policy):
    """A policy as programs read it."""
    return json.loads(policy_json(vendor, policy))


def as_data(case):
    """A Case as $defs/Case of the schema has it."""
    return case._asdict() | {"dates": {event: day.isoformat() for event, day in case.dates.items()}}


def ours(vendor, policy, case, today):
    """What the pages say: (rule, answers, Told)."""
    verdict = judge(vendor, case, today, policy)
    page = outcome_in_words(vendor, policy, verdict.rule, known=as_said(policy, case).situation)
    stated = [Line(one.key, one.text, one.who, one.amount, one.holds, one.doubt, False) for one in page.lines]
    silent = [unworded(Line(one.key, "", "", "", one.holds, "", True)) for one in page.silences]
    return verdict.rule.id, verdict.answers, Told(stated, silent, [one.key for one in page.costs])


def theirs(read, case, today):
    """What a program says that has the JSON and nothing else."""
    rule, answers, told = evaluate(read, as_data(case), today)
    return rule, answers, told._replace(silent=[unworded(line) for line in told.silent])


def unworded(line):
    """A silent Line without its sentence: the pages put what it holds for into it."""
    return line._replace(text="", who="", amount="")


def words_of(read):
    """{what of a case: every word for it that this policy knows, and some that it does not}."""
    judged = read["judged"]
    questions = {one["id"]: one["answers"] for one in judged["policy"]["questions"]}
    regions = ["", *judged["products"].get("regions", {}), ELSEWHERE]
    return {
        "purpose": CLOSED_QUESTIONS["purpose"],
        "bought_from": CLOSED_QUESTIONS["bought_from"],
        "warranty_said": CLOSED_QUESTIONS["warranty"],
        "family": ["", "a-stranger", *(one["slug"] for one in judged["products"].get("families", ()))],
        "region": regions,
        "sold": regions,
        "count": range(6),
        "said": {id: [*answers, "spaceship"] for id, answers in questions.items()},
    }


def rows_in(table):
    """Every row of facts or of windows."""
    return [row for rows in table.values() for row in listed(rows)]


def listed(value):
    """A value or several as a list."""
    return value if isinstance(value, list) else [value] if value else []


def days_around(read, dates):
    """The last day in and the first one out, for every day that is known and every length there is; and today."""
    judged = read["judged"]
    rows = [*judged["products"].get("warranty", ()), *rows_in(judged["policy"].get("windows", {}))]
    months = {row[name] for row in rows for name in MONTHS if isinstance(row.get(name), int)}
    lasts = [add_months(day, length) for day in dates.values() for length in months]
    days = {row[name] for row in rows if "days" in row for name in ("days", *MONTHS) if isinstance(row.get(name), int)}
    lasts += [day + timedelta(length) for day in dates.values() for length in days]
    lasts += [later(day, row[unit], unit) for day in dates.values() for row in rows for unit in LASTING if unit in row]
    return [TODAY, *(last + timedelta(more) for last in lasts for more in (-1, 0, 1, 2, 8))]


def drawn(read, seed, count):
    """So many pairs of a Case and a day to judge it on, always the same ones."""
    chance, words = random.Random(seed), words_of(read)
    for _ in range(count):
        known = {what: chance.choice(options) for what, options in words.items() if what != "said"}
        asked = chance.sample(list(words["said"]), chance.randint(0, min(3, len(words["said"]))))
        events = chance.choice((EVENTS, chance.sample(EVENTS, 2), chance.sample(EVENTS, 1), ()))
        dates = {event: TODAY - timedelta(chance.randint(-3, 1300)) for event in events}
        case = Case(**known, dates=dates, said={id: chance.choice(words["said"][id]) for id in asked})
        yield case, chance.choice(days_around(read, dates))
