"""The eyes bite: each sees the fault it is there for, under our own headers and with scripts off."""

import pytest
from flask import Flask

from content.settings.kiosk_toml import Settings
from forms.web.security import init_security
from tests.support.eyes import axe, free_port, serving, small_targets, too_wide

GOOD = """<!doctype html><html lang=en><title>Good</title><link rel=stylesheet href=/static/x.css><main><h1>Good</h1>
<p>Read <a href=/a/>this</a> first.</p></main>"""
HEAD = "<!doctype html><html lang=en><meta name=viewport content='width=device-width'><title>T</title><main><h1>T</h1>"


def app_of(html):
    app = Flask(__name__)
    init_security(app, Settings())

    @app.get("/")
    def page():
        return html

    return app


def shown(page, html):
    with serving(app_of(html)) as url:
        page.goto(url)
        return page


def test_axe_runs_under_our_headers(page_at):
    page = page_at(800)
    with serving(app_of(HEAD + "<p>Fine.</p></main>")) as url:
        page.goto(url)
        assert axe(page) == []
        assert axe(page) == []


def test_axe_bites(page_at):
    page = page_at(800)
    with serving(app_of(HEAD + "<img src=x><input name=a><p id=low>x</p></main>")) as url:
        page.goto(url)
        assert {"image-alt", "label"} <= {v["rule"] for v in axe(page)}


SMALL = [
    ("<button>x</button>", 1),
    ("<button style='width:44px;height:44px'>x</button>", 0),
    ("<p>Read <a href=/>this</a> first.</p>", 0),
    ("<p><a href=/>this</a></p>", 1),
    ("<nav><a href=/>one</a> <a href=/>two</a></nav>", 2),
    ("<nav><ol><li><a href=/>one</a> › <a href=/>two</a></ol></nav>", 2),
    ("<label style='display:inline-block;padding:14px'><input type=radio name=a> Yes</label>", 0),
    ("<input id=a type=radio name=a><label for=a>Yes</label>", 1),
    ("<input type=hidden name=a>", 0),
    ("<details><summary style='padding:14px'>More</summary><button>x</button></details>", 0),
    ("<details open><summary style='padding:14px'>More</summary><button>x</button></details>", 1),
    ("<input name=hp style='position:absolute;left:-9999px'>", 0),
    ("<a href=/ style='position:absolute;width:1px;height:1px;overflow:hidden'>skip</a>", 0),
    ("<button hidden>x</button>", 0),
    ("<input name=q>", 1),
]


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("html, count", SMALL)
def test_small(page_at, html, count, scripts):
    page = page_at(800, scripts=scripts)
    page.set_content(HEAD + html)
    assert len(small_targets(page)) == count, small_targets(page)


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(
    "html, bad",
    [
        ("<p>ok", False),
        ("<div class=w id=w style='width:400px'>x</div>", True),
        ("<div style='overflow-x:auto'><div style='width:400px'>x</div></div>", False),
    ],
)
def test_wide(page_at, html, bad, scripts):
    page = page_at(320, scripts=scripts)
    page.set_content(HEAD + html)
    assert bool(too_wide(page)) == bad
    print(too_wide(page))


def test_third_party(page_at):
    page = page_at(320)
    with pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://optics.example/")


def test_a_browser_shows_what_a_post_that_is_too_long_is_answered(open_kiosk, page_at):
    page = page_at(320)
    too_long = "Go back, shorten it"
    for size, answer in [(1000, "Type your name"), (300_000, too_long), (3_000_000, too_long)]:
        page.goto(f"{open_kiosk.url}/rma/flir/")
        page.evaluate("size => document.querySelector('[name=batches-0-error_text]').value = 'x'.repeat(size)", size)
        page.click("#send")
        assert answer in page.content(), size


def test_port():
    assert free_port() > 1024
