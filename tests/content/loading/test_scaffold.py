"""A vendor begun by a command: its folder loads, proves and builds at once, and says nothing that nobody stated."""

import re
import shutil
from datetime import date

import pytest

from build import build
from content.__main__ import main
from content.errors import ContentError
from content.explain.facts import fact_lines
from content.loading.prove import prove
from content.loading.scaffold import new_vendor
from content.loading.vendor_folder import load_vendor, load_vendors
from content.places import VENDORS
from content.schema.facts import KEYS
from content.schema.slugs import RESERVED
from content.settings.kiosk_toml import Settings
from content.wording.catalog import read_words

TODAY = date(2026, 11, 22)


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
        assert all(f'"{tag}"' in comment for tag in read_words().facts[key].values), key


def test_every_question_that_is_only_a_comment_loads_once_it_is_none(tmp_path):
    new_vendor("acme", "Acme", tmp_path, TODAY)
    path = tmp_path / "acme/policies/2026-11-22.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("# [windows]\n# refund = { days = …", "[windows]\nrefund = { days = 9").replace(
        "refund-never = { silent = true }", 'refund-never = { value = ["Eyes"] }'
    )
    text = text.replace("refund-at-most = { silent = true }", "refund-at-most = { value = 3 }")
    blocks = re.compile(r"^# \[\[questions\]\]\n(?:# .+\n)+", re.M)
    path.write_text(blocks.sub(lambda block: re.sub("(?m)^# ", "", block[0]), text), encoding="utf-8")
    (tmp_path / "acme/products.toml").write_text('[[families]]\nslug = "eyes"\nname = "Eyes"', encoding="utf-8")
    asked = [question.id for question in load_vendor(tmp_path / "acme").policies[0].questions]
    assert asked == ["purpose", "warranty", "refund", "excluded", "too-many", "bought_from", "opened"]


def test_no_figure_is_invented(begun):
    for path in begun.rglob("*.*"):
        bare = re.sub(r"2026-11-22|#[0-9a-f]{6}", "", path.read_text(encoding="utf-8"))
        assert not re.search(r"(?<![\w.])[1-9]\d*(?!\. \*\*)", re.sub(r"(?m)^\d\. ", "", bare)), path.name


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
