"""The command that proves: whatever a build would refuse it refuses too, all at once, and what it passes is built."""

import os
import shutil
import subprocess
import sys
from datetime import date

import pytest

from content.__main__ import main
from content.audit.site_check import SiteCheck
from content.audit.tree import drawn_tree
from content.errors import Faults
from content.loading.scaffold import new_vendor
from content.loading.vendor_folder import load_vendors
from content.pages.drawing import Drawing, site_at
from content.places import ROOT
from content.settings.kiosk_toml import Settings
from tests.support.vendor_folder import FLIR, copy_of, edit, remove_rule

DAY = date(2026, 11, 22)


@pytest.fixture
def tree(tmp_path):
    """A copy of all that a build reads, to be spoiled."""
    for folder in ("content", "site"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", tmp_path)
    return tmp_path


def run(tree, *command):
    """A command as an editor types it, in `tree`: whether it went well, and its lines of faults."""
    ran = subprocess.run([sys.executable, *command], cwd=tree, capture_output=True, text=True, env=os.environ)
    assert "Traceback" not in ran.stderr
    return ran.returncode == 0, ran.stderr.removeprefix("Nothing was published. ").splitlines()


def flir(tree):
    return tree / "content/vendors/flir"


def in_words(tree, put):
    """Type this into the first sentence there is."""
    path = tree / "content/words/questions.toml"
    path.write_text(path.read_text("utf-8").replace(' = "', f' = "{put} ', 1), "utf-8")


HIDES_OTHERS = {
    "a key that is none": lambda tree: edit(flir(tree), "vendor.toml", "maker ", "makers "),
    "a gap in the rules": lambda tree: remove_rule(flir(tree), FLIR, "paid-repair"),
    "a name in the words that nothing fills": lambda tree: in_words(tree, "With {it}"),
    "a redirect to no page": lambda tree: (tree / "content/redirects.toml").write_text('"/a/" = "/b/"\n', "utf-8"),
    "a template that is none": lambda tree: edit(
        tree / "site/templates", "imprint.html", "{% block main %}", "{% block main %}{% if %}"
    ),
    "a vendor nobody published": lambda tree: new_vendor("acme", "Acme", tree / "content/vendors", DAY),
}


@pytest.mark.parametrize("spoil", HIDES_OTHERS.values(), ids=HIDES_OTHERS)
def test_what_a_build_refuses_the_proof_refuses_in_the_same_words(spoil, tree):
    spoil(tree)
    built, refusals = run(tree, "build.py", "--out", "site-built")
    proved, told = run(tree, "-m", "content", "prove")
    assert not built and not proved and refusals and set(refusals) <= set(told)


TOLD_TOGETHER = {  # how it comes about, and what is told of it
    "words/questions.toml: purposes.": lambda tree: in_words(tree, "In 3 days"),
    f"flir/{FLIR}: this text was published and now says something else": lambda tree: edit(
        flir(tree), FLIR, "percent = 25", "percent = 20"
    ),
    "flir/examples.toml: examples[1]: ": lambda tree: None,  # the fee is no longer what it expects
    "content/published_urls.txt: /flir/guide/#number": lambda tree: edit(
        flir(tree), "guide.md", "{#number}", "{#why}"
    ),
    "flir/guide/index.html: /flir/nowhere/: leads nowhere": lambda tree: edit(
        flir(tree), "guide.md", "{status-lost}", "{status-lost} [Look](/flir/nowhere/)"
    ),
    "flir/vendor.toml: theme.accent: ": lambda tree: edit(flir(tree), "vendor.toml", "#1b4f91", "#cfe0ff"),
    "silence/index.html: text: the figure '2' in “2 of them”": lambda tree: edit(
        tree / "site/templates", "silences.html", "{% block main %}", "{% block main %}<p>2 of them</p>"
    ),
}


def test_all_that_a_build_refuses_is_told_at_once_and_by_the_proof_alike(tree):
    for spoil in TOLD_TOGETHER.values():
        spoil(tree)
    for command in (["build.py", "--out", "site-built"], ["-m", "content", "prove"]):
        well, told = run(tree, *command)
        assert not well
        assert [begins for begins in TOLD_TOGETHER if not any(line.startswith(begins) for line in told)] == [], told


def test_what_the_proof_passes_is_built(tree):
    edit(flir(tree), "guide.md", "Often the camera never has", "Most often the camera does not have")
    assert run(tree, "-m", "content", "prove") == run(tree, "build.py", "--out", "site-built") == (True, [])


def test_a_fault_of_one_vendor_hides_none_of_another_nor_of_the_words(tree):
    edit(flir(tree), "vendor.toml", "maker ", "makers ")
    edit(tree / "content/vendors/pixelink", "guide.md", "{#status}", "{#state}")
    in_words(tree, "In 3 days")
    for command in (["build.py", "--out", "site-built"], ["-m", "content", "prove"]):
        _, told = run(tree, *command)
        files = [line.split(": ")[0] for line in told]
        assert files[:2] == ["flir/vendor.toml", "pixelink/guide.md"], told


def test_what_is_not_published_yet_is_told_and_not_refused_in_a_preview(tmp_path, capsys):
    new_vendor("acme", "Acme", tmp_path, DAY)
    assert main(["prove", "--preview", "--vendors", str(tmp_path)]) == 0
    assert "Acme was never published" in capsys.readouterr().out
    assert main(["prove", "--vendors", str(tmp_path)]) == 1
    assert "Acme was never published" in capsys.readouterr().err


def test_a_template_that_fails_is_named_once_by_its_line_however_many_pages_it_is_on(tree):
    edit(tree / "site/templates", "base.html", "<body>", "<body>{{ nobody.name.first }}")
    _, told = run(tree, "-m", "content", "prove")
    lines = (tree / "site/templates/base.html").read_text("utf-8").splitlines()
    number = next(number for number, line in enumerate(lines, 1) if "nobody" in line)
    assert told == [f"site/templates/base.html: line {number}: cannot be drawn: 'nobody' is undefined"]


def test_pages_are_checked_as_drawn_and_as_built_alike(tmp_path, built):
    check = SiteCheck(Settings(), DAY, urls=None)
    drawn = check.whole(load_vendors(copy_of("flir", tmp_path).parent))
    assert check.faults == [] and drawn == len(Drawing(site_at("", Settings(), load_vendors(tmp_path), DAY)).pages)


def test_a_page_that_cannot_be_drawn_keeps_none_of_the_others_from_being_read(tmp_path):
    drawing = Drawing(site_at("", Settings(), load_vendors(copy_of("flir", tmp_path).parent), DAY))
    drawing.pages["/imprint/"] = drawing.pages["/imprint/"]._replace(template="nowhere.html")
    faults, begun = Faults(), []
    tree = drawn_tree(drawing, faults, lambda: begun.append(1))
    assert [(fault.file, fault.key) for fault in faults] == [("site/templates/nowhere.html", "-")]
    assert "imprint/index.html" not in tree.pages and len(begun) == len(tree.pages) + 1
