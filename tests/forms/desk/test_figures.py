"""Sentences about the figures: right where the answer is known, silent where there is too little, quick in any case."""

import json
import re
from contextlib import closing
from datetime import date, timedelta

import pytest

from forms.desk.reports.figures_page import ANSWERS, figures_at
from forms.desk.reports.statistics import FEWEST, scale, spreads, weeks
from forms.rma.lifecycle import EVERY, LANES, STEPS
from forms.store.database.connection import open_store
from tests.support.placed import answered, insert, place, place_many, placing
from tests.support.steps import signed_in

FIGURES = "/rma/desk/figures/"
NOW = "2026-11-22T10:00:00Z"  # a Sunday; its week began on the sixteenth
pytestmark = pytest.mark.day(NOW)
NEVER_SHIPPED = {"received", "advised", "order-awaited", "ordered", "refused", "withdrawn", "closed", "expired"}
NEVER_SHIPPED |= {"by-mail"}
FEW = "too few to tell"
IDS = ["ages", "vendors", "symptoms", "answer", "number", "shares"]


@pytest.fixture
def app(app):
    """The endpoint with two of its vendors; of more each figure has a row more."""
    app.vendors = {slug: app.vendors[slug] for slug in ("flir", "pixelink")}
    return app


@pytest.fixture
def desk(app):
    """The endpoint's database, to place requests in."""
    with placing(app.config["DATABASE"]) as db:
        yield db


def figures(app, now=NOW):
    """{id: Figure} at a moment."""
    with app.app_context(), closing(open_store(app.config["DATABASE"])) as store:
        return figures_at(store, now)


def bars(app, desk, id):
    desk.commit()
    return {row.name: row.bars for row in figures(app)[id].rows}


def table(app, desk, id):
    """The rows of the table behind a figure, as the page shows them; what is written in digits alone is a number."""
    desk.commit()
    [body] = re.findall(rf'<h2 id="{id}">.*?<tbody>(.*?)</tbody>', signed_in(app).get(FIGURES).text, re.S)
    rows = [re.findall(r"<t[dh][^>]*>([^<]*)<", row) for row in body.splitlines()]
    return [tuple(int(cell) if cell.isdecimal() else cell for cell in row) for row in rows]


# Right where the answer is known


@pytest.mark.parametrize(
    "created, place_of_it",
    [
        ("2026-11-22T10:00:00Z", 0), ("2026-11-19T10:00:01Z", 0), ("2026-11-19T10:00:00Z", 1),
        ("2026-11-14T10:00:01Z", 1), ("2026-11-14T10:00:00Z", 2), ("2026-10-22T10:00:01Z", 2),
        ("2026-10-22T10:00:00Z", 3), ("2024-02-29T00:00:00Z", 3),
    ],
)  # fmt: skip
def test_an_age_is_counted_in_whole_days(app, desk, created, place_of_it):
    place(desk, created, lanes=["goods-in"])
    assert bars(app, desk, "ages")["Goods-in"] == tuple(int(place == place_of_it) for place in range(4))


def test_a_request_stands_once_in_each_of_its_lanes_and_once_in_the_sum(app, desk):
    place(desk, NOW, lanes=["support", "customer"])
    place(desk, NOW, lanes=["customer"])
    place(desk, NOW, lanes=[])
    assert table(app, desk, "ages") == [
        ("Support", 1, 0, 0, 0, 1), ("Customer", 2, 0, 0, 0, 2),
        ("Goods-in", 0, 0, 0, 0, 0), ("Accounts", 0, 0, 0, 0, 0),
    ]  # fmt: skip
    assert "ago the request was made. n = 2." in signed_in(app).get(FIGURES).text


@pytest.mark.parametrize(
    "created, week",
    [
        ("2026-11-16T00:00:00Z", 11), ("2026-11-15T23:59:59Z", 10), ("2026-11-22T10:00:00Z", 11),
        ("2026-08-31T00:00:00Z", 0), ("2026-08-30T23:59:59Z", None),
    ],
)  # fmt: skip
def test_a_week_begins_on_monday_and_twelve_are_shown(app, desk, created, week):
    place(desk, created)
    expected = tuple(int(number == week) for number in range(12))
    assert bars(app, desk, "vendors") == {"FLIR": expected, "Pixelink": (0,) * 12}


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 1, 1), date(2025, 12, 29), date(2026, 11, 22)])
def test_the_weeks_are_mondays_without_a_gap_and_end_with_this_one(today):
    mondays = weeks(today)
    assert len(mondays) == 12 and all(monday.weekday() == 0 for monday in mondays)
    assert mondays == [mondays[0] + timedelta(weeks=number) for number in range(12)]
    assert mondays[-1] <= today < mondays[-1] + timedelta(weeks=1)


def test_weeks_are_named_by_their_monday_and_the_one_that_runs_says_so(app, desk):
    place(desk, NOW)
    names = [row[0] for row in table(app, desk, "vendors")]
    assert (names[0], names[-2:]) == ("31 August 2026", ["9 November 2026", "16 November 2026, so far"])
    assert figures(app)["vendors"].axis[:3] == [(31, "Aug"), (7, "Sep"), (14, "")]


