"""The price of a repair or of a purchase as the desk types it, and the restocking fee that a refund keeps of it."""

from msgspec import UNSET
from wtforms import RadioField, SelectChoice, SelectField

from content.explain.facts import fact_line
from content.money import COMMON, CURRENCIES
from content.schema.facts import Fee
from forms.steps.sums import read_sum
from forms.steps.wrong import wrong

NOTHING = Fee(percent=0)  # what is kept where the text names no fee


def fields_beside(need, context):
    """{name: field} of what stands beside a price: its currency, and whether a fee is due that not everyone pays."""
    fields = {"currency": _currency_field()}
    if need == "paid" and _fee_of(context).trigger:
        fields["due"] = _due_field(fact_line(context.vendor, context.policy, "restocking", context.situation).told)
    return fields


def _currency_field():
    """Every currency there is, the common ones first."""
    codes = [*COMMON, *(code for code in CURRENCIES if code not in COMMON)]
    choices = [SelectChoice(code, f"{code} – {CURRENCIES[code]}", optgroup=_group(code)) for code in codes]
    return SelectField("Currency", choices=choices, default=COMMON[0], validate_choice=False)


def _group(code):
    return "Common" if code in COMMON else "All others"


def _due_field(sentence):
    choices = [SelectChoice("yes", f"Keep it: {sentence}"), SelectChoice("no", "Keep nothing")]
    return RadioField("Restocking fee", choices=choices, validate_choice=False)


def read_price(form, context, name="price"):
    """{price, currency} in minor units, or nothing where a field will not do and says so."""
    currency = form.currency.data
    if currency not in CURRENCIES:
        return wrong(form.currency, "Choose the currency.")
    try:
        return {"price": read_sum(form[name].data, currency), "currency": currency}
    except ValueError as fault:
        return wrong(form[name], str(fault))


def read_paid(form, context):
    """{price, currency, fee, amount}: what was paid, what is kept of it, and what is paid back."""
    fee, paid = _fee_due(form, context), read_price(form, context, "paid")
    if not paid or fee is None:
        return {}
    if fee.currency and fee.currency != paid["currency"]:
        write = f"The fee the vendor keeps is in {fee.currency}. Write the price in {fee.currency}."
        return wrong(form.currency, write)
    kept = min(fee.on(paid["price"]), paid["price"])
    return paid | {"fee": kept, "amount": paid["price"] - kept}


def _fee_due(form, context):
    """The fee that this customer pays; None where the desk has yet to say whether they do."""
    fee = _fee_of(context)
    if not fee.trigger or form.due.data == "yes":
        return fee
    if form.due.data == "no":
        return NOTHING
    wrong(form.due, "Choose whether the restocking fee is kept.")


def _fee_of(context):
    fee = context.policy.fact("restocking", context.situation).value
    return NOTHING if fee is UNSET else fee
