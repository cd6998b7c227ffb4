"""Refuses a vendor whose sources still bear the title that `python -m content new` wrote for them."""

from content.errors import ContentError, refuse

TITLE = "write the title of the page you read"  # as content/skeleton/vendor.toml begins it


def check_written(vendors, preview=False):
    """Refuse a source whose title nobody wrote; in a preview return the sentences instead."""
    return refuse(_unwritten(vendors), preview)


def _unwritten(vendors):
    for slug, vendor in vendors.items():
        for id, source in vendor.file.sources.items():
            if source.title == TITLE:
                yield ContentError(f"{slug}/vendor.toml", f"sources.{id}.title", f"{TITLE}, word for word")
