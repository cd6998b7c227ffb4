"""Several texts in one sentence: joined as they are spoken, and shortened in the middle where they are many."""


def joined(texts, last="and"):
    """'a', 'a and b' or 'a, b and c'; `last` is the word before the last of them. Empty where there is no text."""
    *others, end = [*texts] or [""]
    return f"{', '.join(others)} {last} {end}" if others else end


def shortened(names):
    """All of up to eight; of more, the first four and the last two, and how many stand between."""
    return names if len(names) <= 8 else [*names[:4], f"… {len(names) - 6:,} more …", *names[-2:]]
