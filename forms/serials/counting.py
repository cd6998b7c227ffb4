"""Serials and lines of the box, counted in a sentence."""

from content.wording.joining import joined, shortened


def count(number):
    """'1 serial' or '20 serials'."""
    return "1 serial" if number == 1 else f"{number:,} serials"


def lines(numbers):
    """'line 7' or 'lines 1, 2 and 9', each line once."""
    numbers = [str(number) for number in dict.fromkeys(numbers)]
    return f"line{'s' * bool(numbers[1:])} {joined(shortened(numbers))}"
