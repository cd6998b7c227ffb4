"""Looks whether a file was saved, and then checks the whole site as a build would, while pages are being shown."""

import threading
from typing import NamedTuple

from content.audit.site_check import SiteCheck
from content.dates import judging_day, now
from content.errors import ContentError

PAUSE = 0.4  # seconds between two looks at the files


class Findings(NamedTuple):
    """What the check of the site at a stamp found: its faults, and what is only not published yet."""

    stamp: str
    faults: list
    notes: list
    pages: int


class Overtaken(Exception):
    """A file was saved, or the preview is closed, while the site was being checked."""


class Checker(threading.Thread):
    """Checks a LiveSite whenever a file of it was saved, and says in the terminal what it found, once."""

    def __init__(self, live, say):
        super().__init__(name="checker", daemon=True)
        self._live, self._say, self._said = live, say, None
        self._closed = threading.Event()
        self.findings = Findings("", [], [], 0)

    def run(self):
        while not self._closed.wait(PAUSE):
            site = self._live.now()
            if site.stamp != self.findings.stamp:
                self._check(site)

    def close(self):
        """End the thread; a check that goes on is given up."""
        self._closed.set()
        self.join()

    def _check(self, site):
        try:
            self.findings = self._found(site)
        except Overtaken:
            return
        self._tell(self.findings)

    def _found(self, site):
        notes = []
        check = SiteCheck(site.settings, judging_day("", now()), preview=True, say=notes.append)
        check.faults += site.faults
        try:
            pages = check.whole(site.vendors, between=lambda: self._go_on(site)) if site.settings else 0
        except Overtaken:
            raise
        except Exception as fault:  # else the thread would end here, and nobody would hear of anything any more
            check.faults.append(ContentError("python -m content preview", "-", f"the check itself failed: {fault!r}"))
            pages = 0
        return Findings(site.stamp, check.faults.once, notes, pages)

    def _go_on(self, site):
        """Let a page go first that is asked for now; give up a check whose site is no more."""
        with self._live.lock:
            if self._closed.is_set() or self._live.latest is not site:
                raise Overtaken

    def _tell(self, found):
        told = "\n".join(map(str, found.faults)) or f"{found.pages} pages: no fault"
        if told != self._said:
            self._say(told)
            self._said = told
