"""A vendor begun by a command: its folder loads, proves and builds at once, and says nothing that nobody stated."""

import re
import shutil
from datetime import date

import pytest

from build import build
from content.__main__ import main
from content.errors import ContentError
from content.explain.facts import fact_lines
from content.explain.guide import facts_placed, guide_of
from content.loading.prove import prove
from content.loading.scaffold import new_vendor
from content.loading.vendor_folder import load_vendor, load_vendors
from content.places import VENDORS
from content.schema.facts import KEYS
from content.settings.kiosk_toml import Settings
from content.slugs import RESERVED
from content.wording.catalog import read_words

TODAY = date(2026, 11, 22)
BOOKER = 'booker = "you" | "vendor"'
WRITTEN = {  # by a key of its own, or as a table
    "quoted": "quoted = true", "booked-by-you": BOOKER, "booked-by-vendor": BOOKER,
    "span": "{ most = …", "priced": "{ percent = …", "at-most": "at-most = …",
}  # fmt: skip


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """The folder of a vendor just begun."""
    folder = tmp_path_factory.mktemp("vendors")
    new_vendor("acme-optics", "Acme Optics", folder, TODAY)
    return folder / "acme-optics"


def test_it_loads_and_proves_with_every_fact_silent(begun):
    vendor = load_vendor(begun)
    assert all(line.silent for line in fact_lines(vendor, vendor.policies[0]))
    assert [proof.faults for proof in prove(vendor)] == [()]
    assert {rule.outcome.kind for rule in vendor.policies[0].rules} == {"ask"}


def test_every_fact_has_a_comment_with_the_values_that_have_words(begun):
    text = (begun / "policies" / "2026-11-22.toml").read_text(encoding="utf-8")
    for key in KEYS:
        comment = text.split(f"\n{key} = ")[0].rpartition("\n\n")[2]
        assert re.search(r"# .+\?\n#   value = .+", comment), key
        tags = read_words().facts[key].values
        assert all(WRITTEN.get(tag, f'"{tag}"') in comment and f"#     {tag}: " in comment for tag in tags), key


def test_every_question_that_is_only_a_comment_loads_once_it_is_none(tmp_path):
    new_vendor("acme", "Acme", tmp_path, TODAY)
    path = tmp_path / "acme/policies/2026-11-22.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("# [windows]\n# refund = { days = …", "[windows]\nrefund = { days = 9").replace(
        "refund-never = { silent = true }", 'refund-never = { value = ["Eyes"] }'
    )
    text = text.replace("refund-at-most = { silent = true }", "refund-at-most = { value = 3 }")
    path.write_text(text, encoding="utf-8")
    for file, opening in ((path, r"\[\[questions\]\]"), (tmp_path / "acme/text.toml", r"\[questions\.[a-z_-]+\]")):
        blocks = re.compile(rf"^# {opening}\n(?:# .+\n)+", re.M)
        text = blocks.sub(lambda block: re.sub("(?m)^# ", "", block[0]), file.read_text(encoding="utf-8"))
        file.write_text(text, encoding="utf-8")
    (tmp_path / "acme/products.toml").write_text('[[families]]\nslug = "eyes"\nname = "Eyes"', encoding="utf-8")
    asked = [question.id for question in load_vendor(tmp_path / "acme").policies[0].questions]
    assert asked == ["purpose", "warranty", "refund", "excluded", "too-many", "bought_from", "opened"]


def test_its_words_stand_apart_from_what_judges(begun):
    policy = load_vendor(begun).policies[0]
    assert not re.search("(?m)^(ask|hint|title|text) *=", (begun / "policies/2026-11-22.toml").read_text("utf-8"))
    assert {*policy.text.questions} == {*policy.answers}
    assert {*policy.text.outcomes} == {rule.id for rule in policy.rules}


def test_no_figure_is_invented(begun):
    for path in begun.rglob("*.*"):
        bare = re.sub(r"2026-11-22|#[0-9a-f]{6}", "", path.read_text(encoding="utf-8"))
        assert not re.search(r"(?<![\w.])[1-9]\d*(?!\. \*\*)", re.sub(r"(?m)^\d\. ", "", bare)), path.name


def test_its_guide_states_nothing_but_that_nobody_has_read_the_text(begun):
    vendor = load_vendor(begun)
    told = {section.anchor: section.html for section in guide_of(vendor, vendor.policies[0]).sections}
    steps = told.pop("steps")
    assert {*told.values()} == {"<p>Not written down yet. Ask support before you send anything.</p>\n"}
    assert facts_placed(vendor) == [] and not re.search("(?i)number|mail|portal|phone|warrant|refund|box", steps)


def test_it_names_no_channel_no_place_and_no_warranty(begun):
    vendor = load_vendor(begun)
    products = vendor.products
    assert (vendor.file.channels, products.warranty, products.serial.place, products.families) == ([], [], "", [])
    assert {*vendor.text.questions} and not any(one.hint or one.hints for one in vendor.text.questions.values())


def test_it_builds_beside_the_others_and_touches_nothing_else(begun, tmp_path):
    shutil.copytree(VENDORS, tmp_path / "vendors")
    shutil.copytree(begun, tmp_path / "vendors" / begun.name)
    told = []
    vendors = load_vendors(tmp_path / "vendors", only=["acme-optics"])
    build(tmp_path / "build", Settings(), vendors, TODAY, say=lambda text, **_: told.append(text), preview=True)
    page = (tmp_path / "build/acme-optics/index.html").read_text(encoding="utf-8")
    assert "Acme Optics" in page and "To ask" not in page and "preview only" in " ".join(told)


@pytest.mark.parametrize("slug", ["flir", "fr", "Acme", *sorted(RESERVED)[:2]])
def test_a_slug_that_is_taken_or_reserved_is_refused(slug, tmp_path):
    (tmp_path / "flir").mkdir()
    with pytest.raises(ContentError, match=f"{slug}: folder name: "):
        new_vendor(slug, "", tmp_path, TODAY)
    assert [path.name for path in tmp_path.iterdir()] == ["flir"]


@pytest.mark.parametrize("name", ['A "B"', "A\\B", "A\nB", "{name}", "   "])
def test_a_name_that_would_break_a_file_is_refused(name, tmp_path):
    with pytest.raises(ContentError, match="--name"):
        new_vendor("acme", name, tmp_path, TODAY)


def test_the_command_names_what_it_wrote_and_what_comes_next(tmp_path, capsys):
    assert main(["new", "acme", "--vendors", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "acme/vendor.toml" in told and "python -m content prove" in told
    assert load_vendor(tmp_path / "acme").name == "Acme"
