"""What may not be typed by hand into a text about a policy, for only a fact with a source can give it."""

import re

COUNTED = "one two three four five six seven eight nine ten twelve fourteen fifteen twenty thirty sixty ninety hundred"
# May is a word too; a date in it has a figure anyway.
MONTHS = "January February March April June July August September October November December"
CARRIERS = ("FedEx", "UPS", "DHL", "TNT", "GLS", "DPD", "USPS", "EMS", "Purolator", "Royal Mail", "Hermes", "Aramex")
UNITS = "hour|day|week|month|year"
SPAN = rf"\b({COUNTED.replace(' ', '|')})[ -]+(business |working )?({UNITS})s?\b"
TYPED = {
    "figure": re.compile(rf"[0-9][0-9.,]*( ?%| (business |working )?({UNITS})s?\b)?"),
    "length of time": re.compile(SPAN, re.I),
    "date": re.compile(rf"\b({MONTHS.replace(' ', '|')})\b"),
    "fee": re.compile(r"%|\bper ?cent\b|[€$£¥]|\b(EUR|USD|GBP|CHF|CAD)\b"),
    "carrier": re.compile(rf"\b({'|'.join(CARRIERS)})\b"),
    "address": re.compile(r"\S+@\S+|\bhttps?:\S+|\bwww\.\S+"),
}


def typed(text):
    """(what it is, its words, where it begins) of the first such thing in `text`, or None."""
    found = [(what, match) for what, pattern in TYPED.items() if (match := pattern.search(text))]
    return min(((what, match[0], match.start()) for what, match in found), key=lambda it: it[2], default=None)
