"""Snapshots: what was published is archived under its hash, and nothing else is published in its place unseen."""

import json
from datetime import date

import pytest
from msgspec.structs import replace

from build import build, create_site
from content.eligibility.fingerprint import hash_of, hash_of_data, judged_data
from content.eligibility.revision_in_force import in_force
from content.errors import ContentError
from content.history.corrections import address_of_text
from content.history.gate import check_published
from content.history.publish import publish, read_changes
from content.history.published import FILE, read_published
from content.history.snapshots import has_snapshot, hash_today, read_snapshot, write_json
from content.loading.vendor_folder import load_vendor, load_vendors
from content.pages.page import Site
from content.pages.revisions import revision_pages
from content.places import ARCHIVE
from content.schema.facts import Fact, Freight, Remedy
from content.schema.policy import Question
from content.schema.text import Text
from content.settings.kiosk_toml import Settings
from tests.support.archive import archived, formerly_known_as, snapshot_path
from tests.support.vendor_folder import FLIR, copy_of, edit, remove_words, shipped_vendors

DAY = date(2026, 11, 22)
SHIPPED = shipped_vendors()
LADYBUG5 = 'months = 24\nor     = "longer"\nwhen   = { family = ["ladybug5"] }'
BOTH = [(vendor, policy) for vendor in SHIPPED.values() for policy in vendor.policies]


@pytest.fixture
def archive(tmp_path):
    """An archive of what ships, as published on 22 November 2026; the feed stands beside it."""
    publish(SHIPPED, DAY, tmp_path / "archive", tmp_path / "changes.json")
    return tmp_path / "archive"


@pytest.fixture
def flir(tmp_path):
    folder = copy_of("flir", tmp_path / "vendors")
    (folder / "examples.toml").unlink(missing_ok=True)  # they would be the first to object
    return folder


def corrected_to(folder, archive, day=date(2027, 1, 4)):
    """The vendors as the folder has them now, published."""
    vendors = load_vendors(folder.parent)
    publish(vendors, day, archive, archive.parent / "changes.json")
    return vendors


def refusal(folder, archive):
    with pytest.raises(ContentError) as fault:
        check_published(load_vendors(folder.parent), folder=archive)
    return str(fault.value)


# The texts


@pytest.mark.parametrize(("vendor", "policy"), BOTH, ids=lambda one: getattr(one, "name", ""))
def test_a_snapshot_gives_back_what_judged_and_how_it_was_told(vendor, policy, archive):
    then, products = read_snapshot(vendor.slug, policy.name, policy.hash, archive)
    assert hash_of(then, products) == policy.hash
    assert (then.facts, then.windows, then.questions) == (policy.facts, policy.windows, policy.questions)
    assert then.text == policy.text and products.warranty == vendor.products.warranty


def test_what_judges_nothing_is_not_archived(flir):
    now = load_vendor(flir).policies[0].hash
    edit(flir, "products.toml", '"BFLY-U3-23S6C"', '"BFLY-U3-23S6C", "BFLY-U3-23S6M"')
    text = (flir / FLIR).read_text("utf-8")
    head, *rules = text.split("[[rules]]\n")
    (flir / FLIR).write_text("[[rules]]\n".join([head, *reversed(rules)]).replace("# FLIR's", "# Their"), "utf-8")
    assert load_vendor(flir).policies[0].hash == now


@pytest.mark.parametrize(
    ("file", "find", "put"),
    [
        (FLIR, "percent = 25", "percent = 20"),
        (FLIR, "days = 30", "days = 31"),
        (FLIR, "whether this also holds out of warranty", "whether it also holds out of warranty"),
        ("products.toml", LADYBUG5, LADYBUG5.replace("24", "36")),
    ],
)
def test_what_judges_or_is_in_doubt_changes_the_hash(flir, file, find, put):
    edit(flir, file, find, put)
    assert load_vendor(flir).policies[0].hash != SHIPPED["flir"].policies[0].hash


