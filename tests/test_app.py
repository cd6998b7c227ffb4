"""The endpoint as a whole: how it starts, what stands on every answer, and what it says when it cannot help."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from content.settings import Operator, Settings
from forms import create_app
from forms.cli import deliver_once
from forms.guard import HEADERS, LONGEST, PRIVATE
from tests.steps import confirm, draft_key, every_page, filled, hidden, mails_in, open_app, review, rows, send, text_of

PRODUCTION = Settings(
    name="Returns at Example Optics", url="https://rma.example", demonstration=False,
    operator=Operator(name="Example Optics", contact="returns@optics.example"),
)  # fmt: skip
CROSS_SITE = {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"}
CHANGES = {"POST", "PUT", "PATCH", "DELETE"}


@pytest.fixture
def quiet(monkeypatch):
    """No setting of this shell reaches the endpoint."""
    for name in ("KIOSK_DEMONSTRATION", "KIOSK_SECRET"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def is_whole(page):
    """A page with one heading, which its title repeats, and ways on."""
    title, headings = re.search(r"<title>(.*?)</title>", page, re.S)[1], re.findall(r"<h1>(.*?)</h1>", page, re.S)
    return len(headings) == 1 and headings[0] in title and "</html>" in page and page.count("<a ") > 3


# Starting


def test_it_refuses_to_start_without_settings(quiet):
    with pytest.raises(SystemExit, match="Copy kiosk.example.toml"):
        create_app(Settings(), SECRET_KEY="x")


def test_it_starts_as_a_demonstration_that_was_asked_for(quiet):
    quiet.setenv("KIOSK_DEMONSTRATION", "1")
    assert create_app(Settings(), SECRET_KEY="x").settings.demonstration


def test_it_refuses_to_start_without_a_secret(quiet):
    with pytest.raises(SystemExit, match="KIOSK_SECRET is not set"):
        create_app(PRODUCTION)


def test_the_secret_comes_from_the_environment(quiet):
    quiet.setenv("KIOSK_SECRET", "a long one")
    assert create_app(PRODUCTION).secret_key == "a long one"


def test_only_the_vendors_that_are_on_have_a_form(tmp_path):
    client = open_app(tmp_path, Settings(vendors=("pixelink",))).test_client()
    assert [client.get(f"/rma/{slug}/").status_code for slug in ("pixelink", "flir")] == [200, 404]


@pytest.mark.parametrize("path", ["/rma/acme/", "/rma/FLIR/", "/rma/²/", "/rma/flir/x/", "/rma/"])
def test_an_unknown_place_is_not_found(client, path):
    answer = client.get(path)
    assert answer.status_code == 404 and is_whole(answer.text)


# Every answer


def test_every_answer_has_the_header_table_and_is_never_kept(app, client, store):
    for path in [*every_page(app, client, store), "/rma/healthz", "/rma/nowhere/", "/rma/flir"]:
        headers = client.get(path).headers
        assert {name: headers.get(name) for name in HEADERS | PRIVATE} == HEADERS | PRIVATE, path


def test_every_page_has_one_heading_which_its_title_repeats(app, client, store):
    assert [path for path in every_page(app, client, store) if not is_whole(client.get(path).text)] == []


def test_no_page_asks_a_third_party_for_anything(app, client, store):
    for path in every_page(app, client, store):
        loads = re.findall(r'(?:src|<link[^>]*href)="([^"]*)"', client.get(path).text)
        assert [address for address in loads if not address.startswith(("/rma/static/", "data:"))] == [], path


def test_the_look_may_be_kept_and_is_there(client):
    answer = client.get("/rma/static/kiosk.css")
    assert answer.status_code == 200 and answer.mimetype == "text/css" and "no-store" not in str(answer.headers)


def test_every_route_that_changes_something_refuses_foreign_pages(app, client, store):
    paths, places = [path.split("?")[0] for path in every_page(app, client, store)], app.url_map.bind("")
    reached = {places.match(path, "POST")[0]: path for path in paths if places.test(path, "POST")}
    assert {rule.endpoint for rule in app.url_map.iter_rules() if rule.methods & CHANGES} == reached.keys()
    data = {"csrf_token": hidden(client.get("/rma/flir/").text, "csrf_token")}
    for path in reached.values():
        assert client.post(path, data=data, headers=CROSS_SITE).status_code == 403, path
        assert client.post(path, data=data).status_code in (200, 303, 422), path


# The cookie


@pytest.mark.parametrize("settings, secure", [(Settings(), False), (PRODUCTION, True)])
def test_the_cookie_is_ours_alone_and_goes_nowhere_else(tmp_path, settings, secure):
    cookie = open_app(tmp_path, settings).test_client().get("/rma/flir/").headers["Set-Cookie"]
    name, *rules = cookie.split("; ")
    assert name.startswith("kiosk=") and set(rules) >= {"HttpOnly", "Path=/rma/", "SameSite=Lax"}
    assert ("Secure" in rules) == secure


def test_a_page_that_takes_nothing_sets_no_cookie(client):
    assert not any("Set-Cookie" in client.get(path).headers for path in ("/rma/healthz", "/rma/static/kiosk.css"))


# The demonstration


def pages_and_mail(folder, settings):
    app = open_app(folder, settings)
    client = app.test_client()
    address = review(client, filled())
    shown = [client.get("/rma/flir/").text, client.get(address).text]
    shown.append(client.get(confirm(client, address).headers["Location"]).text)
    deliver_once(app)
    [text] = map(text_of, mails_in(Path(app.config["MAIL_FOLDER"])))
    return [*shown, client.get(re.search(r"/rma/ticket/\S+", text)[0]).text], text


def test_a_demonstration_says_so_everywhere(tmp_path):
    pages, mail = pages_and_mail(tmp_path, Settings())
    assert all("notice-demonstration" in page for page in pages) and "nothing of this reaches FLIR" in mail


def test_production_never_says_it(tmp_path):
    pages, mail = pages_and_mail(tmp_path, PRODUCTION)
    assert not any("emonstration" in page for page in pages) and "emonstration" not in mail
    assert all("Example Optics" in page for page in pages) and "https://rma.example/rma/ticket/" in mail


# When it cannot help


def test_a_foreign_post_is_answered_with_a_page(client):
    answer = client.post("/rma/flir/", headers=CROSS_SITE)
    assert answer.status_code == 403 and is_whole(answer.text) and "Open the form on this site" in answer.text


def test_too_much_is_answered_with_a_page(client):
    answer = client.post("/rma/flir/", data={"problem": "x" * LONGEST})
    assert answer.status_code == 413 and is_whole(answer.text) and "split it" in answer.text


@pytest.mark.parametrize(
    "method, path", [("PUT", "/rma/flir/"), ("POST", "/rma/ticket/x/"), ("DELETE", "/rma/status/")]
)
def test_a_strange_method_is_answered_with_a_page(client, method, path):
    answer = client.open(path, method=method)
    assert answer.status_code == 405 and is_whole(answer.text) and answer.headers["Allow"]


def test_a_fault_of_ours_is_answered_with_a_page(app, client):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    Path(app.config["DATABASE"]).rename(app.config["DATABASE"] + ".away")
    answer = client.get("/rma/review/x/")
    assert answer.status_code == 500 and is_whole(answer.text) and "our fault" in answer.text
    assert {name: answer.headers.get(name) for name in HEADERS | PRIVATE} == HEADERS | PRIVATE


def test_a_file_that_cannot_be_written_now_is_answered_with_a_page_and_nothing_is_lost(app, client, store):
    address = review(client, filled())
    with closing(sqlite3.connect(app.config["DATABASE"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        busy = confirm(client, address)
    assert busy.status_code == 503 and is_whole(busy.text) and busy.headers["Retry-After"] == "10"
    assert rows(app.config["DATABASE"], "SELECT * FROM request") == []
    confirm(client, address)
    assert len(store.requests_of(draft_key(address))) == 1


def test_a_page_of_a_fault_tells_nothing_of_the_customer(app, client):
    send(client)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    Path(app.config["DATABASE"]).rename(app.config["DATABASE"] + ".away")
    answer = client.post("/rma/flir/", data=filled(csrf_token=hidden(client.get("/rma/flir/").text, "csrf_token")))
    assert answer.status_code == 500 and "Ada" not in answer.text and app.config["DATABASE"] not in answer.text
