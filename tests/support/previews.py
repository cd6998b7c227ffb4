"""The live preview of a folder of vendors, served on this machine for a test."""

import json
import threading
import time
from contextlib import contextmanager
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import urlopen

from content.preview.checker import Checker
from content.preview.live_site import LiveSite
from content.preview.server import PreviewServer

PATIENCE = 120  # seconds; only what hangs takes so long


class Preview(NamedTuple):
    """A preview that runs: where it stands, its LiveSite, its Checker, and what it said in the terminal."""

    url: str
    live: LiveSite
    checker: Checker
    said: list

    def get(self, path):
        """The text at a path, whatever its status."""
        try:
            with urlopen(urljoin(self.url, path)) as answer:
                return answer.read().decode()
        except HTTPError as answer:
            with answer:
                return answer.read().decode()

    def state(self):
        """How the files stand, as the script of a page asks."""
        return json.loads(self.get("/-/state"))

    def checked(self):
        """The Findings of the files as they stand now; waits for them."""
        ends = time.monotonic() + PATIENCE
        while self.checker.findings.stamp != self.live.now().stamp:
            assert time.monotonic() < ends, "the check never came to an end"
            time.sleep(0.02)
        return self.checker.findings


@contextmanager
def previewing(folder, vendor=""):
    """The Preview of these vendors; nothing of it is left afterwards."""
    live, said, before = LiveSite(folder, vendor), [], threading.active_count()
    checker = Checker(live, said.append)
    with PreviewServer(live, checker, 0) as server:
        serving = threading.Thread(target=server.serve_forever, args=(0.02,))
        serving.start()
        checker.start()
        yield Preview(server.url, live, checker, said)
        checker.close()
        server.shutdown()
        serving.join()
    assert threading.active_count() == before
