"""A judge of its own, written from the schema of policy.json alone: it knows JSON and the calendar, nothing of ours."""

from calendar import monthrange
from datetime import date, timedelta
from itertools import product

NOBODY = "a region or a part that no row names"


def evaluate(document, case, today):
    """(rule id, answers, costs) of a case by a policy.json; `case` is one by $defs/Case, left-out fields as there."""
    case = _case(document, case)
    answers = {question["id"]: _answer(document, question, case, today) for question in document["questions"]}
    rule = rule_for(document, answers)
    return rule, answers, document["outcomes"][rule]["costs"]


def rule_for(document, answers):
    """The id of the one rule that holds for these answers."""
    [rule] = [rule["id"] for rule in document["rules"] if _holds(rule, answers)]
    return rule


def _case(document, case):
    told = {"purpose": "other", "bought_from": "unknown", "family": "", "dates": {}, "warranty_said": "unknown"}
    told |= {"said": {}, "region": "", "part": "", "count": 0} | case
    for question in document["questions"]:
        said = _said(question, told)
        if question["by"] in ("region", "part") and said:
            told[question["by"]] = "" if said == "unknown" else said
    return told


def _said(question, case):
    said = case["said"].get(question["id"])
    return said if said in question["answers"] else None


def _holds(rule, answers):
    return all(answers[question] in wanted for question, wanted in rule["when"].items())


def _answer(document, question, case, today):
    said, by = _said(question, case), question["by"]
    if by in ("purpose", "bought_from"):
        return case[by]
    if by == "window":
        return _window(document["windows"][question["id"]], document["ahead"], case, today, said)
    if by == "warranty":
        return _warranty(document, case, today)
    if by == "count" and case["count"] > 0 and "most" in question:
        return "yes" if case["count"] > question["most"] else "no"
    if by == "family":
        if case["family"] in question.get("families", ()):
            return "yes"
        known = any(family["slug"] == case["family"] for family in document["families"])
        return said or (question["assume"] if known else "unknown")
    if by == "region" and case["region"] in question["answers"]:
        return case["region"]
    return said or question["assume"]


def _day(event, ahead, case, today):
    """The day of an event, where it is known."""
    told = case["dates"].get(event)
    day = told and date.fromisoformat(told)
    return day if day and (day - today).days <= ahead else None


def _window(window, ahead, case, today, said):
    day = _day(window["after"], ahead, case, today)
    if day is None:
        return "out" if said == "out" else "unknown"
    first = day + timedelta(days=window["plus"])
    return "in" if (today - first).days <= window["days"] else "out"


def _warranty(document, case, today):
    clock = document["clock"]
    day = _day(clock["event"], document["ahead"], case, today)
    if day is None:
        return case["warranty_said"]
    rows = [row for row in document["warranty"] if _taken(row, case["family"], day)]
    first = day + timedelta(days=clock["plus"])
    places = product(_maybe(document, rows, case, "region"), _maybe(document, rows, case, "part"))
    counting = [_counting(rows, first, *place) for place in places]
    found = [row for row in counting if row]
    if not found:
        return case["warranty_said"]
    runs = [today <= _last(row, first) for row in found]
    if len(found) == len(counting) and all(runs):
        return "in"
    if len(found) == len(counting) and not any(runs) and not any(row["doubt"] for row in found):
        return "out"
    return "out" if case["warranty_said"] == "out" else "unknown"


def _taken(row, family, day):
    mine = not row["family"] or family in row["family"]
    return mine and row.get("from", "") <= day.isoformat() <= row.get("to", "9999-12-31")


def _maybe(document, rows, case, what):
    """The regions, or the parts, that a case may be of."""
    named = {name for row in rows for name in row[what]}
    if case[what] or not named:
        return [case[what]]
    asked = [list(question["answers"]) for question in document["questions"] if question["by"] == what]
    if asked:
        return [answer for answer in asked[0] if answer != "unknown"]
    return [*(document["regions"] if what == "region" else named), NOBODY]


def _counting(rows, first, region, part):
    fits = [row for row in rows if not row["region"] or region in row["region"]]
    fits = [row for row in fits if not row["part"] or part in row["part"]]
    latest = max((_last(row, first) for row in fits), default=None)
    return next((row for row in fits if _last(row, first) == latest), None)


def _last(row, first):
    month = first.year * 12 + first.month - 1 + row["months"]
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(first.day, monthrange(year, month)[1]))
