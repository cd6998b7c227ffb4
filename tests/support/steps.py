"""A customer's steps through the endpoint, by plain requests, and the mails that come of them."""

import re
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import fields
from datetime import timedelta
from email import message_from_bytes, policy
from html.parser import HTMLParser
from http.client import HTTPConnection
from types import SimpleNamespace
from urllib.parse import urlencode

from argon2 import PasswordHasher
from pytest import MonkeyPatch

from content.dates import now
from content.settings.kiosk_toml import Settings
from forms import create_app
from forms.desk.auth.session import hashed, new_token
from forms.records.mail import Mail
from forms.serve import join
from forms.steps.worker_round import run_round
from forms.store.database.connection import open_store
from forms.store.desk.sessions import open_session
from forms.store.desk.staff import add_staff, password_of, staff_by_login
from forms.store.requests import requests_of_draft
from forms.web.request_context import timestamp
from forms.web.signed_links import make_key
from tests.support.eyes import serving
from tests.support.quick import fresh_database
from tests.support.vendor_folder import shipped_vendors

FIRST = {
    "model": "BFS-U3-51S5C", "serials": "16048501\n16048502", "symptom": "no-image", "problem": "black since Monday",
    "bought_from": "direct", "warranty_said": "unknown",
}  # fmt: skip
STAFF_PASSWORD = "four words said once"
QUICK_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PERSON = {"purpose": "repair", "name": "Ada Example", "email": "ada@lab.example", "country": "DE", "do": "continue"}


def open_app(folder, settings=None, **config):
    """An endpoint over the database in `folder`, by other settings or vendors than the usual ones."""
    fresh_database(folder / "rma.db")
    config = {"VENDORS": {**shipped_vendors()}} | config
    return create_app(
        settings or Settings(), demonstration=True, SECRET_KEY="a secret of the tests, kept by nobody",
        **{"DATABASE": str(folder / "rma.db"), "MAIL_FOLDER": str(folder / "mail")} | config,
    )  # fmt: skip


@contextmanager
def locked(app):
    """The endpoint's database while another program writes to it and does not end; nobody waits for it long."""
    other = sqlite3.connect(app.config["DATABASE"], isolation_level=None)
    with closing(other), MonkeyPatch.context() as sooner:
        sooner.setattr("forms.store.database.connection.PATIENCE", 0.05)
        other.execute("BEGIN IMMEDIATE")
        yield


def hidden(html, name):
    """The value of a hidden field on a page."""
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', html)[1]


def bought():
    """The day on which the cameras of FIRST were bought: the refund is over, the warranty of three years is not."""
    return now().date() - timedelta(days=600)


def filled(*batches, **person):
    """A whole form as it is posted: a dict a batch (changes to FIRST), and changes to who asks."""
    data, usual = PERSON | person, FIRST | {"bought_on": bought().isoformat()}
    for number, batch in enumerate(batches or [{}]):
        data |= {f"batches-{number}-{name}": text for name, text in (usual | batch).items()}
    return data


def post_form(client, data, at="/rma/flir/"):
    """Open the form at `at` and post `data` with its token."""
    token = hidden(client.get(at).text, "csrf_token")
    return client.post(at, data={"csrf_token": token} | data)


def review(client, data, at="/rma/flir/"):
    """The address of the review that `data` leads to."""
    answer = post_form(client, data, at)
    assert answer.status_code == 303, re.findall(r'class="wrong".*?</p>', answer.text, re.S)
    return answer.headers["Location"]


def confirm(client, address, **changes):
    """Read the review at `address` and send it."""
    page = client.get(address).text
    seen = {"csrf_token": hidden(page, "csrf_token"), "seal": hidden(page, "seal"), "do": "send"}
    return client.post(address, data=seen | changes)


def send(client, *batches, at="/rma/flir/", **person):
    """All of it: form, review, confirmation. The receipt's address."""
    return confirm(client, review(client, filled(*batches, **person), at)).headers["Location"]


class Fields(HTMLParser):
    """A page's form as a browser holds it: `values` it would post, `seen` without opening anything, `ids` there are."""

    def __init__(self, html):
        super().__init__()
        self.values, self.seen, self.ids, self.links = {}, set(), set(), []
        self.hidden, self.box, self.menu = False, None, None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        at = {name: value or "" for name, value in attrs}
        self.ids.add(at.get("id"))
        self.links += [at["href"]] if tag == "a" else []
        if tag == "details":
            self.hidden = "open" not in at
        elif tag in ("input", "textarea", "select"):
            self._field(tag, at, at["name"])
        elif tag == "option" and self.menu and ("selected" in at or self.menu not in self.values):
            self.values[self.menu] = at["value"]

    def _field(self, tag, at, name):
        if at.get("type") != "hidden" and not self.hidden:
            self.seen.add(name)
        if tag == "select":
            self.menu = name
        elif tag == "textarea":
            self.box, self.values[name] = name, ""
        elif at.get("type") not in ("radio", "checkbox") or "checked" in at:
            self.values[name] = at.get("value", "")

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.values[self.box] = self.values[self.box].replace("\r\n", "\n").removeprefix("\n")
        self.box = None if tag == "textarea" else self.box
        self.menu = None if tag == "select" else self.menu
        self.hidden = self.hidden and tag != "details"

    def handle_data(self, text):
        if self.box:
            self.values[self.box] += text


