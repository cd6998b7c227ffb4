"""Every Python under another clock begins with this: time.sleep fails there, and select waits as well.

faketime 0.9.10 breaks clock_nanosleep, on which time.sleep stands, as soon as it lets the monotonic clock be.
"""

import select
import time


def sleep(seconds):
    select.select((), (), (), seconds)


time.sleep = sleep
