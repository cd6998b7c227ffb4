"""Numbers in words, where no mark can say that they are the site's own, as in a title."""

ONES = "none one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
ONES += "sixteen seventeen eighteen nineteen".split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
SIZES = {1_000_000: "million", 1_000: "thousand", 100: "hundred"}
ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}
ORDINALS |= {"twelve": "twelfth"}


def cardinal(count):
    """'thirty-nine', 'one hundred and one'; for 0 'none'."""
    for size, name in SIZES.items():
        if count >= size:
            many, rest = divmod(count, size)
            more = [] if not rest else ["and", cardinal(rest)] if rest < 100 else [cardinal(rest)]
            return " ".join((cardinal(many), name, *more))
    tens, ones = divmod(count, 10)
    return ONES[count] if count < 20 else TENS[tens] + (f"-{ONES[ones]}" if ones else "")


def ordinal(place):
    """'thirty-ninth'."""
    before, hyphen, last = cardinal(place).rpartition("-")
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return before + hyphen + ORDINALS.get(last, regular)