class Visitor:
    """A plain client of a served kiosk: keeps its cookies and follows nothing."""

    def __init__(self, url, **cookies):
        self.url, self.cookies = url, cookies

    def get(self, path):
        return self._ask("GET", path)

    def post(self, path, data):
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urlencode(data, doseq=True), kind)

    def _ask(self, method, path, body=None, headers=()):
        with closing(HTTPConnection(self.url.removeprefix("http://"))) as line:
            cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            line.request(method, path, body, dict(headers) | {"Cookie": cookies})
            answer = line.getresponse()
            text = answer.read().decode()
        for told in answer.headers.get_all("Set-Cookie", ()):
            name, _, value = told.partition(";")[0].partition("=")
            self.cookies[name] = value
        return SimpleNamespace(status_code=answer.status, headers=answer.headers, text=text)


def tickets_on(html):
    """The tickets a page shows, as stored."""
    return [shown.replace("-", "") for shown in re.findall(r'class="slot-number">([A-Z-]+)<', html)]


def draft_key(address):
    """The draft's key in the address of a form, a review or a receipt."""
    return address.rstrip("/").rpartition("/")[2]


def own_client(app, *addresses):
    """A client as the browser that made the drafts of these addresses."""
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["own"] = [draft_key(address) for address in addresses]
    return client


def lend_cookie(client, page, url):
    """Put what a client's cookie holds into a browser's window, which then owns the same drafts."""
    page.context.add_cookies([{"name": "kiosk", "value": client.get_cookie("kiosk", path="/rma/").value, "url": url}])


def ticket_path(app, one):
    """The path of a request's own page, as the mailed link has it."""
    return f"/rma/ticket/{make_key(app.secret_key, one.ticket, one.link_turn)}/"


def every_page(app, client, store):
    """The address of every kind of page there is, about a request that was sent and one that was not."""
    open_review, receipt = review(client, filled()), send(client)
    [one] = requests_of_draft(store, draft_key(receipt))
    edit = open_review.replace("review", "edit")
    forms = ["/rma/flir/", "/rma/pixelink/", "/rma/flir/?model=BFS-U3-51S5C&answers=purpose.repair", edit, open_review]
    return [*forms, receipt, "/rma/status/", ticket_path(app, one)]


def make_staff(app, login="sam", name="Sam Support", password=STAFF_PASSWORD):
    """Somebody's account at the desk, quickly hashed."""
    with closing(open_store(app.config["DATABASE"])) as store:
        return add_staff(store, login, name, QUICK_HASHER.hash(password), timestamp())


def session_token(app, login="sam"):
    """The token of a session of theirs, as the browser holds it; the account is made where there is none."""
    with closing(open_store(app.config["DATABASE"])) as store:
        staff, token = staff_by_login(store, login) or make_staff(app, login), new_token()
        assert open_session(store, hashed(token), staff.id, password_of(store, staff.id), timestamp())
    return token


def signed_in(app, login="sam", client=None):
    """A client of somebody signed in at the desk."""
    client = client or app.test_client()
    client.set_cookie("desk", session_token(app, login))
    return client


def sign_in_page(page, kiosk, login="sam"):
    """Put a session of theirs into a browser's window."""
    page.context.add_cookies([{"name": "desk", "value": session_token(kiosk.app, login), "url": kiosk.url}])


def rows(path, sql):
    """What a query finds in a database file, by a connection of its own."""
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql).fetchall()


def dump(app):
    """All that is stored, but for the sign of life that whoever asks for the kiosk's health leaves."""
    with closing(sqlite3.connect(app.config["DATABASE"])) as db:
        return [line for line in db.iterdump() if not line.startswith('INSERT INTO "pulse"')]


def stored(mail, **given):
    """A NewMail as the store gives it back."""
    known = {name: value for name, value in vars(mail).items() if name in {field.name for field in fields(Mail)}}
    return Mail(**known | given)


def mails_in(folder):
    """The mails delivered into a folder, oldest first."""
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in sorted(folder.glob("*.eml"))]


def text_of(mail):
    """What a mail says, with one kind of line end."""
    return mail.get_content().replace("\r\n", "\n")


def mailed_path(mail):
    """The path of the link in a mail."""
    return re.search(r"/rma/ticket/\S+", mail.get_content())[0]


@contextmanager
def running_kiosk(built, instance):
    """Site and endpoint in one, served on a port of its own."""
    fresh_database(instance / "rma.db")
    app, both = join(0, folder=built, instance=instance)
    with serving(both) as url:
        yield SimpleNamespace(
            url=url, app=app, deliver=lambda: run_round(app), mails=lambda: mails_in(instance / "mail"),
            database=instance / "rma.db",
        )  # fmt: skip
