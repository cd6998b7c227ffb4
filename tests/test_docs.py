"""What README.md and docs/ say holds: their links lead somewhere, and the commands they name are there."""

import re

import pytest

from content.commands import commands
from content.places import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
EDITORS = re.compile(r"python -m content ([a-z]+)")
OPERATORS = re.compile(r"flask --app forms ([a-z-]+)")
FILE = re.compile(r"`((?:content|forms|site|docs|tests)/[\w/.]*)`")
TARGET = re.compile(r"(?:^    |`)make ([a-z-]+)", re.MULTILINE)
FLASKS_OWN = {"routes", "run", "shell"}


def text_of(page):
    return page.read_text(encoding="utf-8")


def anchors(page):
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def named(pattern):
    return {name for page in PAGES for name in pattern.findall(text_of(page))}


def leads_somewhere(page, link):
    path, _, anchor = link.partition("#")
    target = page.parent / path if path else page
    return target.exists() and (not anchor or anchor in anchors(target))


def test_the_readme_stays_a_front_door():
    assert len(text_of(PAGES[0]).splitlines()) < 150


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_link_leads_somewhere(page):
    links = [link for link in LINK.findall(text_of(page)) if "://" not in link]
    assert [link for link in links if not leads_somewhere(page, link)] == []


def test_a_heading_that_is_gone_is_seen():
    assert not leads_somewhere(PAGES[0], "docs/operator.md#no-such-heading")


def test_each_file_that_is_named_is_there():
    assert [name for name in named(FILE) if "acme" not in name and not (ROOT / name).exists()] == []


def test_each_command_of_the_editor_is_told_and_no_other():
    assert named(EDITORS) == {*commands()}


def test_each_command_of_the_operator_is_told_and_no_other(app):
    assert named(OPERATORS) == {*app.cli.commands} - FLASKS_OWN


def test_each_make_target_that_is_named_is_there():
    targets = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    assert named(TARGET) - targets == set()


def test_the_drawing_shows_each_room():
    rooms = {room.parent.name for half in ("content", "forms") for room in (ROOT / half).glob("*/__init__.py")}
    assert rooms - set(re.findall(r">(\w+)</text>", text_of(ROOT / "docs" / "rooms.svg"))) == set()
