"""A page for every text we hold of a vendor, and for each wording that one was published with before a correction."""

from functools import partial

from msgspec.structs import replace

from content.eligibility.revision_in_force import later_revisions
from content.explain.facts import fact_line, sources_of
from content.history.corrections import corrections, vendor_by
from content.pages.page import Page, page_context
from content.schema.facts import KEYS
from content.wording.numerals import cardinal


def revision_pages(site, vendor, held, known):
    """The pages of all revisions of a vendor; `held` is in force, `known` is what published.json holds, or None."""
    regional = site.regional(vendor)
    for policy in vendor.policies:
        page = f"/{vendor.slug}/policy/{policy.name}/"
        # In words: no mark in a title can say that a figure is the site's own.
        versions = {hash: cardinal(number) for hash, number in corrections(policy, known).items()}
        yield Page(page, "revision.html", partial(revision, vendor, held, regional, policy, versions))
        for hash, number in versions.items():
            context = partial(version, site, vendor, policy, hash, number)
            yield Page(f"{page}{hash}/", "revision.html", context, hidden=True)


def revision(vendor, held, regional, policy, versions):
    """One revision, fact by fact, with links to what it said before: {hash: the number in words}.

    `regional` are the texts of regions that are in force beside `held`: {region: revision}.
    """
    now = (held, *regional.values())
    ahead = any(policy in later_revisions(vendor, text) for text in now)
    where = policy.names.get("region", {}).get(policy.region, policy.region)
    return _facts(vendor, policy) | {"held": policy in now, "ahead": ahead, "versions": versions, "where": where}


def version(site, vendor, policy, hash, number):
    """What a revision said before it was corrected, and where it stands as it is told now."""
    then = vendor_by(vendor, policy.name, hash, site.archive)
    return _facts(replace(vendor, file=then.file), then.policies[0]) | {
        "version": number,
        "again": hash == policy.hash,
    }


def _facts(vendor, policy):
    return page_context(vendor, policy) | {
        "lines": [fact_line(vendor, policy, key) for key in KEYS],
        "sources": sources_of(vendor, policy, KEYS),
    }
