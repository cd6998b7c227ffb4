"""JSON-LD for search engines: what a page says in words, from the same facts, and nothing more."""

from msgspec import UNSET

from content.explain.guide import PLACED
from content.explain.windows import fill_windows, windows_in_words

SCHEMA = "https://schema.org"
FEES = {"customer": f"{SCHEMA}/ReturnFeesCustomerResponsibility", "vendor": f"{SCHEMA}/FreeReturn"}


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
    terms = _days(policy, rule, shown) | _fees(policy, shown)
    address = site.whole(f"/{vendor.slug}/outcome/{rule.id}/")
    named = {"@type": "MerchantReturnPolicy", "@id": f"{address}#policy", "merchantReturnLink": address}
    named["name"] = fill_windows(rule.outcome.title, policy)
    return named | terms if terms else None


def _days(policy, rule, shown):
    """The one window a refund has to be in; schema.org counts from delivery, so the true first day is told in words."""
    inside = [name for name in policy.windows if rule.when.get(name) in ("in", ["in"])]
    if len(inside) != 1 or f"window.{inside[0]}" not in shown:
        return {}
    [name] = inside
    window = windows_in_words(policy)[name]
    return {
        "returnPolicyCategory": f"{SCHEMA}/MerchantReturnFiniteReturnWindow",
        "merchantReturnDays": policy.windows[name].days,
        "description": f"{window.text} {window.start}.",
    }


def _fees(policy, shown):
    freight = FEES.get(_stated(policy, "freight-in", shown))
    by_mail = freight or _stated(policy, "carriers", shown)
    return _given(
        restockingFee=_restocking(_stated(policy, "restocking", shown)),
        returnFees=freight,
        itemDefectReturnFees=freight,
        returnMethod=f"{SCHEMA}/ReturnByMail" if by_mail else None,
    )


def _restocking(fee):
    """A number is a share of the price, as schema.org reads it; a share of anything else cannot be told so."""
    if fee and fee.cents is not None:
        return {"@type": "MonetaryAmount", "currency": fee.currency, "value": f"{fee.cents / 100:.2f}"}
    return fee.percent if fee and fee.of == "price" else None


def _stated(policy, key, shown):
    """The value of a fact that is shown and stands beyond doubt, else None: a doubt cannot be told to a program."""
    fact = policy.fact(key)
    return None if key not in shown or fact.value is UNSET or fact.doubt else fact.value


def _given(**parts):
    return {name: part for name, part in parts.items() if part}


def refund_json_ld(site, vendor, policy, rule):
    """The JSON-LD of an outcome's page; None for one that is no refund."""
    if rule.outcome.kind != "refund":
        return None
    trail = {f"/{vendor.slug}/outcome/{rule.id}/": fill_windows(rule.outcome.title, policy)}
    return json_ld(site, vendor, policy, _shown(policy, rule), trail, [rule])


def _shown(policy, rule):
    """What an outcome's page tells: its facts, and the windows named where it says why it applies."""
    asked = [(policy.question(id), given) for id, given in rule.when.items() if isinstance(given, str)]
    words = [rule.outcome.title, rule.outcome.text, *(question.ask for question, _ in asked)]
    words += [question.answers[given] for question, given in asked]
    return {*rule.outcome.facts, *PLACED.findall(" ".join(words))}
