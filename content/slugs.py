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
    """Refuse a name that cannot be an address, that is a language's, or that the kiosk needs itself."""
    otherwise = f"call the folder otherwise, such as {slug}-cameras"
    if not SLUG.fullmatch(slug):
        raise ContentError(slug, "folder name", "use small letters, digits and single hyphens")
    if slug in RESERVED:
        raise ContentError(slug, "folder name", f"the kiosk needs this word for addresses of its own; {otherwise}")
    if re.fullmatch("[a-z]{1,2}", slug):
        write = f"one or two letters are kept for languages, such as /de/ at the beginning of an address; {otherwise}"
        raise ContentError(slug, "folder name", write)
