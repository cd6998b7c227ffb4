"""Policies unlike those of the real vendors fit as plain files: loaded, proved, judged at each edge, built and sent."""

import re
from contextlib import closing
from datetime import date, timedelta
from html import unescape

import pytest
from msgspec.structs import replace

from build import build, create_site
from content.dates import add_months, now, written
from content.eligibility.events import warranty_clock
from content.eligibility.fingerprint import hash_of
from content.eligibility.judge import Case, classify, judge
from content.eligibility.warranty import warranty
from content.errors import ContentError
from content.explain.events import events_asked
from content.explain.notes import notes_of
from content.loading.checks.facts import fact_faults
from content.loading.checks.prose import prose_faults
from content.loading.prove import prove
from content.loading.vendor_folder import load_vendor, load_vendors
from content.pages.drawing import site_at
from content.schema.facts import Clock, Fact
from content.settings.kiosk_toml import Settings, VendorSettings
from forms.rma.transition import Intent, last_day
from forms.steps.take import take
from forms.steps.worker_round import run_round
from forms.store.database.connection import open_store
from forms.store.events import last_event
from forms.store.requests import requests_of_draft
from forms.web.request_context import timestamp
from tests.support.fictional import ASK, COVERED, READ, fictional_vendors, write_fictional, write_vendor
from tests.support.reading import Page
from tests.support.steps import (
    bought,
    confirm,
    draft_key,
    filled,
    mails_in,
    make_staff,
    open_app,
    review,
    signed_in,
    text_of,
)
from tests.support.vendor_folder import edit, shipped_vendors

DAY = date(2026, 4, 3)
WITH_MAILBOX = Settings(vendor={slug: VendorSettings(mailbox="desk@kiosk.example") for slug in ("eyeworks", "oktant")})


