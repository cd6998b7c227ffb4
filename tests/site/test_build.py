"""The build: the same bytes each time, all or nothing, wherever it is to stand and whoever runs it."""

import hashlib
import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from urllib.parse import urljoin, urlsplit

import pytest
from msgspec.structs import replace

from build import build
from content.errors import ContentError
from content.loading.vendor_folder import load_vendors
from content.places import ROOT, VENDORS
from content.settings.kiosk_toml import Security, Settings, read_settings
from tests.support.reading import is_hidden, pages_in, sitemap
from tests.support.vendor_folder import FLIR, copy_of, edit, remove_rule, shipped_vendors

DAY = date(2026, 11, 22)
HELD = read_settings(ROOT / "kiosk.example.toml")  # an operator's settings, not a demonstration


def bytes_of(folder):
    """Every file under `folder` with a digest of what it holds."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def publish(out, settings=None, vendors=None, day=DAY, **asked):
    """Build into `out` without a word."""
    settings = settings or Settings()
    asked = {"urls": None} | asked  # most of these trees are altered ones
    build(out, settings, vendors or load_vendors(only=settings.vendors), day, say=lambda *_, **__: None, **asked)
    return out


@pytest.fixture
def tree(tmp_path):
    """A copy of all a build reads, to be spoiled."""
    for folder in ("content", "site"):
        shutil.copytree(ROOT / folder, tmp_path / "tree" / folder)
    shutil.copy(ROOT / "build.py", tmp_path / "tree")
    return tmp_path / "tree"


def run(tree, *arguments, **environment):
    """The build as an operator types it, in `tree`."""
    command = [sys.executable, "-B", tree / "build.py", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | environment)


# The same bytes


def test_two_builds_are_the_same_bytes(tree, tmp_path):
    one = run(tree, "--out", tmp_path / "one", PYTHONHASHSEED="1", TZ="Asia/Tokyo")
    other = run(tree, "--out", tmp_path / "other", PYTHONHASHSEED="2", TZ="America/Los_Angeles")
    assert one.returncode == other.returncode == 0, one.stderr + other.stderr
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "other")


@pytest.mark.parametrize("day", [date(2020, 4, 17), date(2027, 1, 1), date(2040, 2, 29)])
def test_a_day_that_chooses_the_same_revisions_is_never_printed(day, built, tmp_path):
    assert bytes_of(publish(tmp_path / "site", day=day)) == bytes_of(built)


def test_the_day_chooses_the_revision(tmp_path):
    policies = copy_of("flir", tmp_path / "vendors") / "policies"
    text = (policies / "2020-04-17.toml").read_text("utf-8")
    later = text.replace("dated  = 2020-04-17", "dated = 2027-01-01").replace("percent = 25", "percent = 31")
    (policies / "2027-01-01.toml").write_text(later, "utf-8")
    vendors = load_vendors(tmp_path / "vendors")
    pages = {day: publish(tmp_path / str(day), None, vendors, day) for day in (date(2026, 12, 31), date(2027, 1, 1))}
    told = ["31 %" in (out / "flir/outcome/refund/index.html").read_text("utf-8") for out in pages.values()]
    assert told == [False, True]


# All or nothing


def put(tree, file, text, into="{% block main %}"):
    """Write `text` into the main part of a template."""
    path = tree / "site" / "templates" / file
    whole = path.read_text("utf-8")
    assert whole.count(into) == 1
    path.write_text(whole.replace(into, into + text), "utf-8")


def operator(tree, expires):
    """Settings of an operator whose security contact holds until then."""
    (tree / "instance").mkdir()
    text = (ROOT / "kiosk.example.toml").read_text("utf-8")
    (tree / "instance" / "kiosk.toml").write_text(text.replace("2030-12-31", expires), "utf-8")


def flir(tree):
    return tree / "content" / "vendors" / "flir"


FAULTS = {
    "a key no vendor has": lambda tree: edit(flir(tree), "vendor.toml", "maker ", "makers "),
    "a gap in the rules": lambda tree: remove_rule(flir(tree), FLIR, "paid-repair"),
    "an accent too pale": lambda tree: edit(flir(tree), "vendor.toml", "#1b4f91", "#cfe0ff"),
    "a template that is not one": lambda tree: put(tree, "imprint.html", "{% if %}"),
    "a template with an unknown name": lambda tree: put(tree, "imprint.html", "{{ nobody.name.first }}"),
    "a stylesheet that is gone": lambda tree: (tree / "site/static/kiosk.css").unlink(),
    "a dead link": lambda tree: put(tree, "imprint.html", '<a href="/nowhere/">here</a>'),
    "a dead anchor": lambda tree: put(tree, "imprint.html", '<a href="/privacy/#nowhere">here</a>'),
    "a page too heavy": lambda tree: put(tree, "imprint.html", " ".join(str(n**3) for n in range(5000))),
    "a warning of the freezer": lambda tree: edit(
        tree / "content/pages", "front.py", '"robots.txt", dict, "text/plain"', '"robots.txt", dict, "image/png"'
    ),
    "a security contact about to lapse": lambda tree: operator(tree, "2026-01-01"),
}


@pytest.mark.parametrize("spoil", FAULTS.values(), ids=FAULTS)
def test_a_build_with_a_fault_leaves_the_last_site_as_it_was(spoil, tree, built, tmp_path):
    out = shutil.copytree(built, tmp_path / "public" / "site")
    spoil(tree)
    ended = run(tree, "--out", out)
    assert ended.returncode == 1 and ended.stderr.startswith("Nothing was published. "), ended.stderr
    assert "Traceback" not in ended.stderr
    assert bytes_of(out) == bytes_of(built) and list(out.parent.iterdir()) == [out]


def test_without_a_fault_the_last_site_is_replaced(tree, built, tmp_path):
    out = shutil.copytree(built, tmp_path / "public" / "site")
    (out / "left-over.html").write_text("from a former build")
    ended = run(tree, "--out", out)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert not (out / "left-over.html").exists() and list(out.parent.iterdir()) == [out]


def test_nothing_is_published_the_first_time_either(tree, tmp_path):
    put(tree, "imprint.html", "{% if %}")
    assert run(tree, "--out", tmp_path / "public" / "site").returncode == 1
    assert not list((tmp_path / "public").glob("*"))


def test_the_site_goes_to_build_beside_the_program(tree):
    assert run(tree).returncode == 0
    assert (tree / "build" / "index.html").exists()


def test_a_folder_that_holds_something_else_is_never_replaced(tree, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("years of work")
    ended = run(tree, "--out", tmp_path / "home")
    assert ended.returncode == 1 and "name an empty or a new folder" in ended.stderr
    assert (tmp_path / "home" / "thesis.txt").read_text() == "years of work"


def test_a_site_kept_in_git_is_not_replaced_with_its_history(built, tmp_path):
    out = shutil.copytree(built, tmp_path / "site")
    (out / ".git").mkdir()
    with pytest.raises(ContentError, match="--out"):
        publish(out)
    assert (out / ".git").exists()


def test_an_empty_folder_is_published_into(tmp_path):
    (tmp_path / "site").mkdir()
    assert (publish(tmp_path / "site") / "index.html").exists()


def test_a_page_removed_from_the_content_is_gone_from_the_next_build(tmp_path):
    shutil.copytree(VENDORS, tmp_path / "vendors")
    out = publish(tmp_path / "site", vendors=load_vendors(tmp_path / "vendors"))
    assert (out / "flir/products/firefly/index.html").exists()
    edit(tmp_path / "vendors/flir", "products.toml", '[[families]]\nslug = "firefly"\nname = "Firefly"\n', "")
    publish(out, vendors=load_vendors(tmp_path / "vendors"))
    assert not (out / "flir/products/firefly").exists() and (out / "flir/products/oryx/index.html").exists()


# Whoever runs it


def without_canonical(path):
    return [line for line in path.read_text("utf-8").splitlines() if not ("canonical" in line or "og:url" in line)]


def test_a_vendor_switched_off_has_no_pages_and_the_other_is_the_front_page(tmp_path):
    out = publish(tmp_path / "site", Settings(vendors=("pixelink",)))
    assert not (out / "flir").exists() and not [at for at, _ in sitemap(out) if "/flir/" in at]
    assert without_canonical(out / "index.html") == without_canonical(out / "pixelink/index.html")


def test_the_vendors_stand_in_the_operator_s_order(tmp_path):
    home = pages_in(publish(tmp_path / "site", Settings(vendors=("pixelink", "flir"))))["/"]
    assert [link["href"] for link in home.all("a", cls="choice")] == ["/pixelink/", "/flir/"]


def test_an_operator_s_site_shows_no_demonstration(built, tmp_path):
    pages = pages_in(publish(tmp_path / "site", HELD))
    assert not [address for address, page in pages.items() if page.all(cls="notice-demonstration")]
    assert all(HELD.name in page.all("title")[0].words for page in pages.values())
    assert all(page.all(cls="notice-demonstration") for page in pages_in(built).values())


def security_of(folder):
    """security.txt as {field: value}."""
    lines = (folder / ".well-known" / "security.txt").read_text("utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines)


def test_security_txt_names_a_contact_an_end_and_itself(tmp_path):
    assert security_of(publish(tmp_path / "site", HELD)) == {
        "Contact": "mailto:security@optics.example",
        "Expires": "2030-12-31T00:00:00Z",
        "Canonical": "https://rma.example/.well-known/security.txt",
    }


@pytest.mark.parametrize(
    ("contact", "uri"),
    [("https://optics.example/report/", "https://optics.example/report/"), ("", "mailto:returns@optics.example")],
)
def test_the_security_contact_is_an_address_programs_can_follow(contact, uri, tmp_path):
    settings = replace(HELD, security=Security(contact, date(2030, 12, 31)))
    assert security_of(publish(tmp_path / "site", settings))["Contact"] == uri


def test_a_security_contact_has_thirty_days_to_go(tmp_path):
    publish(tmp_path / "site", replace(HELD, security=Security("", DAY + timedelta(days=30))))
    for expires in (DAY + timedelta(days=29), None):
        with pytest.raises(ContentError, match="security.expires"):
            publish(tmp_path / "late", replace(HELD, security=Security("", expires)))


# Wherever it stands


def inner_links(folder):
    """(address of the page, link) for every link that names no other host."""
    for address, page in pages_in(folder).items():
        for link in page.links():
            if not urlsplit(link).scheme:
                yield address, link


def test_a_base_url_is_in_every_address(tree, tmp_path):
    out, base = tmp_path / "site", "https://example.org/returns/"
    assert run(tree, "--out", out, "--base-url", base).returncode == 0
    assert {link.split("/")[1] for _, link in inner_links(out) if link[0] != "#"} == {"returns", "rma"}
    own = {address: page for address, page in pages_in(out).items() if not is_hidden(page)}
    for address, page in own.items():
        assert [link["href"] for link in page.all("link") if link["rel"] == "canonical"] == [urljoin(base, address[1:])]
    listed = [at for at, _ in sitemap(out)]
    assert all(at.startswith(base) for at in listed) and len(listed) == len(own) - 1
    assert f"Sitemap: {base}sitemap.xml" in (out / "robots.txt").read_text("utf-8")
    assert security_of(out)["Canonical"] == f"{base}.well-known/security.txt"


def test_half_an_address_is_no_base_url(tree, tmp_path):
    ended = run(tree, "--out", tmp_path / "site", "--base-url", "example.org/returns/")
    assert ended.returncode == 1 and "write the whole address" in ended.stderr
    assert not (tmp_path / "site").exists()


def test_in_a_folder_every_link_names_a_file_that_is_there(tree, tmp_path):
    out = tmp_path / "site"
    assert run(tree, "--out", out, "--folder").returncode == 0
    for address, link in inner_links(out):
        assert not link.startswith("/"), f"{address} leads to {link}"
        page = out / (address[1:] + "index.html" * address.endswith("/"))
        file = (page.parent / urlsplit(link).path).resolve() if urlsplit(link).path else page
        assert file.is_file() and out in file.parents, f"{address} leads to {link}"


def test_in_a_folder_the_form_is_named_with_its_host(tmp_path):
    pages = pages_in(publish(tmp_path / "site", HELD, folder=True))
    forms = {link for page in pages.values() for link in page.links() if "/rma/" in link}
    assert forms and all(link.startswith("https://rma.example/rma/") for link in forms)


def test_a_served_site_and_a_folder_hold_the_same_files(built, tmp_path):
    assert set(bytes_of(publish(tmp_path / "site", vendors=shipped_vendors(), folder=True))) == set(bytes_of(built))