def test_what_is_silent_or_usual_is_left_out_so_that_a_new_fact_changes_no_hash():
    flir = SHIPPED["flir"]
    text = judged_data(flir.policies[0], flir.products)
    assert "customs" not in text["policy"]["facts"] and "restocking" in text["policy"]["facts"]
    assert text["policy"]["facts"]["freight-in"] == {"value": {"payer": "you"}}
    asked = text["policy"]["questions"][-1]
    assert set(asked) == {"id", "answers"} < {field for field in Question.__struct_fields__}


@pytest.mark.parametrize(("vendor", "policy"), BOTH, ids=lambda one: getattr(one, "name", ""))
def test_a_file_holds_our_words_apart_from_what_judges(vendor, policy, archive):
    held = archived(vendor, policy, archive)
    assert [*held] == ["format", "judged", "text"] and held["judged"] == judged_data(policy, vendor.products)
    words = {held["text"]["questions"][asked.id]["ask"] for asked in policy.questions}
    words |= {held["text"]["outcomes"][rule.id]["title"] for rule in policy.rules}
    judged = json.dumps(held["judged"], ensure_ascii=False)
    assert [word for word in words if word in judged] == []


def test_an_edited_snapshot_is_refused(archive):
    [policy, *_] = SHIPPED["flir"].policies
    path = snapshot_path("flir", policy.name, policy.hash, archive)
    path.write_text(path.read_text("utf-8").replace('"percent": 25', '"percent": 20'), "utf-8")
    with pytest.raises(ContentError, match="what it says is not what its name says; a published text is never edited"):
        read_snapshot("flir", policy.name, policy.hash, archive)


def test_a_lost_snapshot_is_asked_for(archive):
    with pytest.raises(ContentError, match=r"archive/flir/gone\.0123.*not in the archive; bring the file back"):
        read_snapshot("flir", "gone", "0123456789abcdef", archive)


@pytest.mark.parametrize(
    "named", [("..", "a", "0" * 16), ("flir", "../x", "0" * 16), ("flir", "a", "h"), ("flir", "", "")]
)
def test_what_is_no_name_is_never_looked_for(named, archive):
    assert not has_snapshot(*named, archive)


def test_a_text_of_another_age_is_read_less_what_is_no_longer_known(archive):
    flir = SHIPPED["flir"]
    text = judged_data(flir.policies[0], flir.products)
    text["policy"]["facts"] = {"forgotten": {"value": "x"}, "freight-in": {"value": {"payer": "you"}}}
    text["policy"]["rules"][0]["outcome"]["facts"] = ["forgotten", "freight-in"]
    path = snapshot_path("flir", "older", hash_of_data(text), archive)
    path.write_text(json.dumps({"format": 2, "judged": text, "text": {}}), "utf-8")
    policy, _ = read_snapshot("flir", "older", hash_of_data(text), archive)
    assert policy.fact("restocking").silent and policy.fact("freight-in").value == Freight("you")
    assert policy.rules[0].outcome.facts == ["freight-in"]


def test_a_hash_that_a_text_went_by_formerly_finds_it(archive):
    policy, _ = SHIPPED["flir"].policies
    text, former = ("flir", policy.name), "0123456789abcdef"
    formerly_known_as(snapshot_path(*text, policy.hash, archive), former)
    assert has_snapshot(*text, former, archive) and not has_snapshot("flir", "point-grey", former, archive)
    assert read_snapshot(*text, former, archive) == read_snapshot(*text, policy.hash, archive)
    assert hash_today(*text, former, archive) == policy.hash
    assert address_of_text(SHIPPED["flir"], policy, former, archive) == "/flir/policy/2020-04-17/"


