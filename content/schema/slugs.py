"""Checks what a vendor's folder is called: it is the first part of every address of that vendor, for ever."""

import re

from content.errors import ContentError
from content.toml import limited

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")  # what a vendor, a revision and a family are called in an address
Slug = limited(str, "use small letters, digits and single hyphens", pattern=rf"^{SLUG.pattern}\Z")

# The endpoint's own, /rma/status/ and the like; and the site's.
ENDPOINT = {*"edit review sent status ticket quote desk healthz dealer handover static".split()}
RESERVED = ENDPOINT | {*"rma kiosk go dealers links find silence privacy imprint accessibility".split()}


def check_slug(slug):
    """Refuse a name that cannot be an address, or that the kiosk needs itself."""
    if not SLUG.fullmatch(slug) or len(slug) < 3 or slug in RESERVED:
        write = "use three or more small letters, digits and single hyphens, and none of the kiosk's own words"
        raise ContentError(slug, "folder name", write)
