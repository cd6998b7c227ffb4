"""Whether a built site is older than a file that it is drawn from, as it is where the last build failed."""

from datetime import UTC, datetime

from content.dates import written
from content.errors import ContentError
from content.places import DRAWN_FROM, ROOT


def check_fresh(tree, *places):
    """Refuse the built site in the folder `tree` where a file that it is drawn from was saved later.

    `places` are more folders and files that it is drawn from.
    """
    saved = max(_files((*DRAWN_FROM, *places)), key=_saved)
    if _saved(saved) > _saved(tree / "index.html"):
        name = saved.relative_to(ROOT) if saved.is_relative_to(ROOT) else saved
        stale = f"was built {built_at(tree)}, before {name} was saved: this build is stale"
        write = f"{stale}. Build again, and mend what stops that build: python build.py --preview"
        raise ContentError("--from", tree, write)


def built_at(tree):
    """'on 3 April 2026 at 14:05 UTC': when a built site was made."""
    moment = datetime.fromtimestamp(_saved(tree / "index.html") / 1e9, UTC)
    return f"on {written(moment)} at {moment:%H:%M} UTC"


def _files(places):
    for place in places:
        yield from (path for path in (place.rglob("*") if place.is_dir() else [place]) if path.is_file())


def _saved(path):
    return path.stat().st_mtime_ns
