"""Every page and every state of the endpoint, as axe, a thumb, a narrow window and large letters find them."""

import re
from collections import defaultdict
from urllib.parse import urlsplit

import pytest

from tests.support.eyes import look_over, restyle, small_text
from tests.support.page_scripts import TOO_WIDE
from tests.support.steps import confirm, filled, lend_cookie, mailed_path, review

LARGE = "html { font-size: 225% !important }"  # the sheet asks for 112.5 % of what the reader has set
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
SPACED += "p { margin-block-end: 2em !important }"
UNREADABLE = {"model": "Odd prototype", "serials": "", "unreadable": "2", "symptom": "other", "bought_from": "other"}
TWO = [{}, {"model": "FL3-U3-13E4C", "serials": "14250031", "symptom": "sync"}]
HUMS = {"symptom": "other", "problem": "it hums"}
SINGS = {"symptom": "other", "problem": "it sings", "serials": "16048503"}

SHORT_PATHS = "go/"  # they lead on before they are seen


@pytest.fixture(scope="module")
def frozen(built):
    """The address of every frozen page that is seen; an unknown one shows 404.html."""
    found = (path.relative_to(built).as_posix() for path in sorted(built.rglob("*.html")))
    found = (path for path in found if not path.startswith(SHORT_PATHS))
    return ["/" + path.removesuffix("index.html") if path != "404.html" else "/nowhere/" for path in found]


@pytest.fixture(scope="module")
def client_and_pages(open_kiosk):
    """(the browser that made them, the endpoint's pages that stand at an address, by name)."""
    client = open_kiosk.app.test_client()
    one, two = (confirm(client, review(client, filled(*batches))).headers["Location"] for batches in ([{}], TWO))
    open_kiosk.deliver()
    elsewhere = open_kiosk.app.test_client()
    other = confirm(elsewhere, review(elsewhere, filled(email="other@lab.example"))).headers["Location"]
    return client, {
        "form": "/rma/flir/", "form of the other vendor": "/rma/pixelink/",
        "form after the checker": "/rma/flir/?answers=product.machine-vision,purpose.repair,warranty.in",
        "form from a link": "/rma/pixelink/?model=PL-D725&serial=725001234&purpose=refund&bought_from=dealer",
        "review": review(client, filled()), "review, split": review(client, filled(*TWO)),
        "review, alike": review(client, filled(HUMS, SINGS)), "review, unreadable": review(client, filled(UNREADABLE)),
        "review, no refund": review(client, filled({"bought_on": "2020-01-01"}, purpose="refund")),
        "receipt": one, "receipt of two": two, "ticket": mailed_path(open_kiosk.mails()[0]),
        "ticket of two": mailed_path(open_kiosk.mails()[1]), "status": "/rma/status/", "404": "/rma/sent/nothing/",
        "receipt of another browser": other,
    }  # fmt: skip


@pytest.fixture(scope="module")
def standing(client_and_pages):
    """The endpoint's pages that stand at an address, by name."""
    return client_and_pages[1]


