"""What every view needs: the clock, the database connection, and the draft or vendor named in the address."""

from flask import abort, current_app, g

from content.dates import judging_day, now
from content.eligibility.catalogue import region_of
from content.eligibility.revision_in_force import in_force
from forms.store.database.connection import open_store
from forms.store.drafts import read_draft


def timestamp():
    """The time now as it is stored, such as 2026-04-03T10:00:00Z."""
    return now().strftime("%Y-%m-%dT%H:%M:%SZ")


def today_of(vendor):
    """The date that windows of a vendor's policy are judged on now."""
    return judging_day(vendor.file.zone, now())


def text_in_force(vendor, country=""):
    """The revision of a vendor's text that holds today for what is sent from a country ("" where that is not known)."""
    return in_force(vendor, today_of(vendor), region_of(vendor, country))


def get_store():
    """This request's own connection to the database."""
    if "store" not in g:
        g.store = open_store(current_app.config["DATABASE"])
    return g.store


def close_store(fault=None):
    """Close the connection at the end of the request."""
    if store := g.pop("store", None):
        store.close()


def draft_or_404(key):
    """The draft of this key; an unconfirmed draft whose time is over is 404 like one that was never there."""
    draft = read_draft(get_store(), key)
    return draft if draft and (draft.confirmed or not expired(draft)) else abort(404)


def expired(draft):
    """Whether a draft's time is over; from then on a confirmed draft shows only its tickets."""
    return draft.expires <= timestamp()


def vendor_or_404(slug):
    """The vendor of this slug, whether it takes new requests or not."""
    return current_app.vendors.get(slug) or abort(404)


def open_vendors():
    """The slugs of the vendors that take new requests."""
    return current_app.settings.vendors or tuple(current_app.vendors)


def open_vendor_or_404(slug):
    """A vendor that takes new requests."""
    return vendor_or_404(slug) if slug in open_vendors() else abort(404)