def test_a_former_hash_finds_its_text_after_a_correction_too(flir, archive):
    was = SHIPPED["flir"].policies[0]
    formerly_known_as(snapshot_path("flir", was.name, was.hash, archive), "0123456789abcdef")
    edit(flir, FLIR, "percent = 25", "percent = 20")
    vendor = corrected_to(flir, archive)["flir"]
    then, _ = read_snapshot("flir", was.name, "0123456789abcdef", archive)
    assert then.facts.restocking.value.percent == 25
    address = address_of_text(vendor, vendor.policies[0], "0123456789abcdef", archive)
    assert address == f"/flir/policy/2020-04-17/{was.hash}/"


def test_publishing_keeps_the_hashes_that_a_text_went_by(archive):
    policy = SHIPPED["flir"].policies[0]
    path = snapshot_path("flir", policy.name, policy.hash, archive)
    formerly_known_as(path, "0123456789abcdef")
    reworded = replace(policy, text=replace(policy.text, title="The text of today"))
    publish({"flir": replace(SHIPPED["flir"], policies=(reworded, SHIPPED["flir"].policies[1]))}, DAY, archive,
            archive.parent / "changes.json")  # fmt: skip
    held = json.loads(path.read_text("utf-8"))
    assert held["formerly"] == ["0123456789abcdef"] and held["text"]["title"] == "The text of today"


@pytest.mark.parametrize(
    ("told", "number"),
    [
        (lambda held: held["judged"], 1),  # format 1 said nothing of itself, nor apart what judges and what tells
        (lambda held: held | {"format": 3}, 3),
    ],
)
def test_a_file_of_another_format_is_refused_with_a_sentence(told, number, archive):
    policy = SHIPPED["flir"].policies[0]
    path = snapshot_path("flir", policy.name, policy.hash, archive)
    path.write_text(json.dumps(told(json.loads(path.read_text("utf-8")))), "utf-8")
    with pytest.raises(ContentError) as fault:
        check_published(SHIPPED, folder=archive)
    assert str(fault.value) == (
        f"archive/flir/{path.name}: this is of format {number}; this version of the kiosk reads format 2, so bring the "
        "file back as this version wrote it"
    )


@pytest.mark.parametrize("spoilt", ["[]", "7", '{"format": 2}', '{"format": 2, "judged": []}', "{"])
def test_a_file_that_holds_no_text_is_refused_with_a_sentence(spoilt, archive):
    policy = SHIPPED["flir"].policies[0]
    path = snapshot_path("flir", policy.name, policy.hash, archive)
    path.write_text(spoilt, "utf-8")
    with pytest.raises(ContentError, match=f"^archive/flir/{path.name}: "):
        check_published(SHIPPED, folder=archive)
    assert not has_snapshot("flir", policy.name, "0123456789abcdef", archive)


def test_a_text_whose_words_are_gone_is_still_told(archive):
    """Of an archived text a value may have lost its words in words/, or a question or an outcome its own."""
    flir, policy = SHIPPED["flir"], SHIPPED["flir"].policies[0]
    values = {"packing": ["foam", "two-boxes"], "rma_on_parcel": "on-top", "in_warranty": Remedy("exchange", "vendor")}
    facts = replace(policy.facts, **{key: Fact(value=value) for key, value in values.items()})
    wordless = replace(policy, facts=facts, text=Text())
    wordless = replace(wordless, hash=hash_of(wordless, flir.products))
    before = {"flir": replace(flir, policies=(wordless, flir.policies[1]))}
    publish(before, DAY, archive, archive.parent / "changes.json")
    publish(SHIPPED, DAY, archive, archive.parent / "changes.json")
    told = pages_of_flir(SHIPPED, archive)[f"/flir/policy/2020-04-17/{wordless.hash}/"]
    for words in ("foam and in two boxes", "on-top", "exchange", "machine-vision", "refund-closed"):
        assert words in told


# What ships


