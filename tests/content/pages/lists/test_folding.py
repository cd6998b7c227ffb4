"""A long list stands in groups of neighbours, and a short one stands as it is."""

import pytest

from content.pages.lists.folding import EACH, FEW, folded

NAMES = [f"Eye {number}" for number in range(1, 201)]


def groups(names):
    return folded(names, str)


def test_a_short_list_is_not_folded():
    assert groups(NAMES[:FEW]) == [] and groups([]) == []


@pytest.mark.parametrize("count", [FEW + 1, FEW + EACH, 199, 200])
def test_a_long_one_is_folded_into_groups_that_hold_every_row_once_and_none_many(count):
    rows = [group.rows for group in groups(NAMES[:count])]
    assert sum(rows, []) == NAMES[:count]
    assert all(0 < len(part) <= EACH for part in rows)


def test_names_are_in_the_order_that_people_count_and_spell_in():
    mixed = ["eye 10", "Eye 9", "Ämter", "Zoom", "alpha"] * FEW
    assert [*dict.fromkeys(sum((group.rows for group in groups(mixed)), []))] == [
        "alpha", "Eye 9", "eye 10", "Zoom", "Ämter",
    ]  # fmt: skip


def test_a_group_is_called_by_the_words_that_tell_it_from_the_groups_beside_it():
    names = [f"{first} {second} Line-Scan Camera" for first in "ABCDEFG" for second in "PQRSTUVW"]
    found = [(group.first, group.last) for group in groups(names)]
    assert found == [("A", "C Q"), ("C R", "E T"), ("E U", "G")]


def test_what_a_group_is_called_begins_one_of_its_names():
    for group in groups([f"Aurora Line, Mark {number}, long" for number in range(FEW * 3)]):
        assert group.rows[0].startswith(group.first) and group.rows[-1].startswith(group.last)
