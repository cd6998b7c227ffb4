"""The kiosk on one machine: site and endpoint in one process, and what is left when that process is killed."""

import os
import random
import re
import signal
import subprocess
import sys
from collections import Counter
from datetime import date
from html import unescape
from http.client import HTTPException
from itertools import count
from secrets import token_hex
from threading import Timer
from urllib.parse import urlsplit

import pytest

from content.pages.dealers.links import links_json
from content.pages.drawing import site_at
from content.places import ROOT
from content.settings.kiosk_toml import read_settings
from forms import create_app
from forms.serve import join
from forms.steps.worker_round import run_round
from tests.support.eyes import free_port
from tests.support.steps import Visitor, confirm, filled, mails_in, review, rows, tickets_on
from tests.support.vendor_folder import shipped_vendors

KILLS = 3


@pytest.fixture
def start(built, tmp_path):
    """Starts the kiosk as a process of its own: (process, visitor). What still runs in the end is killed."""
    running = []

    def start():
        env = os.environ | {
            "PORT": str(free_port()), "KIOSK_BUILD": str(built), "KIOSK_INSTANCE": str(tmp_path / "instance"),
        }  # fmt: skip
        command = [sys.executable, "-m", "forms.serve"]
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
        running.append(process)
        assert f"http://127.0.0.1:{env['PORT']}/" in process.stdout.readline()
        return process, Visitor(f"http://127.0.0.1:{env['PORT']}")

    yield start
    for process in running:
        process.kill()
        process.communicate()


def ask_until_it_dies(visitor, process, wait, kept):
    """Send one request after the other; each receipt answered is kept, with its tickets once they were seen.

    The kill is set off by the second receipt and falls `wait` seconds later, wherever the third then stands.
    """
    try:
        for number in count(1):
            email = f"ada.{token_hex(4)}@lab.example"  # one address has its share
            data = filled({}, {"model": "GS3-U3-23S6M"}, email=email)
            receipt = confirm(visitor, review(visitor, data)).headers["Location"]
            kept[receipt] = []
            if number == 2:
                Timer(wait, process.kill).start()
            kept[receipt] = tickets_on(visitor.get(receipt).text)
    except (OSError, HTTPException):
        return


# In one


def test_site_and_endpoint_stand_on_one_address(kiosk):
    visitor = Visitor(kiosk.url)
    kiosk.deliver()
    answers = {path: visitor.get(path) for path in ("/", "/flir/", "/static/kiosk.css", "/rma/flir/", "/rma/healthz")}
    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(answers, 200)
    assert answers["/flir/"].headers["Cache-Control"] != "no-store" == answers["/rma/flir/"].headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/nowhere/", "/flir/x", "/rma", "/../rma.db", "/%2e%2e/instance/rma.db", "/static/"])
def test_what_the_site_has_not_is_its_own_404_page(kiosk, built, path):
    answer = Visitor(kiosk.url).get(path)
    assert answer.status_code == 404 and answer.text == (built / "404.html").read_text(encoding="utf-8")


def test_what_the_endpoint_has_not_is_the_endpoints(kiosk):
    answer = Visitor(kiosk.url).get("/rma/nowhere/")
    assert answer.status_code == 404 and "/rma/static/kiosk.css" in answer.text


def test_every_link_of_the_site_into_the_endpoint_opens(client, built):
    texts = "".join(page.read_text(encoding="utf-8") for page in built.rglob("*.html"))
    links = {unescape(link) for link in re.findall(r'href="(?:https?://[^/"]+)?(/rma/[^"#]*)', texts)}
    assert len(links) > 10 and [link for link in links if client.get(link).status_code != 200] == []


def test_a_demonstration_s_addresses_follow_its_port(tmp_path, monkeypatch):
    nowhere = tmp_path / "kiosk.toml"
    assert read_settings(nowhere).url == f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
    monkeypatch.setenv("PORT", "8124")
    settings = read_settings(nowhere)
    links = links_json(site_at("", settings, shipped_vendors(), date(2026, 11, 22)))["vendors"][0]["links"]
    assert {urlsplit(link["url"]).netloc for link in links} == {"127.0.0.1:8124"}
    app = create_app(None, demonstration=True, SECRET_KEY="s" * 32, DATABASE=str(tmp_path / "rma.db"))
    assert app.settings.url == "http://127.0.0.1:8124"


def test_mailed_links_survive_a_restart(built, tmp_path):
    secrets = {join(0, folder=built, instance=tmp_path / "instance")[0].secret_key for _ in range(2)}
    assert len(secrets) == 1 and (tmp_path / "instance" / "secret").stat().st_mode & 0o077 == 0


# As a process


def test_it_opens_and_ctrl_c_closes_it(start):
    process, visitor = start()
    assert [visitor.get(path).status_code for path in ("/", "/rma/flir/")] == [200, 200]
    process.send_signal(signal.SIGINT)
    assert process.wait() in (0, 130)


def test_what_was_acknowledged_survives_being_killed(start, tmp_path, clock):
    kept, dice = {}, random.Random(9)
    for _ in range(KILLS):
        process, visitor = start()
        ask_until_it_dies(visitor, process, dice.random() / 2, kept)
    process, visitor = start()
    assert len(kept) >= 2 * KILLS
    for receipt, tickets in kept.items():
        shown = tickets_on(visitor.get(receipt).text)
        assert len(shown) == 2 and tickets in ([], shown), receipt
    process.kill()
    # Also of those that nobody saw acknowledged: both requests, or none.
    assert rows(tmp_path / "instance" / "rma.db", "SELECT DISTINCT count(*) FROM request GROUP BY draft") == [(2,)]
    assert_mailed_once_each(tmp_path / "instance", clock)


def assert_mailed_once_each(instance, clock):
    """Every request has its mail; only one in hand at a kill may be there twice, under the same Message-ID."""
    app, _ = join(0, folder=instance, instance=instance)
    clock.forward(hours=1)
    while run_round(app)["sent"]:
        pass
    [(requests,)] = rows(instance / "rma.db", "SELECT count(*) FROM request")
    waiting = rows(instance / "rma.db", "SELECT id FROM outbox WHERE sent IS NULL")
    copies = Counter(mail["Message-ID"] for mail in mails_in(instance / "mail"))
    assert waiting == [] and len(copies) == requests and max(copies.values()) <= 2
    assert sum(copies.values()) - requests <= KILLS + 1
    assert rows(instance / "rma.db", "PRAGMA integrity_check") == [("ok",)]
