"""The tests without a browser under another clock: python -m tests.support.clocks later, or --by a commit's hash."""

import os
import subprocess
import sys
from calendar import isleap
from datetime import UTC, datetime, timedelta

from content.places import ROOT

TESTS = [sys.executable, "-m", "pytest", "-m", "not browser"]
TESTS += ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
# A second stays a second, for whoever waits. A file keeps its time, or every module would be compiled anew; and it is
# given the time that is asked for, or gunicorn would take its workers for dead.
ONLY_THE_DATE = {
    "FAKETIME_DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1", "FAKE_UTIME": "0",
    "PYTHONPATH": str(ROOT / "tests" / "support" / "faketime"),
}  # fmt: skip


def later(now):
    """Over a year on."""
    return now + timedelta(days=400)


def leap_day(now):
    """The next 29 February, in the morning."""
    days = (datetime(year, 2, 29, 9, tzinfo=UTC) for year in range(now.year, now.year + 9) if isleap(year))
    return next(day for day in days if day > now)


def year_end(now):
    """The next 31 December, late enough that somewhere on earth the year has changed already."""
    days = (datetime(year, 12, 31, 22, 30, tzinfo=UTC) for year in (now.year, now.year + 1))
    return next(day for day in days if day > now)


CLOCKS = {"later": later, "leap-day": leap_day, "year-end": year_end}


def chosen_by(commit):
    """The clock that a commit's hash chooses."""
    return list(CLOCKS)[int(commit, 16) % len(CLOCKS)]


def under(name, command, **asked):
    """Run a command, and all it starts, under this clock."""
    now = datetime.now(UTC)
    ahead = int((CLOCKS[name](now) - now).total_seconds()) + _ahead_already()
    command = ["faketime", "-f", f"+{ahead}s", *command]
    return subprocess.run(command, env=os.environ | ONLY_THE_DATE, check=False, **asked)


def _ahead_already():
    # A clock within a clock is set by that of the machine, not by the one around it.
    return int(os.environ.get("FAKETIME", "+0s").strip("+s"))


def main(*names):
    if names[:1] == ("--by",):
        names = [chosen_by(names[1])]
    for name in names:
        print(f"The tests without a browser, {name}: {CLOCKS[name](datetime.now(UTC)):%Y-%m-%d %H:%M} UTC", flush=True)
        if fault := under(name, TESTS).returncode:
            return fault
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