def read_aloud(html):
    """The text a reader sees, blanks made single; the letters that open a source are no words."""
    html = re.sub(r"<button[^>]* class=\"ref\".*?</button>", "", html)
    return re.sub(r" ([.,])", r"\1", " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split()))


@pytest.fixture(scope="module")
def vendors(tmp_path_factory):
    return fictional_vendors(tmp_path_factory.mktemp("fictional"))


@pytest.fixture(scope="module")
def pages(vendors, tmp_path_factory):
    """The text of a page of theirs, all built once."""
    out = tmp_path_factory.mktemp("site") / "build"
    build(out, Settings(), vendors, READ + timedelta(30), say=lambda *_, **__: None, urls=None)

    def told(path):
        return read_aloud((out / path.strip("/") / "index.html").read_text(encoding="utf-8"))

    told.folder = out
    return told


@pytest.fixture
def their(vendors, tmp_path):
    """The endpoint that takes their requests, with a mailbox of two of them."""
    return open_app(tmp_path, WITH_MAILBOX, VENDORS=vendors)


def ruled(vendor, today, **known):
    return judge(vendor, Case(**{"purpose": "repair"} | known), today).rule.id


def test_each_is_proved_from_its_files_alone(vendors):
    assert [fault for vendor in vendors.values() for proof in prove(vendor) for fault in proof.faults] == []


def test_a_vendor_may_ask_a_dozen_questions(tmp_path, monkeypatch):
    points = [f"point-{letter}" for letter in "abcdefghijkl"]
    rules = {"all-of-them": (", ".join(f'{id} = "yes"' for id in points), "ask", "")}
    for number, id in enumerate(points):
        monkeypatch.setitem(ASK, id, ("Is it so?", {"yes": "Yes", "no": "No"}, 'assume = "no"'))
        earlier = "".join(f'{one} = "yes", ' for one in points[:number])
        rules[f"not-{id}"] = f'{earlier}{id} = "no"', "ask", ""
    write_vendor(tmp_path, "asker", {"facts": COVERED, "asks": points, "rules": rules, "products": ""})
    asker = create_site(site_at("", Settings(), load_vendors(tmp_path), READ)).test_client()
    at = "/asker/check/"
    for answered in (0, 9, 11):
        page = Page(asker.get(at + "yes/" * answered).text)
        assert f"Question {answered + 1} of at most 12" in page.all("p", cls="count")[0].words


# Judged on the last day in, and on the first day out

EDGES = {
    "defect on arrival, from the day after receipt": (
        "eyeworks", {}, "receipt", DAY + timedelta(15), "defect-on-arrival", "warranty-unknown",
    ),
    "warranty from shipment": ("eyeworks", {}, "shipment", add_months(DAY, 12), "in-warranty", "paid-repair"),
    "warranty from the day after receipt": (
        "halden", {"family": "fjord", "region": "Europe"}, "receipt", date(2029, 4, 4), "in-warranty", "paid-repair",
    ),
    "warranty from the invoice": (
        "lumenta", {"dates": {"receipt": date(2020, 1, 1)}}, "invoice", add_months(DAY, 12), "in-warranty",
        "paid-repair",
    ),
    "warranty from activation": (
        "oktant", {"said": {"part": "cooler", "region": "asia"}}, "activation", add_months(DAY, 12), "in-warranty",
        "paid-repair",
    ),
    "an exchange, the shorter of two windows from one day": (
        "lumenta", {}, "invoice", DAY + timedelta(14), "exchange", "in-warranty",
    ),
    "a refund, the longer of them": (
        "lumenta", {"purpose": "refund", "family": "glow"}, "invoice", DAY + timedelta(30), "refund", "refund-closed",
    ),
    "defect on arrival, from another event": (
        "lumenta", {"dates": {"invoice": date(2020, 1, 1)}}, "receipt", DAY + timedelta(7), "defect-on-arrival",
        "paid-repair",
    ),
}  # fmt: skip


@pytest.mark.parametrize("edge", EDGES)
def test_the_last_day_is_in_and_the_next_is_out(edge, vendors):
    slug, known, event, last, inside, outside = EDGES[edge]
    known = known | {"dates": known.get("dates", {}) | {event: DAY}}
    assert ruled(vendors[slug], last, **known) == inside
    assert ruled(vendors[slug], last + timedelta(1), **known) == outside


def test_a_date_of_another_event_proves_nothing(vendors):
    case = {"dates": {"purchase": DAY}}
    assert ruled(vendors["eyeworks"], DAY, **case) == ruled(vendors["halden"], DAY, **case) == "warranty-unknown"


def with_clock(vendor, event, plus=0):
    """A vendor whose warranty begins that many days after that event."""
    [policy] = vendor.policies
    facts = replace(policy.facts, warranty_clock=Fact(value=Clock(event, plus)))
    return replace(vendor, policies=(replace(policy, facts=facts),))


def test_the_clock_is_of_the_text_itself_and_another_is_another_text(vendors):
    halden = vendors["halden"]
    assert warranty_clock(halden.policies[0]) == Clock("receipt", 1)
    for other in (with_clock(halden, "receipt"), with_clock(halden, "shipment", 1)):
        assert hash_of(other.policies[0], halden.products) != halden.policies[0].hash


def test_a_day_more_on_the_clock_is_a_day_more_of_warranty(vendors):
    known, last = {"family": "fjord", "region": "Europe", "dates": {"receipt": DAY}}, date(2029, 4, 4)
    assert ruled(vendors["halden"], last, **known) == "in-warranty"
    assert ruled(with_clock(vendors["halden"], "receipt"), last, **known) == "paid-repair"


# Length by region, part and day: what is not known has to make no difference

LENGTHS = [
    ("halden", {"region": "Europe"}, 12, "in"), ("halden", {"region": "North America"}, 13, "out"),
    ("halden", {"region": ""}, 12, "unknown"), ("halden", {"region": "elsewhere"}, 12, "unknown"),
    ("halden", {"region": "Europe"}, 37, "out"), ("halden", {"region": ""}, 37, "unknown"),
    ("oktant", {"said": {"part": "sensor", "region": "europe"}}, 35, "in"),
    ("oktant", {"said": {"part": "sensor", "region": "asia"}}, 35, "out"),
    ("oktant", {"said": {"part": "sensor", "region": "unknown"}}, 35, "unknown"),
    ("oktant", {"said": {"part": "sensor", "region": "unknown"}}, 23, "in"),
    ("oktant", {"said": {"part": "sensor", "region": "unknown"}}, 37, "out"),
    ("oktant", {"said": {"part": "unknown", "region": "europe"}}, 11, "in"),
    ("oktant", {"said": {"part": "unknown", "region": "europe"}}, 13, "unknown"),
    ("oktant", {"said": {"part": "unknown", "region": "europe"}}, 37, "out"),
    ("oktant", {}, 11, "in"), ("oktant", {}, 13, "unknown"), ("oktant", {}, 37, "out"),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "known", "months", "answer"), LENGTHS)