def test_a_request_with_two_faults_stands_in_both_rows_and_with_two_batches_of_one_fault_once(app, desk):
    place(desk, NOW, symptoms=["no-image", "heat"])
    place(desk, NOW, symptoms=["heat", "heat"])
    place(desk, NOW, symptoms=[""], purpose="refund")
    found = {name: sum(weeks) for name, weeks in bars(app, desk, "symptoms").items()}
    assert found == {"No picture": 1, "Too hot, or smells": 2, "No fault named": 1}


def test_the_time_to_the_first_answer_is_the_median_and_the_ninth_of_ten(app, desk):
    for hours in (1, 2, 3, 4, 5, 6, 7, 8, 30, 90):
        answered(desk, hours)
    place(desk, "2026-11-16T00:00:00Z")
    assert table(app, desk, "answer")[0] == ("FLIR", "5.5 h", "30 h", 10, 11)


EVENTS = [
    ("2026-11-16T01:00:00Z", "customer", "tell"), ("2026-11-16T02:00:00Z", "clock", "remind-advice"),
    ("2026-11-16T03:00:00Z", "staff:1", "decide"), ("2026-11-16T04:00:00Z", "staff:1", "noted"),
    ("2026-11-16T05:00:00Z", "customer", "solve"), ("2026-11-16T07:00:00Z", "staff:2", "write"),
    ("2026-11-16T09:00:00Z", "staff:1", "authorise"),
]  # fmt: skip


def test_only_what_support_mails_is_an_answer_and_only_the_first_counts(app, desk):
    for _ in range(FEWEST):
        place(desk, "2026-11-16T00:00:00Z", events=EVENTS)
    assert table(app, desk, "answer")[0] == ("FLIR", "7.0 h", "7.0 h", FEWEST, FEWEST)


def test_the_answers_are_steps_that_write_to_the_customer():
    assert {"advise", "authorise", "refuse", "ask-order", "write"} <= set(ANSWERS) <= set(STEPS)
    assert not {"decide", "tell", "expire", "remind-advice", "still-broken", "repair"} & set(ANSWERS)


def test_the_time_to_the_number_is_that_of_the_first_one(app, desk):
    for hour in (10, 11, 12, 13, 14):
        place(desk, "2026-11-16T00:00:00Z", rma=f"2026-11-16T{hour}:00:00Z", vendor="pixelink")
    assert table(app, desk, "number") == [("FLIR", FEW, FEW, 0, 0), ("Pixelink", "12 h", "14 h", 5, 5)]


def test_a_number_given_a_second_time_is_counted_from_its_first(app, desk):
    for _ in range(5):
        first = [("2026-11-16T03:00:00Z", "staff:1", "authorise")]
        place(desk, "2026-11-16T00:00:00Z", events=first, rma="2026-11-20T00:00:00Z")
    assert table(app, desk, "number")[0] == ("FLIR", "3.0 h", "3.0 h", 5, 5)


def test_what_was_solved_after_it_had_been_there_has_travelled(app, desk):
    for _ in range(5):
        one = place(desk, NOW, [{"state": "solved"}])
        [(unit,)] = desk.execute("SELECT max(id) FROM unit")
        came = {"request": one, "at": NOW, "actor": "staff:1", "kind": "arrive"}
        insert(desk, "event", **came, detail=json.dumps({"units": [unit]}))
    place(desk, NOW, [{"state": "solved"}] * 5, events=[(NOW, "staff:1", "arrive")])
    assert table(app, desk, "shares")[0] == ("FLIR", 5, 10, "50 %")


@pytest.mark.parametrize("state", EVERY)
def test_solved_is_told_of_those_that_were_solved_or_may_travel(app, desk, state):
    place(desk, NOW, [{"state": state, "rma": "9" if state == "authorised" else None}] * 5)
    nothing, shipped = ("FLIR", 0, 0, FEW), ("FLIR", 0, 5, "0 %")
    expected = ("FLIR", 5, 5, "100 %") if state == "solved" else nothing if state in NEVER_SHIPPED else shipped
    assert table(app, desk, "shares")[0] == expected


@pytest.mark.parametrize("state", ["authorised", "withdrawn", "expired", "closed", "done"])
def test_what_has_a_number_or_a_result_was_to_be_shipped(app, desk, state):
    place(desk, NOW, [{"state": state, "rma": "9"}] * 3 + [{"state": "closed", "result": "repaired"}] * 2)
    place(desk, NOW, [{"state": "solved"}] * 5)
    place(desk, "2026-08-30T00:00:00Z", [{"state": "solved"}] * 5)
    assert table(app, desk, "shares")[0] == ("FLIR", 5, 10, "50 %")


# Silent where there is too little


@pytest.mark.parametrize("count, told", [(FEWEST - 1, FEW), (FEWEST, "2.0 h")])
def test_below_five_no_time_is_told(app, desk, count, told):
    for _ in range(count):
        answered(desk, 2)
    assert table(app, desk, "answer")[0] == ("FLIR", told, told, count, count)


