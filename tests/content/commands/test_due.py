"""What was read longest ago, and what rests on it: plain lines that a person can act on, whatever day it is."""

from datetime import date

import pytest

from content.__main__ import main
from content.loading.source_uses import age_in_months, source_uses
from content.loading.vendor_folder import load_vendors
from content.schema.facts import KEYS
from tests.support.vendor_folder import FLIR, copy_of, edit, shipped_vendors

OLD = '\n[sources.old]\ntitle = "An old page"\nread = 2025-01-31\naddress = "https://old.example/page"\n'
SOURCE = 'remainder", source = "manuals"'


@pytest.fixture
def flir(tmp_path):
    """FLIR with a source read long ago, on which one fact rests."""
    folder = copy_of("flir", tmp_path)
    path = folder / "vendor.toml"
    path.write_text(path.read_text("utf-8") + OLD, "utf-8")
    edit(folder, FLIR, SOURCE, SOURCE.replace("manuals", "old"))
    return folder


def due(folder, capsys, *more):
    """The paragraphs that the command prints."""
    assert main(["due", "--vendors", str(folder.parent), *more]) == 0
    return capsys.readouterr().out.split("\n\n")


@pytest.mark.day("2026-11-29 15:00Z")
def test_the_source_read_longest_ago_comes_first_with_its_address_and_what_rests_on_it(flir, capsys):
    assert due(flir, capsys)[0] == (
        "31 January 2025, 21 months ago: flir/vendor.toml [sources.old]\n"
        "  An old page\n  https://old.example/page\n  policies/2020-04-17.toml: repaired-warranty"
    )


@pytest.mark.day("2026-11-29 15:00Z")
def test_only_what_was_read_so_many_months_ago_is_listed(flir, capsys):
    first, to_do, undated = due(flir, capsys, "--months", "21")
    assert "[sources.old]" in first and "write today's day as `read`" in to_do
    assert due(flir, capsys, "--months", "22")[0] == "Nothing was read 22 months ago or before."


@pytest.mark.day("2026-11-29 15:00Z")
def test_texts_without_a_date_are_named(flir, capsys):
    last = due(flir, capsys)[-1]
    assert "write it as `dated`" in last and "  flir/policies/point-grey.toml, read 22 November 2026" in last
    assert "2020-04-17" not in last


@pytest.mark.day("2026-11-29 15:00Z")
def test_what_rests_on_nothing_and_what_has_no_address_is_told(flir, capsys):
    edit(flir, FLIR, SOURCE.replace("manuals", "old"), SOURCE)
    told = due(flir, capsys)
    assert told[0].endswith("  nothing rests on it")
    assert any("[sources.manuals]" in part and "  no address\n" in part for part in told)


@pytest.mark.parametrize("vendor", shipped_vendors().values(), ids=lambda vendor: vendor.slug)
def test_everything_that_is_stated_rests_on_a_source_that_is_listed(vendor):
    found = {use.id: use.uses for use in source_uses([vendor])}
    for policy in vendor.policies:
        stated = {key for key in KEYS if not all(row.silent for row in policy.rows(key))}
        keys = {key for uses in found.values() for key in uses.get(f"policies/{policy.name}.toml", ())}
        assert keys == stated | {"the whole text"}
    rows = [key for uses in found.values() for key in uses.get("products.toml", ()) if key.startswith("warranty[")]
    assert len(rows) == len({*rows}) == len(vendor.products.warranty)


def test_the_sources_of_all_vendors_stand_in_one_order(tmp_path):
    for slug in ("flir", "pixelink"):
        copy_of(slug, tmp_path)
    reads = [use.source.read for use in source_uses(load_vendors(tmp_path).values())]
    assert reads == sorted(reads) and len(reads) > 10


AGES = {
    (date(2026, 1, 31), date(2026, 2, 28)): 1, (date(2026, 1, 31), date(2026, 2, 27)): 0,
    (date(2024, 2, 29), date(2025, 2, 28)): 12, (date(2026, 3, 15), date(2026, 3, 15)): 0,
    (date(2025, 12, 1), date(2026, 1, 1)): 1, (date(2026, 5, 2), date(2026, 5, 1)): -1,
}  # fmt: skip


@pytest.mark.parametrize(("days", "months"), AGES.items())
def test_an_age_is_told_in_whole_months(days, months):
    assert age_in_months(*days) == months