ARCHIVED = {  # each archived text, and the hash it went by when words were hashed with it
    "flir/2020-04-17.896cad2480071b8c.json": "4b6b792a728a7d1e",
    "flir/point-grey.0daf2d4de27e8066.json": "6ed2c9cc1006cdcc",
    "pixelink/returns-and-rmas.e5edb1a5ccbedf60.json": "8debf24336a74a8b",
    # These were never published with their words.
    "axis/support-after-discontinuation.b52cddfd45ddccbb.json": "b52cddfd45ddccbb",
    "basler/rma-process.6f6b4f493aea5337.json": "6f6b4f493aea5337",
    "oncam/return-procedure.3beaf9e1c567886a.json": "3beaf9e1c567886a",
    "zwo/warranty-return-policy.ca93fb5eb12862cc.json": "ca93fb5eb12862cc",
}


@pytest.mark.parametrize("name", sorted(path.relative_to(ARCHIVE).as_posix() for path in ARCHIVE.glob("*/*")))
def test_every_archived_file_bears_the_hash_of_what_it_says(name):
    held = json.loads((ARCHIVE / name).read_text("utf-8"))
    assert name.endswith(f".{hash_of_data(held['judged'])}.json")


def test_no_archived_text_is_ever_lost_or_renamed():
    assert {name for name in ARCHIVED if not (ARCHIVE / name).is_file()} == set()


def test_no_hash_that_a_request_may_name_is_ever_forgotten():
    for name, former in ARCHIVED.items():
        slug, revision = name.partition(".")[0].split("/")
        assert hash_today(slug, revision, former, ARCHIVE) == name.split(".")[1]


def test_what_ships_today_has_the_fingerprints_it_was_published_with():
    assert sorted(f"{vendor.slug}/{policy.name}.{policy.hash}.json" for vendor, policy in BOTH) == sorted(ARCHIVED)


# Publishing


def test_what_ships_is_published():
    assert check_published(SHIPPED) == []
    assert [entry["title"] for entry in read_changes()][:1] == ["These pages now hold FLIR's text of April 2020"]


def test_editing_a_fee_stops_the_build_and_says_whom_it_affects(flir, tmp_path):
    edit(flir, FLIR, "percent = 25", "percent = 20")
    with pytest.raises(ContentError) as fault:
        build(tmp_path / "site", Settings(), load_vendors(flir.parent), DAY, say=lambda *_: None)
    told = str(next(one for one in fault.value.each if "was published" in one.write))
    assert told.startswith("flir/policies/2020-04-17.toml: this text was published and now says something else. Bought")
    assert "Restocking fee: was 25 % of the price (you pay), is now 20 % of the price (you pay)." in told
    assert "undo this and write the new text as a file of its own under policies/" in told
    assert told.endswith("publish the correction: python -m content publish") and not (tmp_path / "site").exists()


def test_an_edited_catalogue_is_told_as_one(flir, archive):
    edit(flir, "products.toml", LADYBUG5, LADYBUG5.replace("24", "36"))
    told = refusal(flir, archive)
    assert told.startswith("flir/products.toml: the catalogue was published and now says something else. Ladybug5:")
    assert "was 2 years or longer (in doubt), is now 3 years or longer (in doubt)" in told


def test_a_text_that_is_gone_is_to_be_archived_instead(flir, archive):
    (flir / "policies/point-grey.toml").unlink()
    remove_words(flir, "revisions.point-grey")
    assert "point-grey.toml: this text was published and is gone; bring the file back" in refusal(flir, archive)
    with pytest.raises(ContentError, match="archived = true"):
        publish(load_vendors(flir.parent), DAY, archive, archive.parent / "changes.json")


def test_another_time_zone_is_published_too(flir, archive):
    edit(flir, "vendor.toml", "scope ", 'zone = "America/Vancouver"\nscope ')
    assert "vendor.toml: zone: this was written otherwise when it was published" in refusal(flir, archive)


def test_taking_up_an_archived_text_is_published_too(archive):
    taken_up = replace(SHIPPED["flir"].policies[1], archived=False)
    vendor = replace(SHIPPED["flir"], policies=(SHIPPED["flir"].policies[0], taken_up))
    with pytest.raises(ContentError, match="point-grey.toml: archived: this was written otherwise"):
        check_published({"flir": vendor}, folder=archive)


