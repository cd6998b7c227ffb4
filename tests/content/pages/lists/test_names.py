"""The names a family is found by lead to it and to no other, however few of them there are."""

import pytest

from content.eligibility.catalogue import comparable
from content.loading.vendor_folder import load_vendors
from content.pages.lists.names import found_by
from content.schema.products import Family
from tests.support.large import write_large
from tests.support.vendor_folder import shipped_vendors

SHIPPED = [family for vendor in shipped_vendors().values() for family in vendor.products.families]


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    return load_vendors(write_large(tmp_path_factory.mktemp("large")))["visionix"].products.families


def leads_to(found, typed):
    """The families that own the longest name which what was typed begins with."""
    fits = {one.family.slug: max(map(len, _fitting(one, typed)), default=0) for one in found}
    return {slug for slug, length in fits.items() if length and length == max(fits.values())}


def _fitting(one, typed):
    return [name for name in map(comparable, one.names) if comparable(typed).startswith(name)]


def test_each_model_of_the_shipped_vendors_leads_to_its_family_alone():
    found = [*found_by(SHIPPED)]
    assert all(leads_to(found, model) == {family.slug} for family in SHIPPED for model in family.models)


def test_each_of_sixteen_hundred_models_leads_to_its_family_alone(large):
    found = [*found_by(large)]
    models = [(family.slug, model) for family in large for model in family.models]
    assert len(models) == 1600 and all(leads_to(found, model) == {slug} for slug, model in models)


def test_models_under_a_prefix_take_no_room_and_others_little(large):
    for found in found_by(large):
        assert len(found.names) <= 2, found.names


def test_a_model_that_begins_like_another_family_leads_to_its_own():
    wide = Family("wide", "Wide", prefixes=["GS-"], models=["GS-U3-1", "GS-1"])
    narrow = Family("narrow", "Narrow", prefixes=["GS-U3-"], models=["GS-U3-2"])
    bare = Family("bare", "Bare", models=["GS-7X", "B 12"])
    found = [*found_by([wide, narrow, bare])]
    for family in (wide, narrow, bare):
        assert all(leads_to(found, model) == {family.slug} for model in family.models), found


def test_a_model_that_two_families_list_leads_to_both():
    one, two = (Family(slug, slug.title(), models=["X-1"]) for slug in ("one", "two"))
    assert leads_to([*found_by([one, two])], "x1") == {"one", "two"}
