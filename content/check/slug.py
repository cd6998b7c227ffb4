"""Checks what a vendor's folder is called: it is the first part of every address of that vendor, for ever."""

from content.errors import ContentError
from content.model import SLUG

RESERVED = {*"rma kiosk go dealers links find silence privacy imprint accessibility static".split()}
RESERVED |= {*"edit review sent status ticket desk healthz dealer handover".split()}


def check_slug(slug):
    """Refuse a name that cannot be an address, or that the kiosk needs itself."""
    if not SLUG.fullmatch(slug) or len(slug) < 3 or slug in RESERVED:
        write = "use three or more small letters, digits and single hyphens, and none of the kiosk's own words"
        raise ContentError(slug, "folder name", write)