def test_a_length_that_is_not_known_proves_only_what_all_agree_on(slug, known, months, answer, vendors):
    vendor, event = vendors[slug], {"halden": "receipt", "oktant": "activation"}[slug]
    case = Case(purpose="repair", dates={event: DAY}, family={"halden": "fjord", "oktant": "star"}[slug], **known)
    assert judge(vendor, case, add_months(DAY, months)).answers["warranty"] == answer


@pytest.mark.parametrize(("received", "months"), [(date(2021, 8, 31), 24), (date(2021, 9, 1), 36)])
def test_a_length_changes_with_the_day(received, months, vendors):
    last = add_months(received + timedelta(1), months)
    case = Case(purpose="repair", family="fjord", region="Europe", dates={"receipt": received})
    told = [
        warranty(vendors["halden"], vendors["halden"].policies[0], case, day) for day in (last, last + timedelta(1))
    ]
    assert told == ["in", "out"]


def test_of_an_open_length_the_customer_is_believed_only_against_themselves(vendors):
    known = {"family": "star", "dates": {"activation": DAY}, "said": {"part": "sensor"}}
    today = add_months(DAY, 30)
    assert ruled(vendors["oktant"], today, warranty_said="in", **known) == "warranty-unknown"
    assert ruled(vendors["oktant"], today, warranty_said="out", **known) == "paid-repair"


def test_what_the_length_depends_on_is_told(vendors):
    oktant = vendors["oktant"]
    case = Case(purpose="repair", family="star", dates={"activation": DAY}, said={"part": "sensor"})
    [note] = [note for note in notes_of(oktant, case, judge(oktant, case, DAY)) if "depends" in note]
    why, _, until = note.partition(": ")
    assert why == "How long the warranty runs depends on the country it is sent from"
    assert until.startswith("until 3 April 2028 or 3 April 2029")


# Caps and families that are never refunded

LIMITS = [
    ({"family": "glow", "count": 3}, "refund"), ({"family": "glow", "count": 4}, "refund-too-many"),
    ({"family": "glow", "count": 0, "said": {"too-many": "yes"}}, "refund-too-many"),
    ({"family": "glow", "count": 1, "said": {"too-many": "yes"}}, "refund"),
    ({"family": "prism-one", "count": 4}, "refund-excluded"),
    ({"family": "prism-one", "count": 1, "said": {"excluded": "no"}}, "refund-excluded"),
    ({"family": "", "count": 1}, "refund-unclear"), ({"family": "", "count": 1, "said": {"excluded": "no"}}, "refund"),
    ({"family": "glow", "count": 1, "said": {"excluded": "yes"}}, "refund-excluded"),
]  # fmt: skip


@pytest.mark.parametrize(("known", "rule"), LIMITS)
def test_caps_and_excluded_families_judge(known, rule, vendors):
    assert ruled(vendors["lumenta"], DAY, purpose="refund", dates={"invoice": DAY}, **known) == rule


