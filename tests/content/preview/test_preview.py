"""The live preview: each page as its files stand now, all their faults above it, and nothing left when it is closed."""

import os
import re
import signal
import subprocess
import sys
from datetime import date
from html import unescape
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

from content.__main__ import main
from content.loading.scaffold import new_vendor
from content.places import ROOT
from content.preview import files
from content.preview.bar import SCRIPT, STYLE
from content.preview.files import stamp_of
from content.preview.server import PreviewServer
from tests.support.previews import previewing
from tests.support.vendor_folder import FLIR, copy_of, edit, remove_rule

OVERLAP = ('when = { product = "other" }', 'when = { purpose = "refund" }')
SILENT = ('facts = ["rma-needed-for", "freight-in", "have-ready"]', 'facts = ["have-ready", "customs"]')


@pytest.fixture
def vendors(tmp_path):
    """FLIR and Pixelink, to be spoiled."""
    copy_of("flir", tmp_path / "vendors")
    return copy_of("pixelink", tmp_path / "vendors").parent


@pytest.fixture
def preview(vendors):
    with previewing(vendors) as preview:
        yield preview


def bar_of(page):
    """The words of the bar above a page."""
    return read(page.partition('<div id="preview"')[2].partition("</div>")[0].partition(">")[2])


def read(html):
    return " ".join(unescape(re.sub("<[^>]+>", " ", html)).split())


# The pages


def test_a_page_is_what_the_build_writes_but_for_the_bar(preview, built):
    page = preview.get("/flir/guide/")
    page = re.sub(r'\n<div id="preview".*?</div>', "", page, count=1, flags=re.S)
    for own in (f'<link rel="stylesheet" href="{STYLE}">\n', f'<script src="{SCRIPT}"></script>\n'):
        page = page.replace(own, "")
    assert page == (built / "flir/guide/index.html").read_text("utf-8")


def test_nothing_of_the_preview_is_in_what_is_built(built):
    assert not [page for page in built.rglob("*.html") if "/-/" in page.read_text("utf-8")]


def test_files_for_programs_and_of_the_look_are_served_as_they_are(preview, built):
    for name in ("flir/policy.json", "static/kiosk.css", "flir/sitemap.xml"):
        assert preview.get(f"/{name}") == (built / name).read_text("utf-8")


def test_what_is_saved_is_shown_at_once(preview, vendors):
    before = preview.state()["stamp"]
    edit(vendors / "flir", "guide.md", "Often the camera never has to travel.", "Most cameras stay at home.")
    assert "Most cameras stay at home." in preview.get("/flir/guide/") and preview.state()["stamp"] != before


def test_an_address_without_its_last_slash_leads_on(preview):
    with urlopen(f"{preview.url}flir/guide") as answer:
        assert answer.url.endswith("/flir/guide/")


@pytest.mark.parametrize(("path", "words"), {"/flir/nowhere/": "Preview.", "/rma/flir/": "make serve shows it"}.items())
def test_what_is_no_page_is_answered_with_what_there_is(path, words, preview):
    with pytest.raises(URLError, match="404"):
        urlopen(preview.url + path[1:])
    assert words in preview.get(path)


def test_a_head_is_answered_like_a_get_and_its_headers_let_only_the_preview_s_own_script_ask(preview):
    with urlopen(Request(preview.url, method="HEAD")) as head, urlopen(preview.url) as get:
        assert head.headers["Content-Length"] == get.headers["Content-Length"] and not head.read()
        assert "connect-src 'self'" in get.headers["Content-Security-Policy"]


def test_with_a_vendor_only_that_one_is_read(vendors):
    edit(vendors / "flir", "vendor.toml", "maker ", "makers ")
    with previewing(vendors, "pixelink") as preview:
        assert "Send something back to Pixelink" in preview.get("/")
        assert preview.checked().faults == []


# Their faults


def test_a_fault_stands_in_place_of_the_page_until_it_is_mended(preview, vendors):
    edit(vendors / "flir", "vendor.toml", "maker ", "makers ")
    page = preview.get("/flir/guide/")
    assert "flir/vendor.toml makers : is not a key we know; write maker, or remove it" in bar_of(page)
    assert "The page then comes back by itself" in page
    edit(vendors / "flir", "vendor.toml", "makers ", "maker ")
    assert 'id="shipping"' in preview.get("/flir/guide/") and "makers" not in bar_of(preview.get("/flir/guide/"))


def test_all_faults_of_all_vendors_are_told(preview, vendors):
    edit(vendors / "flir", "vendor.toml", "maker ", "makers ")
    edit(vendors / "flir", FLIR, "days = 30", 'days = "30"')
    edit(vendors / "pixelink", "guide.md", "{#status}", "{#state}")
    told = bar_of(preview.get("/"))
    assert told.startswith("3 faults.")
    assert "windows.refund.days" in told and "pixelink/guide.md #status" in told


