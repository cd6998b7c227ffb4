"""A page for every text we hold of a vendor, and for each wording that one was published with before a correction."""

from functools import partial

from msgspec.structs import replace

from content.eligibility.revision_in_force import later_revisions
from content.explain.facts import fact_lines, sources_of
from content.history.corrections import corrections, vendor_by
from content.pages.page import Page, page_context
from content.schema.facts import KEYS
from content.wording.numerals import cardinal


def revision_pages(site, vendor, held, known):
    """The pages of all revisions of a vendor; `held` is in force, `known` is what published.json holds, or None."""
    for policy in vendor.policies:
        page = f"/{vendor.slug}/policy/{policy.name}/"
        # In words: no mark in a title can say that a figure is the site's own.
        versions = {hash: cardinal(number) for hash, number in corrections(policy, known).items()}
        yield Page(page, "revision.html", partial(revision, vendor, held, policy, versions))
        for hash, number in versions.items():
            context = partial(version, site, vendor, policy, hash, number)
            yield Page(f"{page}{hash}/", "revision.html", context, hidden=True)


def revision(vendor, held, policy, versions):
    """One revision, fact by fact, with links to what it said before: {hash: the number in words}."""
    ahead = policy in later_revisions(vendor, held)
    return _facts(vendor, policy) | {"held": policy is held, "ahead": ahead, "versions": versions}


def version(site, vendor, policy, hash, number):
    """What a revision said before it was corrected, and where it stands as it is told now."""
    then = vendor_by(vendor, policy.name, hash, site.archive)
    return _facts(replace(vendor, file=then.file), then.policies[0]) | {
        "version": number,
        "again": hash == policy.hash,
    }


def _facts(vendor, policy):
    return page_context(vendor, policy) | {
        "lines": fact_lines(vendor, policy),
        "sources": sources_of(vendor, policy, KEYS),
    }
