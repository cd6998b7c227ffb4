"""Publish the texts, dealers' codes and new addresses as they stand: from then on they stay for ever."""

from pathlib import Path

from content.audit.stale import built_at, check_fresh
from content.audit.tree import read_tree
from content.audit.unsourced_figures import check_catalog
from content.dates import judging_day, now
from content.errors import ContentError, Faults, refuse
from content.history.dealer_codes import publish_codes
from content.history.folder_redirects import spread
from content.history.publish import publish
from content.history.published_urls import add_urls, check_lost, new_in_words, read_urls, switched_off, urls_of
from content.history.redirects import read_redirects
from content.history.reworded import reworded
from content.loading.dealers import read_dealers
from content.loading.examples import check_examples
from content.loading.prove import check_proofs
from content.loading.scaffold_check import check_written
from content.loading.vendor_folder import load_vendors
from content.places import ARCHIVE, BUILD, CHANGES, DEALERS, PUBLISHED_URLS
from content.settings.kiosk_toml import read_settings
from content.wording.possessive import possessive


def arguments(parser):
    parser.add_argument("--from", dest="tree", type=Path, default=BUILD, help="the built site (default: build)")
    parser.add_argument(
        "--urls", type=Path, default=PUBLISHED_URLS, help="the published URLs (default: the shipped ones)"
    )
    parser.add_argument("--dealers", type=Path, default=DEALERS, help="the dealers' file (default: the shipped one)")


def run(asked):
    """Print each text, code and address published; a build's own refusals come before anything is written."""
    if not (asked.tree / "index.html").exists():
        raise ContentError("--from", asked.tree, "holds no built site; make one first: python build.py --preview")
    built, on = urls_of(read_tree(asked.tree)), read_settings().vendors
    off = switched_off(on, asked.vendors) if on else ()
    vendors = load_vendors(asked.vendors)
    dealers = read_dealers(vendors, asked.dealers)
    shown = _shown(asked.tree, built, vendors)
    _check_texts(shown)
    check_fresh(asked.tree, asked.vendors, asked.dealers)
    published = read_urls(asked.urls)
    check_lost(built, published, spread(read_redirects(), published), off)
    archive = asked.urls.parent / ARCHIVE.name
    for code in publish_codes(dealers, archive):
        print(f"published {code}: {dealers[code].name}")
    words = list(reworded(shown, archive))
    for line in (*publish(shown, judging_day("", now()), archive, asked.urls.parent / CHANGES.name), *words):
        print(line)
    for address in (added := add_urls(asked.urls, built, off)):
        print(f"published {address}")
    nothing = f"nothing new in {asked.tree}, built {built_at(asked.tree)}: every address is published already"
    print(new_in_words(added) if added else nothing)


def _shown(tree, built, vendors):
    """The vendors that the tree shows; refused where it was drawn from another text than stands now."""
    shown = {slug: vendor for slug, vendor in vendors.items() if f"/{slug}/guide/" in built}
    for slug, vendor in shown.items():
        for policy in vendor.policies:
            page = tree / slug / "policy" / policy.name / "index.html"
            if not page.exists() or f'content="{policy.hash}"' not in page.read_text(encoding="utf-8"):
                says = f"does not show what {possessive(vendor.name)} {policy.name} says now"
                write = f"was built {built_at(tree)} and {says}; build again: python build.py --preview"
                raise ContentError("--from", tree, write)
    return shown


def _check_texts(vendors):
    """The build's own checks: for ever is a long time to be wrong."""
    faults = Faults()
    faults.tried(check_catalog)
    faults.tried(check_proofs, vendors.values())
    refuse(faults)
    faults.tried(check_examples, vendors.values())
    faults.tried(check_written, vendors)
    refuse(faults)
