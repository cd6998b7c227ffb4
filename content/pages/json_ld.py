"""JSON-LD for search engines: what a page says in words, from the same facts, and nothing more."""

from typing import NamedTuple

from msgspec import UNSET

from content.eligibility.events import start_in_words
from content.explain.guide import PLACED
from content.explain.windows import fill_windows
from content.schema.facts import field_of

SCHEMA = "https://schema.org"
FEES = {"customer": f"{SCHEMA}/ReturnFeesCustomerResponsibility", "vendor": f"{SCHEMA}/FreeReturn"}


class Crumb(NamedTuple):
    """A page on the way to another: its name and its address."""

    name: str
    address: str


def json_ld(site, vendor, policy, shown, trail=(), rules=None):
    """A page as schema.org describes it: its breadcrumbs, and the maker with the refunds that its policy states.

    `shown` names the facts and windows the page tells in words ("restocking", "window.refund"): no other is given.
    `trail` is the Crumbs below the vendor's own page; `rules` are those of the page, by default all.
    """
    returns = [_return(site, vendor, policy, rule, shown) for rule in rules or policy.rules]
    graph = [_maker(site, vendor, list(filter(None, returns))), _breadcrumbs(site, vendor, trail)]
    return {"@context": SCHEMA, "@graph": graph}


def _maker(site, vendor, returns):
    names = [name for name in (vendor.name, *vendor.file.former_names) if name != vendor.file.maker]
    maker = {"@type": "Organization", "@id": site.whole(f"/{vendor.slug}/#maker"), "name": vendor.file.maker}
    return maker | _given(alternateName=names, hasMerchantReturnPolicy=returns)


def _breadcrumbs(site, vendor, trail):
    crumbs = [Crumb(site.settings.name, "/"), Crumb(vendor.name, f"/{vendor.slug}/"), *trail]
    listed = [
        {"@type": "ListItem", "position": place, "name": crumb.name, "item": site.whole(crumb.address)}
        for place, crumb in enumerate(crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": listed}


def _return(site, vendor, policy, rule, shown):
    """A refund as a return policy; None for a rule that gives none, or where the page says nothing of it."""
    if rule.outcome.kind != "refund":
        return None
    # No applicableCountry: no vendor's text here names the countries it holds for, and a guess would be believed.
    terms = _days(policy, rule, shown) | _fees(policy, shown)
    address = site.whole(f"/{vendor.slug}/outcome/{rule.id}/")
    named = {"@type": "MerchantReturnPolicy", "@id": f"{address}#policy", "merchantReturnLink": address}
    return named | {"name": fill_windows(rule.outcome.title, policy)} | terms if terms else None


def _days(policy, rule, shown):
    """The one window a refund has to be in; schema.org counts from delivery, so the true first day is told in words."""
    inside = [name for name in policy.windows if rule.when.get(name) in ("in", ["in"])]
    if len(inside) != 1 or f"window.{inside[0]}" not in shown:
        return {}
    window = policy.windows[inside[0]]
    return {
        "returnPolicyCategory": f"{SCHEMA}/MerchantReturnFiniteReturnWindow",
        "merchantReturnDays": window.days,
        "description": f"{fill_windows(f'{{window.{inside[0]}}}', policy)} {start_in_words(window.start)}.",
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
    fact = getattr(policy.facts, field_of(key))
    return None if key not in shown or fact.value is UNSET or fact.doubt else fact.value


def _given(**parts):
    return {name: part for name, part in parts.items() if part}


def refund_json_ld(site, vendor, policy, rule):
    """{json_ld} of an outcome's page; nothing for one that is no refund."""
    if rule.outcome.kind != "refund":
        return {}
    trail = [Crumb(fill_windows(rule.outcome.title, policy), f"/{vendor.slug}/outcome/{rule.id}/")]
    return {"json_ld": json_ld(site, vendor, policy, _shown(policy, rule), trail, [rule])}


def _shown(policy, rule):
    """What an outcome's page tells: its facts, and the windows named where it says why it applies."""
    asked = [(policy.question(id), given) for id, given in rule.when.items() if isinstance(given, str)]
    words = [rule.outcome.title, rule.outcome.text, *(question.ask for question, _ in asked)]
    words += [question.answers[given] for question, given in asked]
    return {*rule.outcome.facts, *PLACED.findall(" ".join(words))}
