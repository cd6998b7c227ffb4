"""Numbers in words, where no digit may stand that is not the policy's."""

import pytest

from content.wording.literals import first_literal
from content.wording.numerals import cardinal, ordinal


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "none"),
        (7, "seven"),
        (19, "nineteen"),
        (20, "twenty"),
        (39, "thirty-nine"),
        (100, "one hundred"),
        (101, "one hundred and one"),
        (1_239, "one thousand two hundred and thirty-nine"),
        (2_000_001, "two million and one"),
    ],
)
def test_a_count_is_spelled(count, words):
    assert cardinal(count) == words


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (1, "first"),
        (4, "fourth"),
        (8, "eighth"),
        (10, "tenth"),
        (12, "twelfth"),
        (20, "twentieth"),
        (33, "thirty-third"),
    ],
)
def test_a_place_is_spelled(place, words):
    assert ordinal(place) == words


def test_no_two_numbers_are_spelled_alike():
    for spell, last in ((cardinal, 3_000), (ordinal, 99)):
        assert len({spell(number) for number in range(1, last + 1)}) == last


def test_no_number_in_words_is_taken_for_a_figure():
    assert not any(first_literal(f"version {cardinal(number)}") for number in range(3_000))