def test_what_only_the_whole_site_shows_is_told_above_the_page(preview, vendors):
    edit(vendors / "flir", "guide.md", "Often the camera", "[Often](/flir/nowhere/) the camera")
    page = preview.get("/flir/guide/")
    assert 'id="shipping"' in page and "nowhere: leads" not in bar_of(page)
    assert [fault.key for fault in preview.checked().faults] == ["/flir/nowhere/"]
    assert "flir/guide/index.html /flir/nowhere/ : leads nowhere" in read(preview.state()["bar"])
    assert "leads nowhere" in bar_of(preview.get("/flir/"))


def test_rules_that_are_not_proved_are_told_above_a_page_that_can_be_drawn(preview, vendors):
    edit(vendors / "flir", FLIR, *SILENT)
    preview.checked()
    page = preview.get("/flir/guide/")
    assert 'id="shipping"' in page and "cites 'customs', which is silent" in bar_of(page)


LEAD_ASTRAY = {
    "an overlap": lambda flir: edit(flir, FLIR, *OVERLAP),
    "a gap": lambda flir: remove_rule(flir, FLIR, "refund"),
}


@pytest.mark.parametrize("spoil", LEAD_ASTRAY.values(), ids=LEAD_ASTRAY)
def test_rules_that_no_page_can_follow_are_told_and_nothing_fails(spoil, preview, vendors):
    spoil(vendors / "flir")
    for path in ("/", "/flir/", "/flir/map/", "/flir/check/"):
        assert "<html" in preview.get(path)
    assert preview.checked().faults and "rules" in bar_of(preview.get("/flir/map/"))


def test_what_is_not_published_yet_is_no_fault(preview, vendors):
    new_vendor("acme", "Acme", vendors, date(2026, 11, 22))
    assert preview.checked().faults == []
    told = bar_of(preview.get("/acme/"))
    assert told.startswith("Preview. No fault in ") and "Acme was never published" in told


def test_what_is_typed_in_a_file_cannot_become_part_of_the_page(preview, vendors):
    edit(vendors / "flir", "vendor.toml", "maker ", '"<script>" = 1\nmaker ')
    assert "<script>" not in preview.get("/").partition('<div id="preview"')[2].partition("</div>")[0]


def test_the_terminal_tells_findings_only_when_they_changed(preview, vendors):
    assert preview.checked().faults == []
    edit(vendors / "flir", "guide.md", "Often the camera", "Mostly the camera")
    assert preview.checked().faults == []
    edit(vendors / "flir", "vendor.toml", "maker ", "makers ")
    preview.checked()
    assert len(preview.said) == 2 and "no fault" in preview.said[0]
    assert preview.said[1].startswith("flir/vendor.toml: makers: is not a key we know")


# The files that are watched


def test_the_stamp_changes_with_any_file_that_is_saved_made_or_removed(tmp_path, monkeypatch):
    words, single = tmp_path / "words", tmp_path / "dealers.toml"
    words.mkdir()
    monkeypatch.setattr(files, "SHARED", (words, single))
    stamps = [stamp_of([tmp_path / "vendors"])]
    for change in (
        lambda: single.write_text("a"), lambda: (words / "a.toml").write_text("a"),
        lambda: (words / "a.toml").write_text("ab"), lambda: (words / "a.toml").unlink(),
    ):  # fmt: skip
        change()
        stamps.append(stamp_of([tmp_path / "vendors"]))
    assert len({*stamps}) == 4 and stamps[1] == stamps[4] == stamp_of([tmp_path / "vendors"])


def test_templates_and_styles_are_watched_too():
    assert {ROOT / "site" / "templates", ROOT / "site" / "static", ROOT / "content" / "words"} <= {*files.SHARED}


# Beginning and end


def test_where_the_port_is_taken_a_free_one_is_found(preview):
    taken = int(preview.url.rsplit(":", 1)[1].strip("/"))
    with PreviewServer(preview.live, preview.checker, taken) as second:
        assert second.url != preview.url


def test_a_vendor_there_is_not_is_answered_with_those_there_are(vendors, capsys):
    assert main(["preview", "acme", "--vendors", str(vendors)]) == 1
    assert "there is no vendor's folder of this name; write one of flir, pixelink" in capsys.readouterr().err


def test_the_command_serves_until_ctrl_c_and_leaves_nothing(vendors):
    command = [sys.executable, "-m", "content", "preview", "pixelink", "--vendors", str(vendors)]
    asked = {"cwd": ROOT, "env": os.environ | {"PORT": "0"}, "text": True}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **asked) as run:
        url = re.search(r"http://127\.0\.0\.1:\d+/", run.stdout.readline())[0]
        with urlopen(url) as page:
            assert "Send something back to Pixelink" in page.read().decode()
        run.send_signal(signal.SIGINT)
        assert run.stdout.read().endswith("Closed.\n") and run.wait() == 0
    with pytest.raises(URLError):
        urlopen(url)
