"""Finds what nobody may type into prose: figures, lengths of time, dates, fees, carriers and addresses.

It finds too much rather than too little: all of this can come from a fact, a window or a source, or be put otherwise.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from content.dates import MONTHS
from content.money import CURRENCIES
from content.wording.numerals import ONES, TENS, ordinal

DIGIT = r"[\d²³¹¼-¾⁰-₉⅐-↋①-⓿]"  # \d knows the digits of every script, and no fraction
COUNTED = "|".join((*ONES[1:], *TENS[2:], "hundred", "thousand", "dozen", "couple"))
GAP = r"[\s‐-―-]+"  # between the words of one thing; a line may end there
UNIT = "hour|day|night|weekend|week|fortnight|month|quarter|year|decade"
LONG = "hour|weekend|week|fortnight|month|year|decade"  # "a day" is said of any day, "a week" of seven
# Between a number and its unit words may stand, but none that begins something else: "one click a day".
BETWEEN = rf"(?:(?!(?:an?|the|each|every|any|this|that|per|and|in|on|at|to|for|from|by|with)\b)[a-z]+{GAP}){{0,2}}"
WHOLE = rf"(?:(?:full|whole|calendar|business|working){GAP})?"
SPAN = (
    rf"\b(?:{COUNTED}){GAP}{BETWEEN}(?:{UNIT})s?\b",
    rf"\b(?:an?|half|per){GAP}{WHOLE}(?:{LONG})\b",
    rf"\b(?:within|in|after|under|than|takes?){GAP}an?{GAP}{WHOLE}(?:day|night|quarter)\b",
    rf"\ban?{GAP}(?:full|whole|calendar|business|working){GAP}day\b",
    rf"\bhalf{GAP}an?{GAP}(?:{UNIT})\b",
    r"\bovernight\b|\bfortnight(?:s|ly)?\b",
)
PARTS = "|".join(("half", "halve", "quarter", *(ordinal(part) for part in range(3, 21)), "hundredth"))
SHARE = (
    rf"\b(?:half|double|twice|thrice){GAP}(?:of{GAP})?(?:the|its|your|their|what|that)\b",
    rf"\b(?:an?|the|{COUNTED}){GAP}(?:{PARTS})s?{GAP}(?:of|(?:the|its|your|their|what|that))\b",
)
WORDS_TOO = "ALL BAM COP CUP GEL MAD MOP PEN SOS TOP TRY".split()  # codes that are words, in a heading of capitals
MONEY = (
    r"[%‰٪\ufe6a\uff05$\xa2-\xa5\u20a0-\u20cf\ufe69\uff04\uffe0\uffe1\uffe5]",
    rf"\b(?:{'|'.join(code for code in CURRENCIES if code not in WORDS_TOO)})\b",
    r"(?i:\b(?:dollars?|euros?|pounds?|sterling|francs?|yen|yuan|renminbi|rupees?|kron(?:a|or|er|en)|zloty|cents?)\b)",
    rf"(?i:\bper(?:{GAP})?cent(?:age)?\b)",
)
NAMES_OF_MONTHS = [month for month in MONTHS if month != "May"]
# May is a word too, and a month only where a day or a time leads to it.
LEADS = "in of until till since before after by from to through between early mid late last next this every".split()
NAMES = (
    r"fed[ -]?ex|federal express|united parcel service|purolator|aramex|hermes|evri|parcelforce|chronopost|colissimo",
    r"(?:deutsche|canada|australia|austrian|swiss|japan|singapore|new zealand|an) post|la poste|royal mail|post[ -]?nl",
    r"post[ -]?nord|bpost|correos|poste italiane|mondial relay|yamato|sagawa|sf express|(?:db )?schenker|kuehne",
    r"(?:united states|us) postal service|dhl|tnt|gls|dpd|usps",
)
LETTERS = "UPS|Ups|EMS|Ems"  # in small letters they are words, or parts of one
ENDS = "com|org|net|info|biz|eu|de|jp|ca|fr|uk|io|ch|nl|se|dk|fi|pl|cz|cn|kr|tw|au|nz|example"

LITERALS = {
    "figure": re.compile(rf"{DIGIT}(?:{DIGIT}|[.,])*(?P<unit> ?%|{GAP}{BETWEEN}(?:{UNIT})s?\b)?"),
    "length of time": re.compile("|".join(SPAN), re.I),
    "date": re.compile(rf"\b(?:{'|'.join(NAMES_OF_MONTHS)})\b|\b(?i:{'|'.join(LEADS)}){GAP}May\b"),
    "fee": re.compile("|".join((*MONEY, rf"(?i:{'|'.join(SHARE)})"))),
    "carrier": re.compile(rf"\b(?:(?i:{'|'.join(NAMES)})|{LETTERS})\b"),
    "address": re.compile(rf"\S+@\S+|\bhttps?:\S+|\bwww\.\S+|\b(?:[\w-]+\.)+(?i:{ENDS})\b(?:/\S*)?"),
}

# A figure that is part of a word of the trade says nothing of a policy: 3D, 4K, 10GigE, USB3, M12. What could be a time
# or a sum as well is none of these words: 24H, 30D, 2X, 25K, EUR50.
OF_THE_TRADE = re.compile(
    rf"(?<![\w.,])(?:[2-4]D|(?:[24568]|1[26])K|[0-9]+(?:\.[0-9])?(?:GigE|GbE|MP)|(?!{'|'.join(CURRENCIES)})[A-Z]{{1,5}}"
    rf"[0-9]{{1,4}}(?:\.[0-9])?)(?![\w%]|[.,][0-9]| ?%|{GAP}{BETWEEN}(?:{UNIT})s?\b)"
)


class Literal(NamedTuple):
    """What nobody may type, found in a text: which of LITERALS it is, its words, and where in the text it begins."""

    what: str
    words: str
    start: int


@lru_cache(4096)  # a site says the same thing on many pages
def first_literal(text):
    """The first Literal in `text`, or None."""
    text = OF_THE_TRADE.sub(lambda word: "x" * len(word[0]), text)
    found = [(what, match) for what, pattern in LITERALS.items() if (match := pattern.search(text))]
    literals = [Literal(what, match[0], match.start()) for what, match in found]
    return min(literals, key=lambda literal: literal.start, default=None)


def without_bare_figures(text):
    """`text` less the figures that count neither time nor money by a sign: 'from 0 to 9'."""
    return LITERALS["figure"].sub(lambda found: found[0] if found["unit"] else " ", text)
