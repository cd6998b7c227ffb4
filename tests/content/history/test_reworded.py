"""Our words for a policy may be reworded at any time: that judges nothing, and only the count of it is told."""

import json
from datetime import date

import pytest
from msgspec.structs import replace

from build import build, create_site
from content.eligibility.decision_tree import reach
from content.errors import ContentError
from content.history.diff import differences, words_only
from content.history.gate import check_published
from content.history.publish import publish
from content.history.published import read_published
from content.history.reworded import reworded
from content.history.snapshots import read_snapshot
from content.loading.vendor_folder import load_vendor, load_vendors
from content.pages.drawing import site_at
from content.places import VENDORS
from content.schema.text import Text
from content.settings.kiosk_toml import Settings
from tests.support.answers import answer_combinations
from tests.support.archive import archived
from tests.support.vendor_folder import FLIR, TEXT, copy_of, edit, shipped_vendors

DAY = date(2026, 11, 22)
SHIPPED = shipped_vendors()
FLIR_NOW = SHIPPED["flir"]

# what is reworded: the text that stands there, what stands there instead, and the key that the diff tells
REWORDED = {
    "a question": ("What would you like to send back?", "What is it?", "2020-04-17, questions.product.ask"),
    "an answer": ('"Another FLIR product"', '"Some other FLIR product"', "2020-04-17, questions.product.answers.other"),
    "a hint": ("The day you bought it counts", "That day counts", "2020-04-17, questions.refund.hint"),
    "a hint at an answer": ("Thermal cameras and", "Thermal ones and", "2020-04-17, questions.product.hints.other"),
    "a new hint at an answer": (
        "[questions.refund]", '[questions.purpose.hints]\nother = "Say what."\n[questions.refund]',
        "2020-04-17, questions.purpose.hints.other",
    ),
    "an outcome's title": ("Repair for a fee", "A repair for a fee", "2020-04-17, outcomes.paid-repair.title"),
    "an outcome's text": ("You need not know it. Ask", "Ask", "2020-04-17, outcomes.warranty-unknown.text"),
    "an outcome's first text": (
        'title = "Repair for a fee"', 'title = "Repair for a fee"\ntext = "Ask for its price."',
        "2020-04-17, outcomes.paid-repair.text",
    ),
    "a revision's title": ("The Point Grey text", "The text of Point Grey", "point-grey, title"),
    "a revision's question": (
        "Is it a custom product, a board-level camera", "Is it custom, a board-level camera",
        "point-grey, questions.excluded.ask",
    ),
}  # fmt: skip
every_rewording = pytest.mark.parametrize("what", REWORDED)


@pytest.fixture
def archive(tmp_path):
    """An archive of what ships, as published on 22 November 2026; the feed stands beside it."""
    publish(SHIPPED, DAY, tmp_path / "archive", tmp_path / "changes.json")
    return tmp_path / "archive"


@pytest.fixture
def flir(tmp_path):
    folder = copy_of("flir", tmp_path / "vendors")
    (folder / "examples.toml").unlink()  # they would be the first to object
    return folder


def reword(folder, *whats):
    """The vendor of a folder after these rewordings."""
    for what in whats:
        edit(folder, TEXT, *REWORDED[what][:2])
    return load_vendor(folder)


def publish_into(archive, vendor, day=date(2027, 1, 4)):
    return publish({vendor.slug: vendor}, day, archive, archive.parent / "changes.json")


def published_files(archive):
    """The bytes of what says what was published: the record and the feed."""
    return [path.read_bytes() for path in (archive / "published.json", archive.parent / "changes.json")]


# Nothing but the words


@every_rewording
def test_a_rewording_changes_no_hash_and_nothing_that_judges(what, flir):
    vendor = reword(flir, what)
    assert vendor.text != FLIR_NOW.text
    for policy, was in zip(vendor.policies, FLIR_NOW.policies, strict=True):
        assert policy.hash == was.hash and replace(policy, text=Text()) == replace(was, text=Text())
        for answers in answer_combinations(was):
            assert reach(policy, answers).rule == reach(was, answers).rule


@every_rewording
def test_a_rewording_moves_no_address(what, flir):
    then, now = (
        create_site(site_at("", Settings(), {"flir": vendor}, DAY)).pages for vendor in (FLIR_NOW, reword(flir, what))
    )
    assert [*then] == [*now]


