"""Numbers in words: on a page that tells a policy, digits are the policy's alone."""

ONES = "none one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
ONES += "sixteen seventeen eighteen nineteen".split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}
ORDINALS |= {"twelve": "twelfth"}


def cardinal(count):
    """'thirty-nine'; from a hundred on in digits, and for 0 'none'."""
    if count >= 100:
        return str(count)
    tens, ones = divmod(count, 10)
    return ONES[count] if count < 20 else TENS[tens] + (f"-{ONES[ones]}" if ones else "")


def ordinal(place):
    """'thirty-ninth'."""
    before, hyphen, last = cardinal(place).rpartition("-")
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return before + hyphen + ORDINALS.get(last, regular)
