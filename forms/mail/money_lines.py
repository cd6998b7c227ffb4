"""What a mail says of money: the price of a repair, and the sums of a refund."""

from content.explain.facts import line_of, money


def price_lines(matter):
    """The price of a repair, for each camera and in all; nothing where none was told."""
    price, currency, count = matter.said.get("price"), matter.said.get("currency"), len(matter.units)
    if price is None:
        return []
    each = f"{money(price, currency)}{f' for each of {count}' if count > 1 else ''}"
    return [each, *([f"{money(price * count, currency)} in all"] if count > 1 else [])]


def sum_lines(matter):
    """What a refund comes to: the price paid, what is kept of it, what is paid back."""
    price, fee, amount = (matter.said.get(name) for name in ("price", "fee", "amount"))
    if price is None:
        return []
    currency, count = matter.said["currency"], len(matter.units)
    rows = [("Price paid", price, ""), ("Restocking fee", fee, _share(matter)), ("You get back", amount, "")]
    rows += [("In all", amount * count, f" for {count}")] if count > 1 else []
    return [f"{label:<16}{money(cents, currency)}{also}" for label, cents, also in rows if cents]


def _share(matter):
    fee = matter.policy.facts.restocking.value
    percent = getattr(fee, "percent", None)  # a fee may also be a sum, or unsaid
    return f", {line_of(matter.vendor, matter.policy, 'restocking').amount}" if percent else ""