@every_rewording
def test_a_rewording_is_told_as_words_and_affects_nobody(what, flir):
    vendor = reword(flir, what)
    assert differences({"flir": FLIR_NOW}, {"flir": vendor}, DAY) == []
    told = words_only({"flir": FLIR_NOW}, {"flir": vendor}, DAY)
    assert [sentence for sentence in told if sentence.startswith(f"flir {REWORDED[what][2]}: was “")]


@every_rewording
def test_a_rewording_needs_no_publish(what, flir, archive):
    assert check_published({"flir": reword(flir, what)}, folder=archive) == []


@every_rewording
def test_publishing_keeps_the_words_of_today_and_touches_nothing_that_judges(what, flir, archive):
    before, vendor = published_files(archive), reword(flir, what)
    then = {policy.name: archived(vendor, policy, archive) for policy in vendor.policies}
    assert publish_into(archive, vendor) == [] and "pixelink" in read_published(archive)
    assert published_files(archive) == before
    for policy in vendor.policies:
        held = archived(vendor, policy, archive)
        assert held["judged"] == then[policy.name]["judged"]
        assert read_snapshot("flir", policy.name, policy.hash, archive).policy.text == policy.text
    assert [archived(vendor, policy, archive) for policy in vendor.policies] != [*then.values()]


def test_an_archive_that_tells_other_words_still_holds(flir, archive):
    policy = FLIR_NOW.policies[0]
    path = archive / "flir" / f"{policy.name}.{policy.hash}.json"
    held = json.loads(path.read_text("utf-8"))
    held["text"]["outcomes"]["refund"]["title"] = "Money back"
    path.write_text(json.dumps(held), "utf-8")
    assert check_published(SHIPPED, folder=archive) == []
    assert read_snapshot("flir", policy.name, policy.hash, archive).policy.text.outcomes["refund"].title == "Money back"


# And the twin: whatever judges is refused until it is published


FREIGHT_IN = 'freight-in            = { value = { payer = "you" } }'
FREIGHT_BACK = '{ when = { kind = "paid" }, value = { payer = "vendor" }'
IN_WARRANTY = 'in-warranty           = { value = { does = "repair-or-replace", payer = "vendor" } }'
WINDOW = 'refund = { days = 30, after = "purchase" }'
CLOCK = "warranty-clock        = { silent = true }"
ANOTHER = [
    (FLIR, '"machine-vision", "other"]', '"machine-vision", "another"]'),
    (FLIR, 'when = { product = "other" }', 'when = { product = "another" }'),
    (TEXT, 'other          = "Another', 'another = "Another'),
    (TEXT, 'other          = "Thermal', 'another = "Thermal'),
]
JUDGING = {
    "another payer": [(FLIR, FREIGHT_IN, FREIGHT_IN.replace("you", "vendor"))],
    "nobody who pays": [(FLIR, IN_WARRANTY, IN_WARRANTY.replace(', payer = "vendor"', ""))],
    "a shipment on the quote": [(FLIR, FREIGHT_BACK, FREIGHT_BACK.replace("vendor\"", 'you", quoted = true'))],
    "another day of a window": [(FLIR, WINDOW, WINDOW.replace(" }", ", plus = 1 }"))],
    "another event of a window": [(FLIR, WINDOW, WINDOW.replace("purchase", "receipt"))],
    "another event of the warranty": [(FLIR, CLOCK, 'warranty-clock = { value = { event = "receipt" } }')],
    "another day of the warranty": [(FLIR, CLOCK, 'warranty-clock = { value = { event = "purchase", plus = 1 } }')],
    "another answer's id": ANOTHER,
    "another fact": [(FLIR, "percent = 25", "percent = 20")],
    "another rule": [(FLIR, 'instead = { purpose = "repair" }', 'instead = { purpose = "other" }')],
    "another rule's id": [
        (FLIR, 'id   = "paid-repair"', 'id   = "for-a-fee"'),
        (TEXT, "[outcomes.paid-repair]", '[outcomes.for-a-fee]\ntitle = "Repair for a fee"\n[outcomes.paid-repair]'),
    ],
    "another assumption": [(FLIR, 'assume  = "machine-vision"', 'assume = "other"')],
}