def test_where_more_than_families_is_excluded_a_family_proves_nothing(vendors):
    policy = shipped_vendors()["flir"].policy("point-grey")
    case = Case(purpose="refund", dates={"purchase": DAY}, family="oryx")
    answers = classify(shipped_vendors()["flir"], policy, case, DAY)
    assert answers["excluded"] == "unknown"
    ladybug = classify(shipped_vendors()["flir"], policy, case._replace(family="ladybug5"), DAY)
    assert ladybug["excluded"] == "yes"


# Built: the figures stand on the pages


def test_what_is_stated_stands_on_the_pages(pages):
    told = pages("eyeworks/outcome/paid-repair")
    assert "No fault found You EUR 99.00" in told and "The repair takes 3 weeks" in told
    assert "Eyeworks takes requests by e-mail" in told
    assert "An RMA number is good for 30 days" in pages("eyeworks/outcome/in-warranty")
    assert "1 year Sent from North America." in pages("halden/products/fjord")


def test_the_checker_asks_people_with_the_figure_in_place(pages, vendors):
    assert "More than 3 items?" in pages("lumenta/check/refund/in/no")
    assert "Is it Prism?" in pages("lumenta/check/refund/in")
    assert "The day you received it" in pages("eyeworks/check/repair")


def test_a_window_is_told_from_the_day_it_counts_from(pages):
    assert "Refund Within 30 days from the day of the invoice." in pages("lumenta")
    assert "Lumenta keeps CHF 45.00 as a restocking fee." in pages("lumenta")
    assert "The warranty is counted from the day after the day you received it." in pages("halden/policy/2026-01-02")


# Through the endpoint: the form asks the days of this policy and no others

DAYS_ASKED = {
    "flir": ["bought_on"], "pixelink": ["bought_on"], "eyeworks": ["shipment_on", "receipt_on"],
    "halden": ["receipt_on"], "lumenta": ["invoice_on", "receipt_on"], "oktant": ["activation_on"],
}  # fmt: skip


@pytest.mark.parametrize("slug", DAYS_ASKED)
def test_the_form_asks_the_days_its_policy_counts_from(slug, vendors, tmp_path):
    app = open_app(tmp_path, VENDORS=vendors | shipped_vendors())
    page = app.test_client().get(f"/rma/{slug}/").text
    assert re.findall(r'name="batches-0-([a-z]+_on)"', page) == DAYS_ASKED[slug]
    policy = app.vendors[slug].policies[0]
    assert len(events_asked(app.vendors[slug], policy)) == len(DAYS_ASKED[slug])


@pytest.mark.parametrize(("slug", "each"), [("eyeworks", True), ("oktant", False)])
def test_the_form_says_where_each_unit_gets_a_request_of_its_own(their, slug, each):
    page = their.test_client().get(f"/rma/{slug}/").text
    assert ("Each of them gets a request of its own." in page) == each


def test_a_revision_tells_a_window_by_its_question(pages):
    page = pages("eyeworks/policy/2026-01-02")
    assert "Window" not in page and "from the day after the day you received it" in page


def sent(app, slug, *batches, **person):
    """The requests stored of a whole form sent to that vendor."""
    client, at = app.test_client(), f"/rma/{slug}/"
    receipt = confirm(client, review(client, filled(*batches, **person), at)).headers["Location"]
    with closing(open_store(app.config["DATABASE"])) as store:
        return requests_of_draft(store, draft_key(receipt))


def test_one_request_goes_out_for_each_unit(their):
    day = bought().isoformat()
    found = sent(their, "eyeworks", {"model": "EYE-1", "shipment_on": day, "receipt_on": ""})
    assert [len(one.units) for one in found] == [1, 1]
    assert [one.batches[0].dates for one in found] == [{"shipment": day}] * 2