@pytest.mark.parametrize("count, told", [(FEWEST - 1, FEW), (FEWEST, "20 %")])
def test_below_five_no_share_is_told(app, desk, count, told):
    place(desk, NOW, [{"state": "solved"}] + [{"state": "arrived"}] * (count - 1))
    assert table(app, desk, "shares")[0] == ("FLIR", 1, count, told)


def test_an_empty_desk_has_a_page_that_says_so(app):
    page = signed_in(app).get(FIGURES).text
    assert page.count("<svg") - page.count('<svg class="sign') == 5 and "Nothing came in these weeks." in page
    assert page.count(f">{FEW}<") == 3 * len(app.vendors) + 5 * len(app.vendors)


@pytest.mark.parametrize(
    "most, marks",
    [
        (0, [0, 1]), (0.3, [0, 1]), (1, [0, 1]), (5, [0, 1, 2, 3, 4, 5]), (5.1, [0, 2, 4, 6]),
        (24, [0, 5, 10, 15, 20, 25]), (26, [0, 10, 20, 30]), (240, [0, 50, 100, 150, 200, 250]),
        (2000, [0, 500, 1000, 1500, 2000]),
    ],
)  # fmt: skip
def test_an_axis_reaches_as_far_as_it_must_in_round_steps(most, marks):
    assert scale(most) == marks


def test_nothing_is_drawn_between_two_that_happened():
    [spread] = spreads(
        [{"vendor": "flir", "answer": 3600 * hour} for hour in (1, 2, 3, 4, 100)], "answer", {"flir": "F"}
    )
    assert (spread.half, spread.most) == (3, 100)


# Quick where there is much


def test_ten_thousand_requests_take_as_many_queries_as_one(app, desk, store):
    lane = dict(enumerate(LANES))
    for number in range(10_000):
        created = f"2026-{9 + number % 2:02}-{1 + number % 28:02}T{number % 24:02}:00:00Z"
        made = (created.replace(":00Z", ":09Z"), "staff:1", "advise")
        vendor, state = ("flir", "solved") if number % 4 else ("pixelink", "arrived")
        place(desk, created, [{"state": state}], lanes=[lane[number % 4]], events=[made], rma=created, vendor=vendor)
    desk.commit()
    asked = []
    store.db.conn.set_trace_callback(asked.append)
    with app.app_context():
        found = figures_at(store, NOW)
    store.db.conn.set_trace_callback(None)
    assert len([sql for sql in asked if "SELECT" in sql and not sql.startswith("--")]) == 6
    assert [row.n for row in found["vendors"].rows] == [7500, 2500]
    assert [row.n for row in found["ages"].rows] == [2500] * 4
    assert "ago the request was made. n = 10,000." in signed_in(app).get(FIGURES).text
    assert [(row.half, row.n) for row in found["answer"].rows] == [(9 / 3600, 7500), (9 / 3600, 2500)]


# The drawings


@pytest.fixture
def busy(app):
    """A desk with something in every figure."""
    place_many(app)
    return app


def drawings(app):
    """{id: the drawing and what stands in its table} on the page."""
    page = signed_in(app).get(FIGURES).text
    parts = re.findall(r'<h2 id="(\w+)">.*?(<svg class="plot".*?</svg>).*?(<table.*?</table>)', page, re.S)
    return {id: (svg, re.findall(r"<t[dh][^>]*>([^<]*)<", rows)) for id, svg, rows in parts}


def test_each_drawing_has_a_name_and_tells_itself_in_words(busy):
    for id, (svg, _) in drawings(busy).items():
        assert f'aria-labelledby="{id}-title {id}-desc"' in svg and f'<title id="{id}-title">' in svg
        assert re.search(r"<desc[^>]*>[^<]*(FLIR|Support|No picture): [^<]+\. </desc>", svg), id


def test_every_number_drawn_stands_in_the_table_behind_it(busy):
    shown = drawings(busy)
    assert list(shown) == IDS
    for id, (svg, cells) in shown.items():
        for value in re.findall(r'class="(?:value|n strong)"[^>]*>([^<]*)<', svg):
            assert set(value.split(" / ")) <= set(cells), (id, value)


def test_no_drawing_needs_a_script_or_a_style_of_its_own_and_every_id_is_its_own(busy):
    page = signed_in(busy).get(FIGURES).text
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert "style=" not in page and "<script" not in page and len(ids) == len(set(ids))


def test_every_row_is_named_and_counted_so_that_no_colour_is_needed(busy):
    for id, (svg, _) in drawings(busy).items():
        assert svg.count(">n = ") == len(figures(busy)[id].rows) > 0
    assert 'fill="url(#vendors-hatch)"' in drawings(busy)["vendors"][0]


def test_a_vendor_and_a_fault_that_are_no_longer_known_keep_their_place(app, desk):
    place(desk, NOW, vendor="<b>acme</b>", symptoms=["<i>smoke</i>"])
    desk.commit()
    from_then_on = signed_in(app).get(FIGURES).text
    assert "&lt;b&gt;acme&lt;/b&gt;" in from_then_on and "<b>" not in from_then_on and "<i>" not in from_then_on
