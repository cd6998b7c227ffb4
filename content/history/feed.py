"""The feed: what a published edit changed for customers, as Atom, from content/changes.json."""

from urllib.parse import urlsplit

MOST = 100  # entries, the newest; what is older stands at the revisions' own pages
NEVER = "2020-01-01"  # a feed must bear a day even while nothing was ever published


def feed(site, entries):
    """The values of feed.xml for a site: {id, link, title, author, updated, entries}; the newest entry first."""
    shown = [_entry(site, entry) for entry in reversed(entries) if _has_page(site, entry)][:MOST]
    return {
        "id": site.whole("/feed.xml"),
        "link": site.whole("/"),
        "title": f"What has changed: {site.settings.name}",
        "author": site.settings.operator.name or site.settings.name,
        "updated": max((entry["updated"] for entry in shown), default=_moment(NEVER)),
        "entries": shown,
    }


def _has_page(site, entry):
    """Whether the entry's vendor is on and its text has a page."""
    vendor = site.vendors.get(entry["vendor"])
    return bool(vendor) and any(policy.name == entry["revision"] for policy in vendor.policies)


def _entry(site, entry):
    host, path = urlsplit(site.settings.url).hostname, entry["id"].partition("/")[2]
    return entry | {
        "id": f"tag:{host},{entry['day']}:{path}",
        "link": site.whole(f"/{entry['vendor']}/policy/{entry['revision']}/"),
        "updated": _moment(entry["day"]),
        "label": site.vendors[entry["vendor"]].name,
    }


def _moment(day):
    return f"{day}T00:00:00Z"
