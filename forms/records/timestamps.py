"""Reckons with times written as ISO text in UTC, which sort as they stand."""

from datetime import datetime, timedelta

SHAPE = "%Y-%m-%dT%H:%M:%SZ"
HOUR, DAY = 3600, 24 * 3600  # seconds


def later(time, seconds):
    """Give the time so many seconds after another; a negative count goes back."""
    return (datetime.strptime(time, SHAPE) + timedelta(seconds=seconds)).strftime(SHAPE)


def seconds_until(time, now):
    """Give the seconds from now to a time; below zero once it has passed."""
    return int((datetime.strptime(time, SHAPE) - datetime.strptime(now, SHAPE)).total_seconds())
