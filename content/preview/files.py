"""The files a site is drawn from, and a stamp that changes with each of them that is saved."""

import hashlib

from content.places import CHANGES, DRAWN_FROM, PUBLISHED_URLS

SHARED = (*DRAWN_FROM, PUBLISHED_URLS, CHANGES)


def stamp_of(folders):
    """A text that stays the same as long as no file in these folders, and none that all vendors share, is saved."""
    stamp = hashlib.sha256()
    for place in (*folders, *SHARED):
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            stamp.update(repr((str(path), *_saved(path))).encode())
    return stamp.hexdigest()[:16]


def _saved(path):
    """When a file was saved, and its size; nothing of one that is gone."""
    try:
        stat = path.stat()
    except OSError:
        return ()
    return stat.st_mtime_ns, stat.st_size
