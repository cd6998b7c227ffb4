"""Serials and lines in a sentence: counted, joined by commas, and shortened in the middle where they are many."""


def listed(things):
    """'a', 'a and b' or 'a, b and c'."""
    *others, last = things
    return f"{', '.join(others)} and {last}" if others else last


def shortened(names):
    """All of up to eight; of more, the first four and the last two, and how many stand between."""
    return names if len(names) <= 8 else [*names[:4], f"… {len(names) - 6:,} more …", *names[-2:]]


def joined(parts, last="and"):
    """'a, b and c' from a list of texts."""
    parts = list(parts)
    return f" {last} ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