def test_a_new_text_is_refused_until_it_is_published_but_may_be_looked_at(flir, archive):
    text = (flir / FLIR).read_text("utf-8").replace("2020-04-17", "2026-11-01").replace("percent = 25", "percent = 20")
    (flir / "policies/newer.toml").write_text(text, "utf-8")
    assert "newer.toml: The text of November 2026 was never published" in refusal(flir, archive)
    vendors = load_vendors(flir.parent)
    assert "This is a preview only." in check_published(vendors, preview=True, folder=archive)[0]
    publish(vendors, date(2026, 11, 23), archive, archive.parent / "changes.json")
    assert check_published(vendors, folder=archive) == []
    entry = read_changes(archive.parent / "changes.json")[-1]
    assert (entry["revision"], entry["title"]) == ("newer", "These pages now hold FLIR's text of November 2026")
    assert any("is now 20 % of the price" in told for told in entry["sentences"])


def test_a_vendor_nobody_published_is_refused_but_in_a_preview(tmp_path):
    with pytest.raises(
        ContentError, match="FLIR was never published.*If it is meant, publish it: python -m content publish"
    ):
        check_published(SHIPPED, folder=tmp_path)
    told = check_published(SHIPPED, preview=True, folder=tmp_path)
    assert [line.partition(": ")[0] for line in told] == [f"{slug}/vendor.toml" for slug in SHIPPED]


def test_a_correction_keeps_the_old_text_for_ever(flir, archive):
    was = SHIPPED["flir"].policies[0].hash
    edit(flir, FLIR, "percent = 25", "percent = 20")
    corrected_to(flir, archive)
    assert read_snapshot("flir", "2020-04-17", was, archive)[0].facts.restocking.value.percent == 25
    assert read_published(archive)["flir"]["revisions"]["2020-04-17"]["hash"] != was
    assert "pixelink" in read_published(archive)  # a vendor that is off now stays published


@pytest.mark.parametrize("spoil", [lambda path: path.write_text("{}", "utf-8"), lambda path: path.unlink()])
def test_a_corrected_text_that_is_lost_stops_the_build(flir, archive, spoil):
    was = SHIPPED["flir"].policies[0].hash
    edit(flir, FLIR, "percent = 25", "percent = 20")
    vendors = corrected_to(flir, archive)
    assert check_published(vendors, folder=archive) == []
    spoil(snapshot_path("flir", "2020-04-17", was, archive))
    with pytest.raises(ContentError, match=f"^archive/flir/2020-04-17.{was}.json: .*bring the file back"):
        check_published(vendors, folder=archive)


def test_a_spoilt_file_does_not_count_as_archived(archive, flir):
    edit(flir, FLIR, "percent = 25", "percent = 20")
    path = snapshot_path("flir", "2020-04-17", load_vendor(flir).policies[0].hash, archive)
    path.write_text("{}", "utf-8")
    with pytest.raises(ContentError, match=f"^archive/flir/{path.name}: .*bring the file back"):
        corrected_to(flir, archive)
    assert "2020-04-17" in read_published(archive)["flir"]["revisions"] and path.read_text("utf-8") == "{}"


def test_every_text_a_revision_had_is_listed_in_its_order(flir, archive):
    for was, now in (("25", "20"), ("20", "25")):
        edit(flir, FLIR, f"percent = {was}", f"percent = {now}")
        corrected_to(flir, archive)
    first, second, again = read_published(archive)["flir"]["revisions"]["2020-04-17"]["ever"]
    assert first == again == SHIPPED["flir"].policies[0].hash != second


# Which family a model is told as


