"""What stands on disk now: the vendors and the pages that can be drawn of them, or why they cannot."""

from contextlib import contextmanager
from threading import RLock
from typing import NamedTuple

from content.dates import judging_day, now
from content.errors import ContentError, Faults
from content.loading.prove import check_proofs
from content.loading.vendor_folder import Loaded, read_vendors
from content.pages.drawing import Drawing, site_at
from content.preview.files import stamp_of
from content.settings.kiosk_toml import Settings, read_settings
from content.wording.catalog import read_words


class SiteNow(NamedTuple):
    """The site by its files as they stood at a stamp; without a `drawing` no page of it can be drawn.

    `faults` grows with what is met when a page is drawn.
    """

    stamp: str
    settings: Settings | None
    vendors: dict
    faults: Faults
    drawing: Drawing | None

    def draw(self, page):
        """The text of a Page, or None where it cannot be drawn; then `faults` tell why."""
        return self.faults.tried(self._draw, page)

    def _draw(self, page):
        with rules_blamed(self.vendors):
            return self.drawing.draw(page)


class LiveSite:
    """The site as it stands now, read again when a file was saved; `latest` is the SiteNow that was read last.

    With a `vendor`, the name of a folder, only that one is read. Who draws a page holds the `lock`.
    """

    def __init__(self, folder, vendor=""):
        self._folder, self._vendor = folder, vendor
        self.lock, self.latest = RLock(), None

    def now(self):
        """The SiteNow."""
        with self.lock:
            stamp = stamp_of([self._folder / self._vendor])
            if self.latest is None or self.latest.stamp != stamp:
                self.latest = self._read(stamp)
            return self.latest

    def _read(self, stamp):
        read_words.cache_clear()
        faults = Faults()
        settings = faults.tried(read_settings)
        only = [self._vendor] if self._vendor else settings and settings.vendors
        loaded = faults.tried(_read_vendors, self._folder, only) or Loaded({}, Faults())
        faults += loaded.faults
        drawing = None if faults else faults.tried(_drawing, settings, loaded.vendors)
        return SiteNow(stamp, settings, loaded.vendors, faults, drawing)


def _read_vendors(folder, only):
    try:
        return read_vendors(folder, only)
    except ContentError:
        raise
    except Exception as fault:  # else the page would stay empty
        write = f"these files cannot be read: {fault!r}. Take back what you wrote last"
        raise ContentError("the kiosk", "-", f"{write}, and tell whoever looks after the code") from fault


def _drawing(settings, vendors):
    with rules_blamed(vendors):
        return Drawing(site_at("", settings, vendors, judging_day("", now())))


@contextmanager
def rules_blamed(vendors):
    """Tell the faults of the rules where something fails that they may have led astray: a gap ends a walk anyhow."""
    try:
        yield
    except ContentError:
        raise
    except Exception as fault:
        check_proofs(vendors.values())
        write = f"this cannot be drawn, though every rule is proved: {fault!r}. Tell whoever looks after the code"
        raise ContentError("the kiosk", "-", write) from fault
