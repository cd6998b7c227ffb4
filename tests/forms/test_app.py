"""The endpoint as a whole: how it starts, what stands on every answer, and what it says when it cannot help."""

import re
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from msgspec import structs

from content.history.publish import publish
from content.loading.vendor_folder import load_vendor
from content.settings.kiosk_toml import Operator, Settings, VendorSettings
from content.wording.catalog import read_words
from forms import SITE, create_app, folders_of_rooms
from forms.records.limits import MOST_POST_BYTES
from forms.rma.lifecycle import STEPS
from forms.steps.worker_round import run_round
from forms.store.requests import requests_of_draft
from forms.web.security import HEADERS, PRIVATE
from tests.support.dealers import DEALERS
from tests.support.desk import case_path
from tests.support.steps import (
    Fields,
    confirm,
    draft_key,
    dump,
    every_page,
    filled,
    hidden,
    locked,
    mailed_path,
    mails_in,
    open_app,
    own_client,
    post_form,
    review,
    rows,
    send,
    signed_in,
    text_of,
)
from tests.support.vendor_folder import FLIR, TEXT, copy_of, edit, shipped_vendors

PRODUCTION = Settings(
    name="Returns at Example Optics", url="https://rma.example", demonstration=False,
    operator=Operator(name="Example Optics", contact="returns@optics.example"),
)  # fmt: skip
CROSS_SITE = {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"}
SECRET = "s" * 32
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
        create_app(Settings(), SECRET_KEY=SECRET)


@pytest.mark.parametrize("asked", ["", "0", "no", "yes", "true", "11", " 1"])
def test_only_a_one_asks_for_a_demonstration(quiet, asked):
    quiet.setenv("KIOSK_DEMONSTRATION", asked)
    with pytest.raises(SystemExit, match="set KIOSK_DEMONSTRATION=1"):
        create_app(Settings(), SECRET_KEY=SECRET)


def test_it_starts_as_a_demonstration_that_was_asked_for(quiet):
    quiet.setenv("KIOSK_DEMONSTRATION", "1")
    assert create_app(Settings(), SECRET_KEY=SECRET).settings.demonstration


@pytest.mark.parametrize("secret", [None, "", "short", SECRET[:-1]])
def test_it_refuses_to_start_without_a_long_secret(quiet, secret):
    if secret is not None:
        quiet.setenv("KIOSK_SECRET", secret)
    for given in ({}, {"SECRET_KEY": secret}):
        with pytest.raises(SystemExit, match="KIOSK_SECRET is missing or too short. Put 32 or more"):
            create_app(PRODUCTION, **given)


def test_the_secret_comes_from_the_environment(quiet):
    quiet.setenv("KIOSK_SECRET", SECRET)
    assert create_app(PRODUCTION).secret_key == SECRET


def test_it_judges_by_no_text_that_nobody_published(quiet, tmp_path):
    given = {"SECRET_KEY": SECRET, "ARCHIVE": tmp_path / "archive", "VENDORS": {**shipped_vendors()}}
    with pytest.raises(SystemExit, match="FLIR was never published.*publish it: python -m content publish"):
        create_app(PRODUCTION, **given)
    assert create_app(PRODUCTION, demonstration=True, **given).vendors
    publish(given["VENDORS"], date(2026, 11, 22), given["ARCHIVE"], tmp_path / "changes.json")
    assert create_app(PRODUCTION, **given).vendors


def test_it_lets_no_dealer_have_a_code_that_nobody_published(quiet, tmp_path):
    given = {"SECRET_KEY": SECRET, "ARCHIVE": tmp_path / "archive", "VENDORS": {**shipped_vendors()}}
    publish(given["VENDORS"], date(2026, 11, 22), given["ARCHIVE"], tmp_path / "changes.json")
    with pytest.raises(SystemExit, match="dealers.toml: ACME: this code is not published yet"):
        create_app(PRODUCTION, DEALERS=DEALERS, **given)


def test_it_does_not_start_while_a_step_has_no_words(quiet):
    steps = {id: words for id, words in read_words().steps.items() if id != "advise"}
    quiet.setattr("forms.read_words", lambda: structs.replace(read_words(), steps=steps))
    with pytest.raises(SystemExit, match="^words/steps.toml: steps.advise: give this step a button and a told$"):
        create_app(PRODUCTION, SECRET_KEY=SECRET)


def test_only_the_vendors_that_are_on_have_a_form(tmp_path):
    client = open_app(tmp_path, Settings(vendors=("pixelink",))).test_client()
    assert [client.get(f"/rma/{slug}/").status_code for slug in ("pixelink", "flir")] == [200, 404]


@pytest.mark.parametrize("path", ["/rma/acme/", "/rma/FLIR/", "/rma/²/", "/rma/flir/x/", "/rma/"])
def test_an_unknown_place_is_not_found(client, path):
    answer = client.get(path)
    assert answer.status_code == 404 and is_whole(answer.text)


# Content that moves on while tickets stay


def pages_of(app, receipt, ticket):
    """What the tickets of a receipt show: the receipt, the page behind the link, the status, each opened anew."""
    client = own_client(app, receipt)
    [one] = rows(app.config["DATABASE"], "SELECT ticket, email FROM request")
    asked = post_form(client, {"number": one[0], "email": one[1]}, "/rma/status/")
    return [client.get(receipt), client.get(ticket), asked]


def sent_from(folder):
    """An endpoint in `folder` with one request: (app, its receipt, its own page)."""
    app = open_app(folder)
    receipt = send(app.test_client(), {"bought_on": ""})
    run_round(app)
    [mail] = mails_in(Path(app.config["MAIL_FOLDER"]))
    return app, receipt, mailed_path(mail)


def edited(folder, *changes):
    """The folder of FLIR, its policy and our words for it changed as an editor would."""
    flir = copy_of("flir", folder)
    for change in changes:
        edit(flir, *change)
    return flir


TITLE, OTHER = "Support checks the warranty first", "Another title"
RENAMED_RULE = (
    (FLIR, 'id   = "warranty-unknown"', 'id   = "warranty-to-be-checked"'),
    (TEXT, "[outcomes.warranty-unknown]", "[outcomes.warranty-to-be-checked]"),
)
RETITLED = (TEXT, f'[outcomes.warranty-to-be-checked]\ntitle = "{TITLE}"',
            f'[outcomes.warranty-to-be-checked]\ntitle = "{OTHER}"')  # fmt: skip


def test_a_ticket_outlives_the_name_and_title_of_its_rule(tmp_path):
    _, receipt, ticket = sent_from(tmp_path)
    flir = load_vendor(edited(tmp_path, *RENAMED_RULE, RETITLED))
    pages = pages_of(open_app(tmp_path, VENDORS=shipped_vendors() | {"flir": flir}), receipt, ticket)
    assert [page.status_code for page in pages] == [200, 200, 200]
    assert TITLE in pages[1].text and OTHER not in pages[1].text


def test_a_ticket_outlives_the_name_of_its_revision(tmp_path):
    _, receipt, ticket = sent_from(tmp_path)
    folder = edited(tmp_path)
    (folder / FLIR).rename(folder / "policies" / "another.toml")
    app = open_app(tmp_path, VENDORS=shipped_vendors() | {"flir": load_vendor(folder)})
    assert [page.status_code for page in pages_of(app, receipt, ticket)] == [200, 200, 200]


@pytest.mark.parametrize("do", ["correct", "link"])
def test_its_mails_outlive_them_too(tmp_path, do):
    _, receipt, _ = sent_from(tmp_path)
    folder = edited(tmp_path, *RENAMED_RULE)
    (folder / FLIR).rename(folder / "policies" / "another.toml")
    settings = Settings(vendor={"flir": VendorSettings(mailbox="desk@optics.example")})
    app = open_app(tmp_path, settings, VENDORS=shipped_vendors() | {"flir": load_vendor(folder)})
    [(ticket,)] = rows(app.config["DATABASE"], "SELECT ticket FROM request")
    if do == "correct":
        post_form(own_client(app, receipt), {"email": "grace@lab.example"}, receipt)
    else:
        post_form(app.test_client(), {"number": ticket, "email": "ada@lab.example", "do": "link"}, "/rma/status/")
    told = 3 if do == "correct" else 1  # to the new address, to the old one, and to the vendor's mailbox
    assert run_round(app) == {"sent": told, "later": 0, "failed": 0}


def test_a_vendor_switched_off_takes_no_request_and_keeps_its_tickets(tmp_path):
    _, receipt, ticket = sent_from(tmp_path)
    off = open_app(tmp_path, Settings(vendors=("pixelink",)))
    client = own_client(off, receipt)
    assert client.get("/rma/flir/").status_code == client.post("/rma/flir/", data=filled()).status_code == 404
    assert client.get(receipt.replace("sent", "edit")).status_code == 404
    assert client.post("/rma/edit/x/", data=filled(vendor="flir")).status_code == 404
    assert [page.status_code for page in pages_of(off, receipt, ticket)] == [200, 200, 200]


def test_a_vendor_switched_off_still_answers_what_its_tickets_ask(tmp_path):
    _, receipt, ticket = sent_from(tmp_path)
    off = open_app(tmp_path, Settings(vendors=("pixelink",)))
    assert post_form(own_client(off, receipt), {"email": "grace@lab.example"}, receipt).status_code == 303
    run_round(off)
    mails = [mail for mail in mails_in(Path(off.config["MAIL_FOLDER"])) if "/rma/ticket/" in text_of(mail)]
    links = [mailed_path(mail) for mail in mails]
    assert [off.test_client().get(link).status_code for link in links] == [404, 200]


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


@pytest.mark.parametrize("folder", ["templates", "static"])
def test_no_two_rooms_have_a_file_of_the_same_name(folder):
    paths = [path for place in (*folders_of_rooms(folder), SITE / folder) for path in place.iterdir()]
    names = [path.name for path in paths]
    assert len(names) > 5 and sorted(names) == sorted(set(names))


def test_the_look_may_be_kept_and_is_there(client):
    answer = client.get("/rma/static/kiosk.css")
    assert answer.status_code == 200 and answer.mimetype == "text/css" and "no-store" not in str(answer.headers)


def test_every_route_that_changes_something_refuses_foreign_pages(app, client, store):
    paths, places = [path.split("?")[0] for path in every_page(app, client, store)], app.url_map.bind("")
    paths.append("/rma/quote/nothing/")  # of a request without a quote there is none
    reached = {places.match(path, "POST")[0]: path for path in paths if places.test(path, "POST")}
    ours = [rule for rule in app.url_map.iter_rules() if rule.methods & CHANGES and rule.rule[:9] != "/rma/desk"]
    assert {rule.endpoint for rule in ours} == reached.keys()
    data = {"csrf_token": hidden(client.get("/rma/flir/").text, "csrf_token")}
    for path in reached.values():
        assert client.post(path, data=data, headers=CROSS_SITE).status_code == 403, path
        expected = (404,) if "/quote/" in path else (200, 303, 422)
        assert client.post(path, data=data).status_code in expected, path


def test_head_is_answered_like_get_on_every_route_and_never_stores(app, client, store):
    desk = signed_in(app)
    [one] = requests_of_draft(store, draft_key(send(client)))
    pages = [*every_page(app, client, store), "/rma/flir", "/rma/nowhere/", "/rma/healthz"]
    theirs = [f"/rma/desk/{path}" for path in ("", "goods-in/", f"goods-in/{one.ticket}/", "account/")]
    theirs += [case_path(one, step) for step in ("", *STEPS)]
    before = dump(app)
    for asker, path in [*((client, path) for path in pages), *((desk, path) for path in theirs)]:
        asked, got = asker.head(path), asker.get(path)
        assert (asked.status_code, asked.text, asked.location) == (got.status_code, "", got.location), path
    assert dump(app) == before


def test_every_redirect_of_ours_is_relative(app, client, store):
    at = review(client, filled())
    answers = [
        client.get("/rma/flir?answers=purpose.repair"),
        client.get("/rma/desk/"),
        confirm(client, at),
        client.get(at),
    ]
    places = [answer.headers["Location"] for answer in answers]
    assert [place for place in places if not place.startswith("/rma/")] == []


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
    run_round(app)
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
    answer = client.post("/rma/flir/", data={"problem": "x" * MOST_POST_BYTES})
    assert answer.status_code == 413 and is_whole(answer.text) and "split it" in answer.text


@pytest.mark.parametrize(
    "method, path", [("PUT", "/rma/flir/"), ("POST", "/rma/static/kiosk.css"), ("DELETE", "/rma/status/")]
)
def test_a_strange_method_is_answered_with_a_page(client, method, path):
    answer = client.open(path, method=method)
    assert answer.status_code == 405 and is_whole(answer.text) and answer.headers["Allow"]


def broken(app):
    """The endpoint with a fault of our own: a table that nobody would drop."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with closing(sqlite3.connect(app.config["DATABASE"])) as db:
        db.executescript("PRAGMA foreign_keys = OFF; DROP TABLE draft;")
    return app


def test_a_fault_of_ours_is_answered_with_a_page(app, client):
    broken(app)
    answer = client.get("/rma/review/x/")
    assert answer.status_code == 500 and is_whole(answer.text) and "our fault" in answer.text
    assert {name: answer.headers.get(name) for name in HEADERS | PRIVATE} == HEADERS | PRIVATE


def test_a_file_that_cannot_be_written_now_is_answered_with_a_page_and_nothing_is_lost(app, client, store):
    address = review(client, filled())
    with locked(app):
        busy = confirm(client, address)
    assert busy.status_code == 503 and is_whole(busy.text) and busy.headers["Retry-After"] == "10"
    assert rows(app.config["DATABASE"], "SELECT * FROM request") == []
    confirm(client, address)
    assert len(requests_of_draft(store, draft_key(address))) == 1


def test_a_page_of_a_fault_tells_nothing_of_the_customer(app, client):
    receipt = send(client)
    broken(app)
    answer = client.get(receipt)
    assert answer.status_code == 500 and "Ada" not in answer.text and "draft" not in answer.text


def test_what_was_typed_stands_on_the_page_of_a_fault_and_is_sent_again_by_one_press(app, client):
    token = hidden(client.get("/rma/flir/").text, "csrf_token")
    answer = broken(app).test_client().post("/rma/flir/", data=filled({"problem": "green <lines>"}))
    assert answer.status_code == 422  # without our token nothing is read, let alone stored
    answer = client.post("/rma/flir/", data=filled({"problem": "green <lines>"}, csrf_token=token))
    assert answer.status_code == 500 and "green &lt;lines&gt;" in answer.text and "Send it again" in answer.text
    again = Fields(answer.text).values
    assert again == {**filled({"problem": "green <lines>"}), "csrf_token": again["csrf_token"]}