@pytest.mark.parametrize("what", JUDGING)
def test_whatever_judges_is_refused_until_it_is_published(what, flir, archive):
    for file, find, put in JUDGING[what]:
        edit(flir, file, find, put)
    vendor, was = load_vendor(flir), FLIR_NOW.policies[0]
    assert vendor.policies[0].hash != was.hash
    with pytest.raises(ContentError, match="^flir/policies/2020-04-17.toml: this text was published and now says some"):
        check_published({"flir": vendor}, folder=archive)
    publish_into(archive, vendor)
    assert check_published({"flir": vendor}, folder=archive) == []
    assert read_snapshot("flir", was.name, was.hash, archive).policy.facts == was.facts


# What is counted


COUNTED = [
    ([], []),
    (["an outcome's title"], ["reworded: 1 sentence of flir"]),
    (["a hint", "a new hint at an answer"], ["reworded: 2 sentences of flir"]),
    (["a question", "an answer", "a revision's title"], ["reworded: 3 sentences of flir"]),
]


@pytest.mark.parametrize(("whats", "lines"), COUNTED)
def test_what_is_reworded_is_counted_until_it_is_published(whats, lines, flir, archive):
    vendor = reword(flir, *whats)
    assert list(reworded({"flir": vendor}, archive)) == lines
    publish_into(archive, vendor)
    assert list(reworded({"flir": vendor}, archive)) == []


def test_a_sentence_that_revisions_share_is_counted_once(flir, archive):
    assert [policy.text.outcomes["paid-repair"] for policy in FLIR_NOW.policies].count(
        FLIR_NOW.text.outcomes["paid-repair"]
    ) == 2
    assert list(reworded({"flir": reword(flir, "an outcome's title")}, archive)) == ["reworded: 1 sentence of flir"]


def test_each_vendor_is_counted_by_itself(flir, archive):
    pixelink = copy_of("pixelink", flir.parent)
    edit(pixelink, TEXT, '"Repair after a quote"', '"A repair after a quote"')
    vendors = {"flir": reword(flir, "a question", "an answer"), "pixelink": load_vendor(pixelink)}
    assert list(reworded(vendors, archive)) == ["reworded: 2 sentences of flir", "reworded: 1 sentence of pixelink"]


def test_what_was_never_published_is_not_reworded(flir, tmp_path, archive):
    assert list(reworded(SHIPPED, tmp_path / "none")) == []
    newer = (flir / FLIR).read_text("utf-8").replace("2020-04-17", "2026-11-01")
    (flir / "policies/newer.toml").write_text(newer, "utf-8")
    assert list(reworded({"flir": load_vendor(flir)}, archive)) == []


def test_a_doubt_and_a_fact_are_no_rewording(flir, archive):
    edit(flir, FLIR, "whether this also holds out of warranty", "whether it also holds out of warranty")
    edit(flir, FLIR, "percent = 25", "percent = 20")
    assert list(reworded({"flir": load_vendor(flir)}, archive)) == []


# The build and the command


def said_by(tmp_path, vendors, **options):
    """Every line of a build."""
    lines = []
    build(tmp_path / "site", Settings(), vendors, DAY, say=lambda text="", **_: lines.append(str(text)), **options)
    return [line for line in lines if line.strip()]


def test_a_build_says_how_much_is_reworded_and_refuses_nothing(flir, tmp_path):
    lines = said_by(tmp_path, {"flir": reword(flir, "a question", "an answer", "an outcome's text")})
    assert lines[0] == "reworded: 3 sentences of flir"
    assert "What is it?" in (tmp_path / "site/flir/check/index.html").read_text("utf-8")


def test_a_build_of_what_was_told_last_says_nothing_of_it(tmp_path):
    assert [line for line in said_by(tmp_path, load_vendors(VENDORS)) if "reworded" in line] == []


def test_a_preview_says_it_beside_what_is_not_published(flir, tmp_path):
    edit(flir, FLIR, "percent = 25", "percent = 20")
    lines = said_by(tmp_path, {"flir": reword(flir, "a hint")}, preview=True)
    assert "This is a preview only." in lines[0] and "reworded: 1 sentence of flir" in lines
