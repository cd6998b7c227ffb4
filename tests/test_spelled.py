"""Numbers in words, as pages count where no digit may stand that is not the policy's."""

import pytest

from content.spelled import cardinal, ordinal


@pytest.mark.parametrize(
    ("count", "words"), [(0, "none"), (7, "seven"), (19, "nineteen"), (20, "twenty"), (39, "thirty-nine"), (100, "100")]
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
    for spell in (cardinal, ordinal):
        assert len({spell(number) for number in range(1, 100)}) == 99