def test_days_and_own_questions_travel_to_the_vendor_and_the_desk(their, tmp_path):
    asked = {"model": "ST-1", "serials": "77", "activation_on": written(bought()), "asked-part": "cooler"}
    [one] = sent(their, "oktant", asked)
    assert one.batches[0].dates == {"activation": bought().isoformat()}
    assert one.batches[0].answers["part"] == "cooler"
    assert one.batches[0].verdict["answers"]["region"] == "unknown"
    [copy] = [mail for mail in mails_of(their, tmp_path) if "desk@kiosk.example" in mail["To"]]
    case = read_aloud(signed_in(their).get(f"/rma/desk/case/{one.ticket}/").text)
    for told in (" ".join(text_of(copy).split()), case):
        assert written(bought()) in told and "The cooler" in told and "First switched on" in told


def mails_of(app, tmp_path):
    run_round(app)
    return mails_in(tmp_path / "mail")


def test_the_review_leads_back_to_every_field_it_tells(their):
    client = their.test_client()
    asked = {"model": "ST-1", "activation_on": bought().isoformat(), "asked-part": "sensor"}
    at = review(client, filled(asked), "/rma/oktant/")
    changes = re.findall(r'href="(/rma/edit/[^"#]+/)#([^"]+)"', client.get(at).text)
    form = client.get(changes[0][0]).text
    fields = {f"batches-0-{name}" for name in ("activation_on", "asked-part", "asked-region")}
    assert fields <= {anchor for _, anchor in changes}
    assert [anchor for _, anchor in changes if f'id="{anchor}"' not in form] == []
    assert re.search(r'checked[^>]*name="batches-0-asked-part"[^>]*value="sensor"', form)


def test_what_the_checker_was_told_the_form_does_not_ask_again(their):
    page = their.test_client().get("/rma/oktant/?answers=part.cooler").text
    [kept] = re.findall(r'<input[^>]*name="batches-0-asked-part"[^>]*>', page)
    assert 'type="hidden"' in kept and 'value="cooler"' in kept
    assert re.findall(r'<fieldset[^>]*id="batches-0-asked-(.+?)"', page) == ["region"]
    [one] = sent(their, "oktant", {"model": "ST-1"}, answers="part.cooler")
    told = one.batches[0].answers["part"], one.batches[0].verdict["answers"]["region"]
    assert told == ("cooler", "unknown")


WRONG_DAYS = [("yesterday", "month as a word"), ("9999-12-31", "has not come yet"), ("1989-12-31", "1989 cannot be")]


@pytest.mark.parametrize(("typed", "told"), WRONG_DAYS)
def test_a_day_that_will_not_do_is_told_at_its_field(typed, told, their):
    client = their.test_client()
    token = re.search(r'csrf_token"[^>]*value="([^"]+)"', client.get("/rma/eyeworks/").text)[1]
    answer = client.post("/rma/eyeworks/", data=filled({"receipt_on": typed}) | {"csrf_token": token})
    assert answer.status_code == 422 and 'href="#batches-0-receipt_on">' in answer.text and told in answer.text


def test_four_cameras_in_two_groups_are_too_many_for_a_refund(vendors, tmp_path):
    app = open_app(tmp_path, VENDORS=vendors)
    two = {"model": "GLW-1", "symptom": "", "problem": "", "invoice_on": f"{now():%Y-%m-%d}", "receipt_on": ""}
    groups = [two | {"serials": "1\n2"}, two | {"serials": "3\n4"}]
    found = sent(app, "lumenta", *groups, purpose="refund")
    assert {batch.verdict["rule"] for one in found for batch in one.batches} == {"refund-too-many"}
    [three] = sent(app, "lumenta", two | {"serials": "1\n2\n3"}, purpose="refund")
    assert three.batches[0].verdict["rule"] == "refund"


def test_the_ticket_s_mail_tells_the_fee_without_a_fault(their, tmp_path):
    sent(their, "eyeworks", {"model": "EYE-1", "serials": "1", "shipment_on": "2020-01-01"})
    [mail] = [mail for mail in mails_of(their, tmp_path) if "ada@lab.example" in mail["To"]]
    assert "No fault found: you, EUR 99.00" in " ".join(text_of(mail).split())


# What would not fit is told in an editor's words

