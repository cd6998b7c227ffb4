"""The silence map: every fact told as stated, in doubt or not said, for one vendor and for many; and what was asked."""

import gzip
import re
from collections import Counter
from datetime import date

import pytest
from msgspec.structs import replace

from build import create_site
from content.errors import ContentError
from content.explain.silence import NAMED, SIDE_BY_SIDE, silence_of, silences
from content.loading.vendor_folder import load_vendor
from content.pages.drawing import site_at
from content.schema.facts import KEYS
from content.settings.kiosk_toml import Settings
from forms.store.desk.open_questions import questions_asked
from tests.support.placed import asking, placing
from tests.support.reading import Page
from tests.support.steps import send, signed_in
from tests.support.vendor_folder import copy_of, shipped_vendors

VENDORS = shipped_vendors()
DAY = date(2026, 11, 22)
MAP, DESK = "/silence/", "/rma/desk/silence/"


def site_of(vendors):
    return create_site(site_at("", Settings(), vendors, DAY)).test_client()


@pytest.fixture(scope="module")
def pages():
    """`pages(address)` gives a Page of the shipped vendors' site."""
    client = site_of(VENDORS)
    return lambda address: Page(client.get(address).text)


def stated_rows(policy, key):
    return [row for row in policy.rows(key) if not row.silent]


def state_of(policy, key):
    rows = stated_rows(policy, key)
    return "in doubt" if any(row.doubt for row in rows) else "stated" if rows else "not said"


# One vendor

STATE_CLASS = {"not said": "silent", "in doubt": "doubted", "stated": "stated"}


@pytest.mark.parametrize("slug", VENDORS)
def test_every_fact_is_told_with_its_state_its_source_and_the_day_it_was_read(pages, slug):
    page, vendor = pages(f"/{slug}/silence/"), VENDORS[slug]
    policy = vendor.policies[0]
    for key in KEYS:
        rows, told = stated_rows(policy, key), page.at(f"fact-{key}")
        assert told.classes == [STATE_CLASS[state_of(policy, key)]], key
        assert all(row.doubt in told.words for row in rows), key
        opens = [page.at(one["popovertarget"]).words for one in page.all("button", cls="ref") if told in one.around]
        titles = {vendor.file.sources[row.source or policy.source].title for row in rows}
        assert len(opens) == len(titles) and all("read 22 November 2026" in text for text in opens), key
        assert all(any(title in text for text in opens) for title in titles), key


def test_what_is_not_said_stands_first_and_then_what_is_in_doubt(pages):
    rows = [one.classes[0] for one in pages("/flir/silence/").all("div") if (one["id"] or "").startswith("fact-")]
    assert rows == sorted(rows, key=["silent", "doubted", "stated"].index) and len(set(rows)) == 3


def test_a_state_is_a_word_and_a_mark_of_its_own(pages):
    page = pages("/flir/silence/")
    drawn = {}
    for mark in page.all("span", cls="told"):
        [path] = [one for one in page.elements if one.tag == "path" and mark in one.around]
        drawn.setdefault(path["d"], set()).add(mark.words)
    assert sorted(map(sorted, drawn.values())) == [["in doubt"], ["not said"], ["stated"]]


def test_the_counts_are_those_of_the_rows(pages):
    for slug, vendor in VENDORS.items():
        told = silence_of(vendor, vendor.policies[0])
        words = [state_of(vendor.policies[0], key) for key in KEYS]
        counts = {state: len(lines) for state, lines in told["by_state"].items() if lines}
        assert counts == Counter(STATE_CLASS[word] for word in words) and told["all"] == len(KEYS)
        shown = [one.words for one in pages(f"/{slug}/silence/").all("li") if one.inside("main")]
        assert shown == [f"{word} {words.count(word)}" for word in STATE_CLASS if word in words]
        assert f"leaves {words.count('not said')} unsaid" in pages(f"/{slug}/silence/").all("p", cls="lead")[0].words


@pytest.mark.parametrize("page", ["", "guide/"])
@pytest.mark.parametrize("slug", VENDORS)
def test_a_vendor_s_page_and_its_guide_lead_there(pages, slug, page):
    assert f"/{slug}/silence/" in pages(f"/{slug}/{page}").links()


def test_silence_is_no_vendor_s_name(tmp_path):
    folder = copy_of("pixelink", tmp_path).rename(tmp_path / "silence")
    with pytest.raises(ContentError, match="the kiosk needs this word for addresses of its own"):
        load_vendor(folder)


# All vendors


def test_the_map_has_a_cell_for_every_fact_and_vendor_and_each_leads_to_the_fact(pages):
    few = dict(list(VENDORS.items())[:SIDE_BY_SIDE])
    page = Page(site_of(few).get(MAP).text)
    cells = {one["href"]: one.words for one in page.all("a") if "#fact-" in (one["href"] or "")}
    for slug, vendor in few.items():
        policy = vendor.policies[0]
        revision = pages(f"/{slug}/policy/{policy.name}/")
        for key in KEYS:
            assert cells.pop(f"/{slug}/policy/{policy.name}/#fact-{key}") == f"{vendor.name}: {state_of(policy, key)}"
            assert revision.at(f"fact-{key}"), key
    assert cells == {}