def test_moving_a_prefix_to_another_family_is_refused_and_told(flir, archive):
    edit(flir, "products.toml", 'prefixes = ["BFS-"]\n', "")
    edit(flir, "products.toml", 'name  = "Ladybug3"\n', 'name  = "Ladybug3"\nprefixes = ["BFS-"]\n')
    told = "BFS-…: told as Blackfly S before, now as Ladybug3."
    assert f"flir/products.toml: families: this was written otherwise when it was published: {told}" in refusal(
        flir, archive
    )
    vendors = load_vendors(flir.parent)
    assert f"  {told}" in publish(vendors, DAY, archive, archive.parent / "changes.json")
    assert check_published(vendors, folder=archive) == []


def test_a_model_that_is_new_is_free_and_one_that_is_no_longer_known_is_not(flir, archive):
    edit(flir, "products.toml", '"BFLY-U3-23S6C"', '"BFLY-U3-23S6C", "BFLY-U3-23S6M"')
    edit(flir, "products.toml", 'name  = "Ladybug3"\n', 'name  = "Ladybug3"\nprefixes = ["LB3-"]\n')
    assert check_published(load_vendors(flir.parent), folder=archive) == []
    edit(flir, "products.toml", 'prefixes = ["BFS-"]\n', "")
    assert "BFS-…: told as Blackfly S before, now as no family we know" in refusal(flir, archive)


# A corrected text at an address of its own


def pages_of_flir(vendors, archive):
    flir = vendors["flir"]
    site = Site(Settings(url="https://rma.example"), {"flir": flir}, {"flir": in_force(flir, DAY)}, archive=archive)
    app, known = create_site(site), read_published(archive).get("flir")
    shown = {
        page.address: app.test_client().get(page.address).text
        for page in revision_pages(site, site.vendors["flir"], site.policies["flir"], known)
    }
    return {address: text.replace("\xa0", " ") for address, text in shown.items()}


def test_a_corrected_text_stays_readable_at_its_own_address(flir, archive):
    now, was = "/flir/policy/2020-04-17/", SHIPPED["flir"].policies[0].hash
    assert f"{now}{was}/" not in pages_of_flir(SHIPPED, archive)
    edit(flir, FLIR, "percent = 25", "percent = 20")
    pages = pages_of_flir(vendors := corrected_to(flir, archive), archive)
    assert "25 % of the" in pages[f"{now}{was}/"] and "20 % of the" in pages[now]
    assert "This text was corrected since." in pages[f"{now}{was}/"] and f'href="{now}"' in pages[f"{now}{was}/"]
    assert f'<link rel="canonical" href="https://rma.example{now}">' in pages[f"{now}{was}/"]
    assert f'href="{now}{was}/"' in pages[now]
    assert address_of_text(vendors["flir"], vendors["flir"].policies[0], was, archive) == f"{now}{was}/"


def test_an_address_stays_when_a_correction_is_taken_back(flir, archive):
    edit(flir, FLIR, "percent = 25", "percent = 20")
    corrected = corrected_to(flir, archive)["flir"].policies[0]
    edit(flir, FLIR, "percent = 20", "percent = 25")
    before = pages_of_flir(load_vendors(flir.parent), archive)  # as a preview, from which the addresses are published
    assert set(before) == set(pages := pages_of_flir(corrected_to(flir, archive), archive))
    was = SHIPPED["flir"].policies[0].hash
    assert f"/flir/policy/2020-04-17/{corrected.hash}/" in pages
    assert "the correction was taken back" in pages[f"/flir/policy/2020-04-17/{was}/"]


# The feed


def test_a_fee_that_goes_up_and_down_within_a_day_is_told_to_the_end(flir, archive):
    for was, now in (("25", "20"), ("20", "25"), ("25", "20")):
        edit(flir, FLIR, f"percent = {was}", f"percent = {now}")
        corrected_to(flir, archive, DAY)
    told = [entry for entry in read_changes(archive.parent / "changes.json") if entry["revision"] == "2020-04-17"]
    assert len({entry["id"] for entry in told}) == len(told) == 4
    assert "is now 20 %" in told[-1]["sentences"][0] and "is now 25 %" in told[-2]["sentences"][0]


