"""The feed: what a published edit changed for customers, as Atom, from content/changes.json."""

from urllib.parse import urlsplit

MOST = 100  # entries, the newest; what is older stands at the revisions' own pages
NEVER = "2020-01-01T00:00:00Z"  # a feed must bear a day even while nothing was ever published


def feed(site, entries):
    """The values of feed.xml for a site: {id, link, title, author, updated, entries}; the newest entry first."""
    # An entry is shown whose vendor is on and whose text has a page.
    texts = {(slug, policy.name) for slug, vendor in site.vendors.items() for policy in vendor.policies}
    new = [entry for entry in reversed(entries) if (entry["vendor"], entry["revision"]) in texts]
    shown = [_entry(site, entry) for entry in new[:MOST]]
    return {
        "id": site.whole("/feed.xml"),
        "link": site.whole("/"),
        "title": f"What has changed: {site.settings.name}",
        "author": site.settings.operator.name or site.settings.name,
        "updated": max((entry["updated"] for entry in shown), default=NEVER),
        "entries": shown,
    }


def _entry(site, entry):
    host, path = urlsplit(site.settings.url).hostname, entry["id"].partition("/")[2]
    return entry | {
        "id": f"tag:{host},{entry['day']}:{path}",
        "link": site.whole(f"/{entry['vendor']}/policy/{entry['revision']}/"),
        "updated": f"{entry['day']}T00:00:00Z",
        "label": site.vendors[entry["vendor"]].name,
    }