def many(count):
    """So many vendors; the last two state nothing of where to send it, all others do."""
    flir = VENDORS["flir"]
    silent = replace(flir.policies[0].facts.ship_to, value=flir.policies[0].facts.customs.value, silent=True)
    mute = replace(flir.policies[0], facts=replace(flir.policies[0].facts, ship_to=silent))
    policies = [flir.policies[0] if number < count - 2 else mute for number in range(count)]
    files = [replace(flir.file, name=f"Maker {number} Example Optics") for number in range(count)]
    return {
        f"maker-{number:04}": replace(flir, slug=f"maker-{number:04}", policies=(policy,), file=file)
        for number, (policy, file) in enumerate(zip(policies, files, strict=True))
    }


def test_of_many_vendors_each_fact_is_counted_and_the_few_are_named():
    vendors = many(30)
    told = silences(vendors.values(), {slug: vendor.policies[0] for slug, vendor in vendors.items()})
    rows = {row.line.key: row for row in told["rows"]}
    assert not told["few"] and sorted(rows) == sorted(KEYS)
    assert rows["ship-to"].counts == {"stated": 28, "silent": 2}
    assert [vendor.slug for vendor in rows["ship-to"].named] == ["maker-0028", "maker-0029"]
    assert rows["customs"].named == [] and rows["customs"].counts == {"silent": 30}


@pytest.mark.parametrize("count", [SIDE_BY_SIDE, SIDE_BY_SIDE + 1, NAMED, 1000])
def test_the_map_stays_light_however_many_there_are(count):
    vendors = many(count)
    policies = {slug: vendor.policies[0] for slug, vendor in vendors.items()}
    few = dict(list(vendors.items())[:3])
    drawing = create_site(site_at("", Settings(), few, DAY)).drawing
    text = drawing.draw(drawing.pages[MAP]._replace(content=lambda: silences(vendors.values(), policies)))
    assert len(gzip.compress(text.encode(), 9)) < 12_000 and Page(text).all("h2")


# What was asked


@pytest.fixture
def desk(app):
    with placing(app.config["DATABASE"]) as db:
        yield db


def test_a_question_counts_once_a_request_and_the_most_asked_stands_first(desk, store):
    asking(desk, "rma-time", "customs", batches=3)
    asking(desk, "customs")
    asking(desk, "customs", vendor="pixelink")
    assert [tuple(row.values()) for row in questions_asked(store)] == [
        ("flir", "customs", 2, 0), ("flir", "rma-time", 1, 0), ("pixelink", "customs", 1, 0),
    ]  # fmt: skip


def test_the_last_tick_of_a_question_holds(desk, store):
    asking(desk, "customs", ticks=[("answered", "customs")])
    asking(desk, "customs", ticks=[("answered", "customs"), ("unanswered", "customs")])
    asking(desk, "customs", ticks=[("unanswered", "customs"), ("answered", "customs"), ("answered", "rma-time")])
    assert [tuple(row.values()) for row in questions_asked(store)] == [("flir", "customs", 3, 2)]


def test_a_request_sent_through_the_form_is_counted(app, client, store):
    send(client)
    assert {row["fact"] for row in questions_asked(store)} >= {"rma-time", "repair-time"}


def shown(app):
    """The rows of the desk's page, as they read."""
    return [row.words for row in Page(signed_in(app).get(DESK).text).all("tr") if row.inside("tbody")]


def test_the_desk_reads_what_customers_ask_and_what_is_ticked_off(app, desk):
    asking(desk, "customs")
    asking(desk, "customs", ticks=[("answered", "customs")])
    asking(desk, "restocking", vendor="pixelink")
    first, second = shown(app)
    assert re.match("What do I write on the customs papers\\?.*FLIR.*Requests: 2.*Ticked off: 1.*not said", first)
    assert "Is there a restocking fee?" in second and "Pixelink" in second


def test_what_the_text_says_by_now_and_what_is_no_longer_known_keep_their_place(app, desk):
    asking(desk, "restocking")
    asking(desk, "<b>gone</b>", vendor="<i>acme</i>")
    text = signed_in(app).get(DESK).text
    assert all("no longer open" in row for row in shown(app)) and len(shown(app)) == 2
    assert "<b>" not in text and "<i>" not in text and "&lt;b&gt;gone" in text


def test_a_desk_without_questions_says_so(app):
    assert "No request has carried an open question yet." in signed_in(app).get(DESK).text
    assert f'<a href="{DESK}"' in signed_in(app).get("/rma/desk/").text


def test_nobody_reads_it_without_signing_in(client):
    assert client.get(DESK).status_code in (302, 303)


def test_everything_is_counted_in_one_query(desk, store):
    for _ in range(30):
        asking(desk, "customs", "rma-time", ticks=[("answered", "customs")])
    asked = []
    store.db.conn.set_trace_callback(asked.append)
    found = questions_asked(store)
    store.db.conn.set_trace_callback(None)
    assert [tuple(row.values()) for row in found] == [("flir", "customs", 30, 30), ("flir", "rma-time", 30, 0)]
    assert len([sql for sql in asked if "SELECT" in sql and not sql.startswith("--")]) == 1
