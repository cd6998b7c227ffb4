"""A page for every text we hold of a vendor, and for each wording that one was published with before a correction."""

from msgspec.structs import replace

from content.dates import written
from content.eligibility.revision_in_force import ahead_of
from content.explain.facts import all_lines, sources_of
from content.explain.windows import fill_windows, windows_told
from content.history.corrections import corrected, vendor_by
from content.pages.page import Page, shared
from content.schema.facts import KEYS
from content.wording.numerals import cardinal


def revision_pages(site, slug, known):
    """The pages of all revisions of a vendor; `known` is what published.json holds of it, or None."""
    for policy in site.vendors[slug].policies:
        before, page = corrected(policy, known), _page(slug, policy)
        asked = site, slug, policy, sorted((number, f"{page}{hash}/") for hash, number in before.items())
        yield Page(page, "revision.html", lambda asked=asked: revision(*asked))
        for hash, number in before.items():
            asked = site, slug, policy, hash, number
            yield Page(f"{page}{hash}/", "revision.html", lambda asked=asked: version(*asked), hidden=True)


def revision(site, slug, policy, versions):
    """One revision, fact by fact; `versions` are the (number, address) of what it said before."""
    vendor, held = site.vendors[slug], site.policies[slug]
    ahead = written(policy.day) if policy in ahead_of(vendor, held) else ""
    told = [(cardinal(number), address) for number, address in versions]
    return _shown(vendor, policy) | {"held": policy is held, "holds_from": ahead, "versions": told}


def version(site, slug, policy, hash, number):
    """What a revision said before it was corrected, and where it stands as it is told now."""
    vendor, page = site.vendors[slug], _page(slug, policy)
    then = vendor_by(vendor, policy.name, hash, site.kept)
    told = {"version": cardinal(number), "now": page, "again": hash == policy.hash, "canonical": site.whole(page)}
    return _shown(replace(vendor, file=then.file), then.policies[0]) | told


def _shown(vendor, policy):
    told = {"lines": all_lines(vendor, policy), "windows": windows_told(policy), "asked": _asked(policy)}
    return shared(vendor, policy) | told | {"sources": sources_of(vendor, policy, KEYS)}


def _page(slug, policy):
    return f"/{slug}/policy/{policy.name}/"


def _asked(policy):
    """{window: the question that it answers}."""
    return {name: fill_windows(policy.question(name).ask, policy) for name in policy.windows}
