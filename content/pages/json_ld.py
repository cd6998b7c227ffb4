"""JSON-LD for search engines: what a page says in words, from the same facts, and nothing more."""

from msgspec import UNSET

from content.explain.guide import PLACED
from content.explain.texts import outcome_text, question_as_written
from content.explain.windows import windows_in_words
from content.money import plain_number, plain_sum
from content.schema.policy import ANY
from content.schema.when import possible_rows

SCHEMA = "https://schema.org"
FEES = {"you": f"{SCHEMA}/ReturnFeesCustomerResponsibility", "vendor": f"{SCHEMA}/FreeReturn"}


def json_ld(site, vendor, policy, shown, trail=None, rules=None):
    """A page as schema.org describes it: its breadcrumbs, and the maker with the refunds that its policy states.

    `shown` names the facts and windows the page tells in words ("restocking", "window.refund"): no other is given.
    `trail` is {address: name} of the pages below the vendor's own; `rules` are those of the page, by default all.
    """
    names = [name for name in (vendor.name, *vendor.file.former_names) if name != vendor.file.maker]
    refunds = [rule for rule in rules or policy.rules if rule.outcome.kind == "refund"]
    returns = [_return(site, vendor, policy, rule, shown) for rule in refunds]
    maker = {"@type": "Organization", "@id": site.whole(f"/{vendor.slug}/#maker"), "name": vendor.file.maker}
    maker |= _given(alternateName=names, hasMerchantReturnPolicy=list(filter(None, returns)))
    crumbs = {"/": site.settings.name, f"/{vendor.slug}/": vendor.name} | (trail or {})
    listed = [
        {"@type": "ListItem", "position": place, "name": name, "item": site.whole(address)}
        for place, (address, name) in enumerate(crumbs.items(), 1)
    ]
    return {"@context": SCHEMA, "@graph": [maker, {"@type": "BreadcrumbList", "itemListElement": listed}]}


def _return(site, vendor, policy, rule, shown):
    """A refund as a return policy; None where the page says nothing of it."""
    # No applicableCountry: no vendor's text here names the countries it holds for, and a guess would be believed.
    terms = _days(policy, rule, shown) | _fees(policy, rule.situation(), shown)
    address = site.whole(f"/{vendor.slug}/outcome/{rule.id}/")
    named = {"@type": "MerchantReturnPolicy", "@id": f"{address}#policy", "merchantReturnLink": address}
    named["name"] = outcome_text(policy, rule.id).title
    return named | terms if terms else None


def _days(policy, rule, shown):
    """The one window a refund has to be in; schema.org counts from delivery, so the true first day is told in words."""
    inside = [name for name in policy.windows if rule.when.get(name) in ("in", ["in"])]
    if len(inside) != 1 or f"window.{inside[0]}" not in shown:
        return {}
    [name] = inside
    row, *others = policy.window(name)
    unsure = others or row.silent or row.doubt or row.only_if
    if unsure or row.length.unit != "days":  # no one number of days surely holds for all
        return {}
    window = windows_in_words(policy)[name]
    return {
        "returnPolicyCategory": f"{SCHEMA}/MerchantReturnFiniteReturnWindow",
        "merchantReturnDays": row.length.count,
        "description": f"{window.text} {window.start}.",
    }


def _fees(policy, situation, shown):
    freight = _freight(policy, situation, shown)
    by_mail = freight or _stated(policy, "carriers", situation, shown)
    return _given(
        restockingFee=_restocking(_stated(policy, "restocking", situation, shown)),
        returnFees=freight,
        itemDefectReturnFees=_freight(policy, ANY, shown),
        returnMethod=f"{SCHEMA}/ReturnByMail" if by_mail else None,
    )


def _freight(policy, situation, shown):
    shipping = _stated(policy, "freight-in", situation, shown)
    return FEES.get(shipping and shipping.payer)


def _restocking(fee):
    """A number is a share of the price, as schema.org reads it; a share of anything else cannot be told so.

    Nor can what comes on top of a fee, or what sets it off.
    """
    if not fee or fee.trigger or fee.plus_shipping:
        return None
    if fee.amount is not None:
        value = plain_sum(fee.amount, fee.currency)
        return {"@type": "MonetaryAmount", "currency": fee.currency, "value": value}
    return plain_number(fee.percent) if fee.of == "price" else None


def _stated(policy, key, situation, shown):
    """The value of a fact that is shown and surely holds, else None: no doubt and no condition can be told there."""
    row, *others = possible_rows(policy.rows(key), situation)
    unsure = others or row.value is UNSET or row.doubt or row.only_if
    return None if key not in shown or unsure else row.value


def _given(**parts):
    return {name: part for name, part in parts.items() if part or part == 0}


def refund_json_ld(site, vendor, policy, rule):
    """The JSON-LD of an outcome's page; None for one that is no refund."""
    if rule.outcome.kind != "refund":
        return None
    trail = {f"/{vendor.slug}/outcome/{rule.id}/": outcome_text(policy, rule.id).title}
    return json_ld(site, vendor, policy, _shown(policy, rule), trail, [rule])


def _shown(policy, rule):
    """What an outcome's page tells: its facts, and the windows named where it says why it applies."""
    outcome = policy.text.outcomes[rule.id]
    asked = [(question_as_written(policy, id), given) for id, given in rule.when.items() if isinstance(given, str)]
    words = [outcome.title, outcome.text, *(question.ask for question, _ in asked)]
    words += [question.answers[given] for question, given in asked]
    return {*rule.outcome.facts, *PLACED.findall(" ".join(words))}