def press(page, name):
    """Press the button of that name and wait for the page it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def from_elsewhere(page, url):
    page.goto("about:blank")
    page.set_content(f"<form method=post action='{url}/rma/flir/'><button>Go</button></form>")
    press(page, "Go")


def ask_status(page, url, number, email, *buttons):
    page.goto(f"{url}/rma/status/")
    page.get_by_label("Your ticket").fill(number)
    page.get_by_label("Your e-mail").fill(email)
    for button in ("Show where it stands", *buttons):
        press(page, button)


def opened(page, url, selector):
    page.goto(url)
    page.locator(selector).click()


def wrong_address(page, url):
    opened(page, url, "#correct summary")
    page.get_by_label("Your e-mail").fill("nobody")
    press(page, "Send to this address")


@pytest.fixture(scope="module")
def reached(open_kiosk, standing):
    """The endpoint's states that only a visitor's doing leads to: name → what brings a page there."""
    url, mail = open_kiosk.url, open_kiosk.mails()[0]
    ticket, email = re.search(r"#(\S+)\]", mail["Subject"])[1], mail["To"]
    after = lambda path, button: lambda page: (page.goto(url + path), press(page, button))  # noqa: E731
    add = "Add cameras with another model or fault"
    return {
        "form, wrong": after("/rma/flir/", "Read it through"),
        "form, wrong after the checker": after(standing["form after the checker"], "Read it through"),
        "two batches": after("/rma/pixelink/", add),
        "two batches, wrong": lambda page: (after("/rma/flir/", add)(page), press(page, "Read it through")),
        "form, optional part open": lambda page: opened(page, url + "/rma/flir/", "summary"),
        "receipt, address open": lambda page: opened(page, url + standing["receipt"], "#correct summary"),
        "receipt, address wrong": lambda page: wrong_address(page, url + standing["receipt"]),
        "status, wrong": after("/rma/status/", "Show where it stands"),
        "status, unknown": lambda page: ask_status(page, url, ticket, "else@lab.example"),
        "status, shown": lambda page: ask_status(page, url, ticket, email),
        "status, link mailed": lambda page: ask_status(page, url, ticket, email, "Mail me my link"),
        "403": lambda page: from_elsewhere(page, url),
    }  # fmt: skip


@pytest.fixture(scope="module")
def addresses(frozen, standing):
    """Everything that stands at an address, by name."""
    return {path: path for path in frozen} | standing


@pytest.fixture(scope="module")
def seen(browser, open_kiosk, client_and_pages, addresses, reached):
    """One tour of everything there is: {rule: {(name, where): what was found}}, the hosts asked, titles, errors."""
    page, seen = browser.new_page(), defaultdict(dict)
    lend_cookie(client_and_pages[0], page, open_kiosk.url)
    page.on("request", lambda request: seen["hosts"].update({urlsplit(request.url).netloc: request.url}))
    for name in [*addresses, *reached]:
        reached[name](page) if name in reached else page.goto(open_kiosk.url + addresses[name])
        seen["titles"][name] = page.locator("h1").inner_text()
        seen["errors"] |= {name: 1} if page.locator(".errors").count() else {}
        for (rule, where), faults in (look_over(page) | enlarged(page)).items():
            seen[rule][name, where] = faults
    page.close()
    return seen


def enlarged(page):
    """What makes a page wider than its window once its letters are of twice the size and set apart."""
    restyle(page, LARGE + SPACED)
    found = {}
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found["too_wide_enlarged", width] = page.evaluate(TOO_WIDE)
    return {where: faults for where, faults in found.items() if faults}


def test_the_tour_reaches_what_it_names(seen):
    states = {name for name in seen["titles"] if not name.startswith("/")}
    assert len({seen["titles"][name] for name in states}) >= 10
    assert set(seen["errors"]) == {name for name in states if "wrong" in name or "unknown" in name}


def test_axe_finds_nothing_on_any_page_or_state_in_light_and_dark(seen):
    assert seen["axe"] == {}


def test_nothing_is_wider_than_its_window(seen):
    assert seen["too_wide"] == {}


def test_every_control_is_large_enough_for_a_thumb(seen):
    assert seen["small_targets"] == {}


def test_a_choice_is_sixty_pixels_high(seen):
    assert seen["low_choices"] == {}


def test_no_text_is_under_sixteen_pixels(seen):
    assert seen["small_text"] == {}


def test_letters_of_twice_the_size_set_apart_make_nothing_wider_than_its_window(seen):
    assert seen["too_wide_enlarged"] == {}


def test_no_page_asks_anybody_else_for_anything(seen, open_kiosk):
    assert set(seen["hosts"]) - {""} == {urlsplit(open_kiosk.url).netloc}


# The eyes bite


SPOILT = {
    ("axe", "320 light"): "main { color: #999; background: #fff }",
    ("axe", "320 dark"): "@media (prefers-color-scheme: dark) { main { color: #444; background: #222 } }",
    ("axe", 320): "",
    ("too_wide", 320): "h1 { white-space: nowrap; font-size: 4rem }",
    ("small_targets", 320): ".foot a { min-block-size: 0 }",
    ("low_choices", 320): ".choice { min-block-size: 0; padding: 0 } .choice small { display: none }",
    ("small_text", 320): "small { font-size: 15px }",
}


@pytest.mark.parametrize(("eye", "css"), SPOILT.items(), ids=map(str, SPOILT))
def test_a_spoilt_page_is_noticed(page_at, open_kiosk, eye, css):
    page = page_at(320)
    page.goto(open_kiosk.url)
    assert look_over(page, [320]) == {}
    restyle(page, css)
    page.locator("html").evaluate("(page, spoil) => spoil && page.removeAttribute('lang')", not css)
    assert eye in look_over(page, [320])


def test_letters_in_a_drawing_are_measured_as_they_are_drawn(page_at, open_kiosk):
    page = page_at(320)
    page.goto(f"{open_kiosk.url}/flir/")
    restyle(page, ".trace { max-inline-size: 9rem }")
    assert any(told.startswith("text") for told in small_text(page))


# What a reader has set, and what a page asks for


EDGES = """() => [...document.querySelectorAll("main :is(.button, button, input, select, textarea, .tap, .slot)")]
    .filter((node) => node.checkVisibility() && node.clientWidth > 1 && !node.closest(".decoy, .tap :not(label)"))
    .filter((node) => { const { borderTopWidth: wide, borderTopColor: edge } = getComputedStyle(node),
        ground = getComputedStyle(document.body).backgroundColor; return parseFloat(wide) < 1 || edge === ground; })
    .map((node) => node.outerHTML.slice(0, 90))"""
MOVING = """() => [...document.querySelectorAll("*")].map((node) => getComputedStyle(node))
    .filter((style) => style.animationName !== "none" || parseFloat(style.transitionDuration) > 0).length"""
BLOCKING = """() => performance.getEntriesByType("resource")
    .filter((one) => one.renderBlockingStatus === "blocking").length"""


def test_in_forced_colours_every_control_and_both_slots_keep_an_edge(page_at, open_kiosk, standing):
    page = page_at(1280)
    page.emulate_media(forced_colors="active")
    for name in ("form", "receipt"):
        page.goto(open_kiosk.url + standing[name])
        assert page.evaluate("matchMedia('(forced-colors: active)').matches") and page.evaluate(EDGES) == []
    restyle(page, ".slot { border: 0 !important }")
    assert len(page.evaluate(EDGES)) == 2


def test_nothing_moves_for_a_reader_who_wants_it_still(page_at, open_kiosk):
    page = page_at(1280)
    page.goto(open_kiosk.url)
    assert page.evaluate(MOVING) > 0
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(MOVING) == 0


@pytest.mark.parametrize("path", ["/", "/flir/check/machine-vision/refund/", "/flir/outcome/refund/", "/rma/flir/"])
def test_a_page_is_painted_after_two_requests(page_at, open_kiosk, path):
    page, asked = page_at(320), []
    page.on("request", lambda request: asked.append(request.url) if request.url.startswith("http") else None)
    page.goto(open_kiosk.url + path)
    scripts = page.locator("script[defer]").count()
    assert page.evaluate(BLOCKING) == 1 and len(asked) == 2 + scripts
