"""The clock of the tests themselves: none of them depends on the day it is run on, and one that did would be caught."""

import re
import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from content.dates import now
from content.places import ROOT
from forms.store.requests import requests_of_draft
from tests.support.clock import DayBound
from tests.support.clocks import CLOCKS, chosen_by, under
from tests.support.steps import draft_key, send

ANOTHER_CLOCK = re.compile(r"time_machine|date\.today|datetime\.(now|utcnow)|\btime\.(time|localtime|gmtime)\(")
THE_CLOCKS = {"clock.py", "clocks.py", "test_clock.py"}


def others():
    """The tests' own files, less those that are about the clock."""
    return [path for path in (ROOT / "tests").rglob("*.py") if path.name not in THE_CLOCKS]


# What time it is


def test_a_test_begins_at_the_moment_of_the_run_and_time_stands_still_in_it():
    begun = now()
    assert sum(range(10_000)) and now() == begun


@pytest.mark.day("2028-02-29 23:59:59Z")
def test_a_test_that_declares_a_day_begins_on_it_and_may_go_to_another(clock):
    days = [now().isoformat()]
    clock.forward(seconds=1)
    days.append(now().isoformat())
    clock.move_to("2026-11-22 08:00Z")
    assert [*days, now().isoformat()] == [
        "2028-02-29T23:59:59+00:00", "2028-03-01T00:00:00+00:00", "2026-11-22T08:00:00+00:00",
    ]  # fmt: skip


def test_any_test_may_go_on_and_back_from_its_day(clock):
    begun = now()
    clock.forward(days=1, hours=2)
    later = now()
    clock.forward(days=-2)
    assert (later - begun, now() - begun) == (timedelta(hours=26), timedelta(hours=-22))


@pytest.fixture
def one(client, store):
    """A request that was sent before its test begins."""
    return requests_of_draft(store, draft_key(send(client)))[0]


@pytest.mark.day("2026-11-22 08:00Z")
def test_what_a_test_asks_for_was_made_on_its_day(one):
    assert one.created == "2026-11-22T08:00:00Z"


# Nobody else's


def test_no_test_has_a_clock_of_its_own():
    assert [path.name for path in others() if ANOTHER_CLOCK.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    "line", ["def test_it(time_machine):", "today = date.today()", "datetime.now(UTC)", "began = time.time()"]
)
def test_such_a_clock_would_be_found(line):
    """The twin."""
    assert ANOTHER_CLOCK.search(line)


# A test that is bound to its day


def test_a_fixed_day_is_refused_in_a_test_that_began_on_the_day_of_the_run(clock):
    with pytest.raises(DayBound, match="Declare the day it begins on"):
        clock.move_to("2026-11-22 08:00Z")


A_LINK_A_DAY = """
def test_three_links_a_day(clock):
    clock.move_to("2026-11-24 08:00Z")
"""
SHARED = """
import pytest

@pytest.fixture(scope="module")
def kiosk_of_today():
    pass

@pytest.mark.day("2026-11-22 08:00Z")
def test_a_number_is_new(kiosk_of_today):
    pass
"""
THIS_YEAR = """
from content.dates import now

def test_it_is_the_year_it_was_written_in():
    assert now().year == {}
"""


def command(tmp_path, test):
    """What runs a test written into a file of its own, with the clock and all other fixtures of the tests."""
    (tmp_path / "test_bound.py").write_text(test, "utf-8")
    return [sys.executable, "-m", "pytest", "-c", ROOT / "pyproject.toml", "-p", "tests.conftest", "-p",
            "no:cacheprovider", tmp_path / "test_bound.py"]  # fmt: skip


@pytest.mark.parametrize(
    ("test", "told"), [(A_LINK_A_DAY, "Declare the day"), (SHARED, "kiosk_of_today")], ids=["moved", "shared"]
)
def test_it_is_told_what_to_do_instead(tmp_path, test, told):
    ended = subprocess.run(command(tmp_path, test), cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 1 and told in ended.stdout


def test_one_that_slips_by_today_fails_under_another_clock(tmp_path):
    bound = command(tmp_path, THIS_YEAR.format(now().year))
    asked = {"cwd": ROOT, "capture_output": True, "text": True}
    today, later = subprocess.run(bound, check=False, **asked), under("later", bound, **asked)
    assert (today.returncode, later.returncode) == (0, 1), today.stdout + later.stdout
    assert f"assert {CLOCKS['later'](now()).year} == {now().year}" in later.stdout


# The other clocks

A_DAY = [
    ("2026-11-29 08:00", ["2028-01-03 08:00", "2028-02-29 09:00", "2026-12-31 22:30"]),
    ("2028-02-29 09:00", ["2029-04-04 09:00", "2032-02-29 09:00", "2028-12-31 22:30"]),
    ("2096-12-31 22:30", ["2098-02-04 22:30", "2104-02-29 09:00", "2097-12-31 22:30"]),  # 2100 has no 29 February
]


@pytest.mark.parametrize(("today", "clocks"), A_DAY)
def test_they_lie_over_a_year_on_on_a_leap_day_and_at_the_end_of_a_year(today, clocks):
    moment = datetime.fromisoformat(f"{today}+00:00")
    assert [f"{clock(moment):%Y-%m-%d %H:%M}" for clock in CLOCKS.values()] == clocks


def test_a_commit_chooses_one_and_every_one_is_chosen():
    chosen = [chosen_by(f"{number:040x}") for number in range(300)]
    assert {name: chosen.count(name) for name in CLOCKS} == dict.fromkeys(CLOCKS, 100)


ASKED = """
import datetime, subprocess, sys, time
ask = "import datetime; print(datetime.datetime.now(datetime.UTC).isoformat(), flush=True)"
begun = time.monotonic()
exec(ask), time.sleep(0.01), subprocess.run([sys.executable, "-c", ask], timeout=60), print(time.monotonic() - begun)
"""


@pytest.mark.parametrize("name", CLOCKS)
def test_what_a_command_starts_has_the_same_date_and_a_second_stays_a_second(name):
    *told, taken = under(name, [sys.executable, "-c", ASKED], capture_output=True, text=True).stdout.split()
    ahead = [datetime.fromisoformat(moment) - CLOCKS[name](now()) for moment in told]
    assert all(abs(one) < timedelta(hours=1) for one in ahead) and len(ahead) == 2 and 0.01 <= float(taken) < 3600
