"""The sums that a mail tells: the price of a repair, and what a refund comes to."""

from content.money import money
from forms.rma.ways import situation_of


def price_lines(context):
    """The price of a repair, for each camera and in all; nothing where none was told."""
    price, currency, count = context.inputs.get("price"), context.inputs.get("currency"), len(context.units)
    if price is None:
        return []
    each = f"{money(price, currency)}{f' for each of {count}' if count > 1 else ''}"
    return [each, *([f"{money(price * count, currency)} in all"] if count > 1 else [])]


def refund_lines(context):
    """What a refund comes to: the price paid, what is kept of it, what is paid back."""
    price, fee, amount = (context.inputs.get(name) for name in ("price", "fee", "amount"))
    if price is None:
        return []
    currency, count = context.inputs["currency"], len(context.units)
    rows = [("Price paid", price, ""), ("Restocking fee", fee, _share(context)), ("You get back", amount, "")]
    rows += [("In all", amount * count, f" for {count}")] if count > 1 else []
    return [f"{label:<16}{money(cents, currency)}{also}" for label, cents, also in rows if cents]


def _share(context):
    fee = context.policy.fact("restocking", situation_of(context.whole, context.units)).value
    # A fee may also be a sum, or unsaid.
    return f", {context.fact_line('restocking').amount}" if getattr(fee, "percent", None) else ""
