"""The verdict on a case by a policy.json."""

from tests.support.evaluator.rows import first_day, known_days, last_of, listed, may_hold, that_holds
from tests.support.evaluator.told import told_of
from tests.support.evaluator.warranty import PLACES, warranty

GIVEN = ("purpose", "bought_from", "warranty", "too-many", "excluded", "family")


def evaluate(document, case, today):
    """(rule id, answers, Told) of a case by a policy.json; `case` is one by $defs/Case, left-out fields as there."""
    case = _case(document, case)
    answers = {question["id"]: _answer(document, question, case, today) for question in _policy(document)["questions"]}
    rule = rule_for(document, answers)
    return rule["id"], answers, told_of(document, rule["outcome"], case)


def rule_for(document, answers):
    """The one rule that holds for these answers."""
    [rule] = [rule for rule in _policy(document)["rules"] if _holds(rule, answers)]
    return rule


def _policy(document):
    return document["judged"]["policy"]


def _case(document, case):
    told = {"purpose": "other", "bought_from": "unknown", "family": "", "dates": {}, "warranty_said": "unknown"}
    told |= {"said": {}, "region": "", "sold": "", "count": 0, "answers": {}} | case
    told["answers"] = {"bought_from": told["bought_from"]}
    for question in _policy(document)["questions"]:
        said = _said(question, told)
        if question["id"] == "family" and said not in (None, "unknown"):
            told["family"] = told["family"] or said
        if question["id"] in PLACES and said:
            told[question["id"]] = "" if said == "unknown" else said
        if question["id"] not in (*GIVEN, *PLACES, *_policy(document).get("windows", {})):
            told["answers"][question["id"]] = said or question.get("assume", "")
    # The form may ask where it was bought though the policy does not.
    asked = {question["id"] for question in _policy(document)["questions"]}
    places = {place: told["said"][place] for place in PLACES if place not in asked and place in told["said"]}
    return told | {place: "" if said == "unknown" else said for place, said in places.items()}


def _said(question, case):
    said = case["said"].get(question["id"])
    return said if said in question["answers"] else None


def _holds(rule, answers):
    return all(answers[question] in listed(wanted) for question, wanted in rule["when"].items())


def _answer(document, question, case, today):
    id, said, assume = question["id"], _said(question, case), question.get("assume", "")
    if id in ("purpose", "bought_from"):
        return case[id]
    if id == "warranty":
        return warranty(document, case, known_days(document, case, today), today)
    if id == "too-many":
        most = that_holds(document, "refund-at-most", case).get("value")
        return ("yes" if case["count"] > most else "no") if case["count"] and most else said or assume or "no"
    if id == "excluded":
        return _excluded(document, case, said, assume)
    if id == "family":
        return case[id] if case[id] in question["answers"] else "unknown"
    if id in PLACES and case[id] in question["answers"]:
        return case[id]
    if id in _policy(document).get("windows", {}):
        return _window(document, id, case, today) or ("out" if said == "out" else "unknown")
    return said or assume


def _excluded(document, case, said, assume):
    names = that_holds(document, "refund-never", case).get("value", ())
    if any(case["family"] in document["never"][name] for name in names):
        return "yes"
    known = any(family["slug"] == case["family"] for family in document["judged"]["products"].get("families", ()))
    return said or ((assume or "no") if known else "unknown")


def _window(document, name, case, today):
    known = known_days(document, case, today)
    rows = may_hold(listed(_policy(document)["windows"][name]), case)
    found = {_in_row(row, known, today) for _, row in rows}
    return found.pop() if len(found) == 1 else None


def _in_row(row, known, today):
    first = first_day({"event": row.get("after", "purchase"), "plus": row.get("plus", 0)}, known)
    if first is None or row.get("doubt") or row.get("silent"):
        return None
    return "in" if today <= last_of(row, first) else "out"