def test_what_is_said_to_be_added_is_what_was_added(flir, archive):
    edit(flir, "vendor.toml", "scope ", 'zone = "America/Vancouver"\nscope ')
    vendors, feed, published = load_vendors(flir.parent), archive.parent / "changes.json", read_published(archive)
    [title, told] = publish(vendors, DAY, archive, feed)
    assert told.strip() in read_changes(feed)[-1]["sentences"] and "America/Vancouver" in told
    write_json(archive / FILE, published)  # as after a power cut between the feed and what is published
    assert publish(vendors, date(2026, 11, 23), archive, feed) == []


@pytest.mark.parametrize(
    ("name", "dated", "title", "told"),
    [
        ("later", date(2027, 6, 1), "Announced: FLIR's text of June 2027", "It holds from 1 June 2027."),
        ("now", date(2026, 11, 1), "These pages now hold FLIR's text of November 2026", "It judges requests of today."),
        ("before", date(2019, 5, 1), "These pages now hold FLIR's text of May 2019",
         "It is superseded by FLIR's text of April 2020."),
    ],
)  # fmt: skip
def test_a_new_text_says_which_requests_it_judges(archive, name, dated, title, told):
    flir = SHIPPED["flir"]
    text = replace(flir.policies[0], name=name, dated=dated)
    texts = sorted((text, *flir.policies), key=lambda policy: (policy.archived, -policy.day.toordinal()))
    publish({"flir": replace(flir, policies=tuple(texts))}, DAY, archive, archive.parent / "changes.json")
    [entry] = [one for one in read_changes(archive.parent / "changes.json") if one["revision"] == name]
    assert (entry["title"], entry["sentences"][0]) == (title, told)


def test_publishing_again_changes_nothing(archive):
    before = {path: path.read_bytes() for path in archive.parent.rglob("*.json")}
    assert publish(SHIPPED, date(2027, 1, 4), archive, archive.parent / "changes.json") == []
    assert {path: path.read_bytes() for path in archive.parent.rglob("*.json")} == before


def test_an_archived_text_is_told_so(archive):
    flir = SHIPPED["flir"]
    newer = replace(flir.policies[0], name="newer", dated=date(2026, 1, 1))
    older = replace(flir.policies[0], archived=True)
    vendor = replace(flir, policies=(replace(newer, hash=hash_of(newer, flir.products)), older, flir.policies[1]))
    assert "FLIR's text of April 2020 is archived:" in publish(
        {"flir": vendor}, DAY, archive, archive.parent / "changes.json"
    )


PAYER = 'freight-in            = { value = { payer = "you" } }'


def test_another_payer_is_refused_and_told(flir, archive):
    edit(flir, FLIR, PAYER, PAYER.replace("you", "vendor"))
    told = refusal(flir, archive)
    assert told.startswith("flir/policies/2020-04-17.toml: this text was published and now says something else. ")
    assert "The way there: was what your carrier asks (you pay), is now free for you (FLIR pays)." in told
    vendors = load_vendors(flir.parent)
    [title, *told] = publish(vendors, date(2027, 1, 4), archive, archive.parent / "changes.json")
    assert title == "Changed: FLIR's text of April 2020:"
    assert all("The way there: was what your carrier asks (you pay), is now free for you (F" in line for line in told)
    assert told and check_published(vendors, folder=archive) == []


def test_another_payer_is_told_beside_another_text(flir, archive):
    edit(flir, FLIR, PAYER, PAYER.replace("you", "vendor"))
    edit(flir, FLIR, "percent = 25", "percent = 20")
    corrected_to(flir, archive)
    told = read_changes(archive.parent / "changes.json")[-1]["sentences"]
    assert {sentence.partition(": was")[0].rpartition(": ")[2] for sentence in told} == {
        "Restocking fee",
        "The way there",
    }


def test_another_name_is_no_other_payer(flir, archive):
    edit(flir, "vendor.toml", 'name         = "FLIR"', 'name = "Teledyne Vision"')
    assert check_published(load_vendors(flir.parent), folder=archive) == []
