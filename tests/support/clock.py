"""The clock of a test: it stands still, at the moment of the run or at a day the test declares, until it is moved."""

from datetime import timedelta

from time_machine import travel

NOT_DECLARED = (
    "This test began on the day of the run, so no fixed moment can be set in it: what it has stored is of today."
    ' Declare the day it begins on, @pytest.mark.day("2026-11-22 08:00Z"), or move by clock.forward(days=1).'
)
FILLED_TODAY = (
    "A test that declares a day cannot ask for {}, which its whole file shares: that was made on the day of the run."
)


class DayBound(Exception):
    """A fixed day was about to meet the day of the run."""


class Clock:
    """What time it is, for the whole process; a moment is written '2026-11-22 08:00Z' or is an aware datetime."""

    def __init__(self, day=None):
        self._declared = day is not None
        self._journey = travel(day, tick=False)  # None is now
        self._traveller = self._journey.start()

    def move_to(self, moment):
        """Go to a fixed moment, in a test that began on one."""
        if not self._declared:
            raise DayBound(NOT_DECLARED)
        self._traveller.move_to(moment)

    def forward(self, **by):
        """Go on by so many days, hours, minutes or seconds; back, where they are negative."""
        self._traveller.shift(timedelta(**by))

    def stop(self):
        """Let the time of the machine pass again."""
        self._journey.stop()


def shared(item):
    """The fixtures that a test shares with the others of its file, by name."""
    found = item._fixtureinfo.name2fixturedefs
    return [name for name in item.fixturenames if name in found and found[name][-1].scope == "module"]


def declared(item):
    """The day on which a test says it begins; None where it is the day of the run."""
    mark = item.get_closest_marker("day")
    if mark and shared(item):
        raise DayBound(FILLED_TODAY.format(" or ".join(shared(item))))
    return mark and mark.args[0]