WRONG = {
    "a day before its event": ("eyeworks", "policy", "plus = 1", "plus = -1", "windows.doa.plus", "leave it out for"),
    "an event nobody asks for": (
        "eyeworks", "policy", 'after = "receipt", plus', 'after = "delivery", plus', "windows.doa.after",
        "for the day you received it write receipt",
    ),
    "a question the form answers itself": (
        "lumenta", "policy", 'id = "excluded"', 'id = "excluded"\nin-form = true', "questions.excluded.in-form",
        "leave `in-form` out",
    ),
    "a cap nobody states": (
        "lumenta", "policy", "refund-at-most = { value = 3 }", "refund-at-most = { silent = true }",
        "questions.too-many", "answered by the fact refund-at-most, which is silent",
    ),
    "a family nobody makes": (
        "lumenta", "policy", '["Prism"]', '["Mirror"]', "facts.refund-never", "no family in products.toml is called",
    ),
    "an answer taken that is none": (
        "lumenta", "policy", 'id = "excluded"', 'id = "excluded"\nassume = "maybe"', "questions.excluded.assume",
        "when the checker was not asked",
    ),
    "a country that is none": ("halden", "products", '"DE", "FR"', '"DE", "EU"', "regions.Europe", "such as DE"),
    "a country of two regions": ("halden", "products", '"US", "CA"', '"US", "DE"', "regions.North America", "too;"),
    "a region without a name": ("halden", "products", "Europe = [", "elsewhere = [", "regions.elsewhere", "neither"),
    "a row of no region": (
        "halden", "products", 'region = ["Europe"]', 'region = ["Asia"]', "warranty[2].when.region",
        "there is no 'Asia'; write one of Europe, North America, elsewhere",
    ),
    "a row of no part": (
        "oktant", "products", 'part = ["cooler"]', 'part = ["lid"]', "warranty[3].when.part",
        "there is no 'lid'; write one of sensor, cooler",
    ),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_what_does_not_fit_is_told_by_its_key(wrong, tmp_path):
    slug, file, find, put, key, told = WRONG[wrong]
    folder = write_fictional(tmp_path) / slug
    [path] = folder.glob("policies/*" if file == "policy" else "products.toml")
    edit(folder, path.relative_to(folder), find, put)
    with pytest.raises(ContentError) as fault:
        load_vendor(folder)
    assert fault.value.key == key and told in fault.value.write


def test_a_clock_from_an_event_without_words_is_told(vendors):
    halden = with_clock(vendors["halden"], "birth")
    faults = dict(fact_faults(halden, halden.policies[0]))
    assert "'birth' is no event we ask for" in faults["facts.warranty-clock.event"]


def test_a_count_no_fact_fills_is_told(vendors):
    policy = vendors["halden"].policies[0]
    [(at, told)] = prose_faults("questions.purpose", vendors["halden"], policy, ["More than {count} items?"])
    assert told.startswith("{count} is filled from refund-at-most, which is silent")


# The life of a number


@pytest.mark.parametrize(("slug", "days"), [("lumenta", 10), ("eyeworks", 30), ("halden", 90)])
def test_a_number_is_good_for_as_long_as_the_text_says(slug, days, vendors):
    assert last_day(vendors[slug].policies[0], VendorSettings(rma_days=5), DAY) == DAY + timedelta(days)


def test_the_mail_with_the_number_names_its_last_day(their, tmp_path):
    [one] = sent(their, "eyeworks", {"model": "EYE-1", "serials": "1", "shipment_on": "2020-01-01"})
    vendor, who = their.vendors["eyeworks"], f"staff:{make_staff(their).id}"
    with closing(open_store(their.config["DATABASE"])) as store:
        ids, seen = [unit.id for unit in one.units], last_event(store, one.id)
        take(store, Intent(one, "authorise", ids, {"more": ""}, who, vendor, their.settings, timestamp(), seen))
    told = " ".join(text_of(mails_of(their, tmp_path)[-1]).split())
    assert f"Until {written(now() + timedelta(days=30))}, that day included. Eyeworks has set this day." in told
