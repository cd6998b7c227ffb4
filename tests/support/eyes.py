"""Eyes and a server for the page tests: what a page looks like to axe, to a thumb, and in a narrow window."""

import os
import shutil
import socket
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread

import axe_playwright_python
from werkzeug.serving import WSGIRequestHandler, make_server

NAMES = ("chromium", "chromium-browser", "google-chrome")  # install-needs.sh looks for the same
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # a page that asks a third party gets nothing
]
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")

RUN_AXE = """async (only) => {
    const told = { resultTypes: ["violations"], preload: false, ...(only.length && { runOnly: only }) };
    const found = await axe.run(document, told);
    return found.violations.map((rule) => ({
        rule: rule.id, impact: rule.impact, help: rule.help, at: rule.nodes.map((node) => node.target.join(" ")) }));
}"""

# A link in a sentence is as high as its line (2.5.8 excepts it); a tick box is as large as its label makes it.
SMALL_TARGETS = """(least) => {
    const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]";
    const blocks = "p, li, dd, dt, td, th, label, legend, blockquote, figcaption, div, span";
    const words = (node) => node.textContent.replace(/\\s+/g, " ").trim();
    const inSentence = (link) => {
        if (link.tagName !== "A" || getComputedStyle(link).display !== "inline") return false;
        const around = link.parentElement.closest(blocks);
        if (!around) return false;
        const rest = around.cloneNode(true);
        rest.querySelectorAll("a").forEach((other) => other.remove());
        return /\\p{L}/u.test(words(rest));
    };
    const box = (control) => {
        const parts = [control, ...(/^(radio|checkbox|file)$/.test(control.type) ? control.labels : [])];
        const rects = parts.map((part) => part.getBoundingClientRect());
        const left = Math.min(...rects.map((r) => r.left)), right = Math.max(...rects.map((r) => r.right));
        const top = Math.min(...rects.map((r) => r.top)), bottom = Math.max(...rects.map((r) => r.bottom));
        return { width: right - left, height: bottom - top, right: right + scrollX, bottom: bottom + scrollY };
    };
    const clipped = (node) => node.clientWidth === 1 && node.clientHeight === 1
        || node.parentElement && clipped(node.parentElement);
    const seen = (control) => {
        const own = control.getBoundingClientRect(), { right, bottom } = box(control);
        return control.checkVisibility({ visibilityProperty: true }) && right > 0 && bottom > 0
            && (own.width > 1 || own.height > 1) && !clipped(control);
    };
    return [...document.querySelectorAll(controls)]
        .filter((control) => seen(control) && !inSentence(control))
        .map((control) => [control, box(control)])
        .filter(([, { width, height }]) => Math.min(width, height) < least - 0.01)
        .map(([control, { width, height }]) => `${control.tagName.toLowerCase()} `
            + `"${words(control) || control.name || control.id}" ${width.toFixed(1)} x ${height.toFixed(1)}`);
}"""

TOO_WIDE = """() => {
    const page = document.documentElement, room = page.clientWidth;
    if (page.scrollWidth <= room) return [];
    const scrolls = (node) => node && node !== document.body && node !== page
        && (getComputedStyle(node).overflowX !== "visible" || scrolls(node.parentElement));
    const wide = [...document.body.querySelectorAll("*")]
        .filter((node) => node.getBoundingClientRect().right + scrollX > room + 0.5 && !scrolls(node.parentElement))
        .map((node) => `${node.tagName.toLowerCase()} ${node.id} ${node.getAttribute("class") || ""} `
            + `"${node.textContent.trim().slice(0, 40)}" ends at ${Math.ceil(node.getBoundingClientRect().right)}`);
    return [`the page is ${page.scrollWidth} wide in a window of ${room}`, ...wide];
}"""

# A drawing is scaled, and its letters with it.
SMALL_TEXT = """(least) => {
    const size = (node) => {
        const drawing = node.closest("svg");
        return parseFloat(getComputedStyle(node).fontSize) * (drawing ? drawing.getScreenCTM().a : 1);
    };
    const told = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    return [...document.body.querySelectorAll("*:not(option, title, desc, script, style)")]
        .filter((node) => (told(node) || /^(INPUT|SELECT|TEXTAREA)$/.test(node.tagName)) && node.checkVisibility())
        .filter((node) => size(node) < least - 0.01)
        .map((node) => `${node.tagName} "${node.textContent.trim().slice(0, 40)}" ${size(node).toFixed(1)}`);
}"""

LOW_CHOICES = """(least) => [...document.querySelectorAll(".choice")]
    .filter((row) => row.checkVisibility() && row.getBoundingClientRect().height < least - 0.01)
    .map((row) => row.textContent.trim())"""

# Where the keyboard stands: its name, whether it shows, what lies over it, and where it is on the page.
STOP = """() => {
    const at = document.activeElement, [box] = at.getClientRects();
    if (!box || at === document.body) return null;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(at);
    const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const own = over && (at.contains(over) || (over.closest("label") || {}).control === at);
    const group = at.type === "radio" ? at.closest("fieldset").querySelector("legend").textContent : "";
    const label = at.labels && at.labels.length ? at.labels[0].textContent : at.ariaLabel || at.textContent;
    return {
        name: `${group} ${label}`.replace(/\\s+/g, " ").trim(), tag: at.tagName, id: at.id, value: at.value,
        shown: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/, 0\\)$/.test(outlineColor),
        covered: own ? "" : over ? over.outerHTML.slice(0, 80) : "it is out of sight",
        left: box.left + scrollX, right: box.right + scrollX, top: box.top + scrollY, bottom: box.bottom + scrollY };
}"""

# A sheet made here is ours, so that the policy of the page, which takes no styles from strangers, lets it through.
RESTYLE = """(css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""


def chromium_path():
    """Where this machine keeps its Chromium."""
    found = next(filter(None, map(shutil.which, filter(None, (os.environ.get("CHROMIUM"), *NAMES)))), None)
    assert found, "The page tests need Chromium: run tests/install-needs.sh, or set CHROMIUM to its path."
    return found


def axe(page, only=()):
    """What axe-core objects to on a page with scripts on, by all its rules or some: dicts of rule, impact, help, at."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(RUN_AXE, list(only))


def small_targets(page, least=44):
    """The visible controls that are lower or narrower than `least`; links within a sentence may be."""
    return seen(page).evaluate(SMALL_TARGETS, least)


def seen(page):
    """The page once it stands: a press may have left it between two."""
    page.wait_for_load_state("load")
    page.wait_for_function("document.body")
    return page


def too_wide(page):
    """What makes the page scroll sideways; empty when it fits its window."""
    return seen(page).evaluate(TOO_WIDE)


def low_choices(page, least=60):
    """The rows to choose from that are lower than `least`."""
    return seen(page).evaluate(LOW_CHOICES, least)


def small_text(page, least=16):
    """The visible texts set smaller than `least` pixels."""
    return seen(page).evaluate(SMALL_TEXT, least)


def stop(page):
    """Where the keyboard stands on a page; None where nothing has the focus."""
    return seen(page).evaluate(STOP)


def restyle(page, css):
    """Lay a reader's own styles over the page, as it stands until it is left."""
    page.evaluate(RESTYLE, css)


def free_port():
    """A port that nobody listens on at this moment."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Quiet(WSGIRequestHandler):
    """Answers without a line of log for each request."""

    def log(self, type, message, *args):
        pass


@contextmanager
def serving(app):
    """Serve a WSGI app on this machine alone while the block runs; gives its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
