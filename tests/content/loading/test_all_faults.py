"""All faults at once: of every file of every vendor's folder, in the order of the files, each by its key."""

import pytest

from content.errors import ContentError
from content.loading.dealers import read_dealers
from content.loading.vendor_folder import load_vendor, load_vendors, read_vendors
from content.schema.facts import Facts
from content.toml import shaped
from tests.support.vendor_folder import FLIR, PIXELINK, TEXT, copy_of, edit, remove_rule


def told(load, *given):
    """(file, key) of each fault, in the order it is told."""
    with pytest.raises(ContentError) as caught:
        load(*given)
    return [(fault.file, fault.key) for fault in caught.value.each]


@pytest.fixture
def flir(tmp_path):
    return copy_of("flir", tmp_path)


def test_every_misshapen_key_of_a_file_is_told_in_the_order_of_the_file(flir):
    edit(flir, FLIR, "dated ", "datd ")
    edit(flir, FLIR, "percent = 25", 'percent = "25"')
    edit(flir, FLIR, "days = 30", 'days = "30"')
    edit(flir, FLIR, '["FedEx Express", "UPS Express"]', '"FedEx Express"')
    edit(flir, FLIR, 'kind = "elsewhere"', 'kind = "away"')
    file = f"flir/{FLIR}"
    assert told(load_vendor, flir) == [
        (file, "datd"), (file, "windows.refund.days"), (file, "facts.restocking.value.percent"),
        (file, "facts.carriers.value"), (file, "rules.other-product.outcome.kind"),
    ]  # fmt: skip


def test_a_misspelt_key_is_not_told_once_more_as_a_missing_one(flir):
    edit(flir, FLIR, "customs   ", "custums   ")
    assert told(load_vendor, flir) == [(f"flir/{FLIR}", "facts.custums")]


def test_two_entries_of_one_name_are_both_told(flir):
    row = '\n[[rules]]\nid = "odd"\nwhen = 3\noutcome = { kind = "ask" }\n'
    path = flir / FLIR
    path.write_text(path.read_text("utf-8") + row + row.replace("when = 3", "when = []"), "utf-8")
    assert told(load_vendor, flir) == [(f"flir/{FLIR}", "rules.odd.when")] * 2


def test_every_misshapen_key_of_a_fact_s_rows_is_told_by_its_row(flir):
    first = '{ when = { kind = "warranty" }, value = { payer = "vendor" } },'
    edit(flir, FLIR, first, '{ when = { kind = ["paid", 3], family = true }, value = { payer = "nobody" } },')
    edit(flir, FLIR, "    { silent = true },\n]", '    { silent = "yes" },\n    "vendor",\n]')
    at = f"flir/{FLIR}", "facts.freight-back"
    keys = ["[1].when.kind[2]", "[1].when.family", "[1].value.payer", "[3].silent", "[4]"]
    assert told(load_vendor, flir) == [(at[0], f"{at[1]}{key}") for key in keys]


def test_every_missing_fact_is_told():
    found = told(shaped, {}, "acme/a.toml", Facts)
    assert len(found) > 30 and found[0] == ("acme/a.toml", "request-by")


def test_a_file_that_cannot_be_read_hides_no_fault_of_the_shape_of_another(flir):
    edit(flir, "vendor.toml", "maker ", "= ")
    edit(flir, "products.toml", "hex      = true", 'hex = "yes"')
    (flir / "guide.md").unlink()
    files = [file for file, _ in told(load_vendor, flir)]
    assert files == ["flir/vendor.toml", "flir/products.toml", "flir/guide.md"]


def test_faults_of_what_the_files_say_are_told_all_together(flir):
    edit(flir, "vendor.toml", '"ticket-mail"', '"pigeon"')
    edit(flir, FLIR, 'when = { product = "other" }', 'when = { colour = "red" }')
    edit(flir, TEXT, "You may return it for a refund", "75 % of your money back")
    edit(flir, "guide.md", "{status-lost}", "{status-found}")
    assert told(load_vendor, flir) == [
        ("flir/vendor.toml", "channels"), (f"flir/{FLIR}", "rules.other-product.when.colour"),
        (f"flir/{TEXT}", "outcomes.refund"), ("flir/guide.md", "{status-found}"),
    ]  # fmt: skip


def test_the_faults_of_every_vendor_are_told_and_the_others_are_read(flir, tmp_path):
    pixelink = copy_of("pixelink", tmp_path)
    (tmp_path / "ab").mkdir()
    edit(flir, "vendor.toml", "maker ", "makers ")
    loaded = read_vendors(tmp_path)
    assert list(loaded.vendors) == ["pixelink"]
    assert {fault.file for fault in loaded.faults} >= {"ab", "flir/vendor.toml"}
    edit(pixelink, PIXELINK, "[facts]", "[factz]")
    assert {file.partition("/")[0] for file, _ in told(load_vendors, tmp_path)} == {"ab", "flir", "pixelink"}


def test_sound_vendors_have_no_fault(tmp_path):
    copy_of("pixelink", tmp_path)
    loaded = read_vendors(tmp_path)
    assert list(loaded.vendors) == ["pixelink"] and loaded.faults == []


def test_every_gap_of_every_revision_is_a_fault_of_its_own(flir, capsys):
    from content.__main__ import main

    remove_rule(flir, FLIR, "other-product")
    remove_rule(flir, "policies/point-grey.toml", "paid-repair")
    assert main(["prove", "--vendors", str(flir.parent)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in lines if "rules: No rule says" in line] == [
        f"flir/{FLIR}", "flir/policies/point-grey.toml",
    ]  # fmt: skip


def test_every_dealer_s_fault_is_told(tmp_path):
    dealer = '[[dealers]]\ncode = "{}"\nname = "ACME"\nvendors = ["{}"]\nsource = "web"\n'
    path = tmp_path / "dealers.toml"
    path.write_text(dealer.format("ACME", "flir") + dealer.format("ACME", "nobody"), "utf-8")
    keys = [key for _, key in told(read_dealers, ["flir"], path)]
    assert keys == ["dealers[1].source", "dealers[2].code", "dealers[2].vendors", "dealers[2].source"]
