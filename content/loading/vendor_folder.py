"""Reads a vendor's folder into frozen structs, or says which file and key to mend."""

from msgspec.structs import replace

from content.eligibility.events import stated_warranty_start
from content.eligibility.fingerprint import hash_of
from content.errors import ContentError
from content.loading.checks import check_vendor
from content.loading.checks.known import unknown_faults
from content.places import VENDORS
from content.schema.examples import ExampleFile
from content.schema.fixes import FixFile
from content.schema.policy import Policy
from content.schema.products import Products
from content.schema.slugs import SLUG, check_slug
from content.schema.vendor import Vendor, VendorFile
from content.toml import read_text, read_toml


def load_vendors(folder=VENDORS, only=None):
    """Every vendor under `folder` by slug, checked; `only` keeps those slugs, in that order."""
    found = {path.name: path for path in sorted(folder.glob("*")) if path.is_dir()}
    if not found:
        raise ContentError(folder, "-", "there is no vendor's folder in it; name a folder that holds some")
    check_known(only, found)
    return {slug: load_vendor(found[slug]) for slug in only or found}


def check_known(slugs, found):
    """Refuse a vendor that is switched on and has no folder."""
    write = "there is no vendor folder {!r}; write one of {known}"
    for fault in unknown_faults("vendors", slugs or (), found, write):
        raise ContentError("kiosk.toml", *fault)


def load_vendor(folder):
    """One vendor's folder as a Vendor; a fault is a ContentError."""
    check_slug(folder.name)
    products = read_toml(folder, "products.toml", Products)
    policies = [_policy(folder, path.stem, products) for path in sorted(folder.glob("policies/*.toml"))]
    if not policies:
        raise ContentError(f"{folder.name}/policies", "-", "a vendor needs at least one policy file here")
    policies.sort(key=lambda policy: (policy.archived, -policy.day.toordinal()))
    file = read_toml(folder, "vendor.toml", VendorFile)
    guide = read_text(folder, "guide.md")
    found = _optional(folder, "fixes.toml", FixFile).fixes
    fixes = [replace(fix, origin=file.sources.get(fix.source)) for fix in found]
    examples = _optional(folder, "examples.toml", ExampleFile).examples
    vendor = Vendor(folder.name, file, tuple(policies), products, guide, tuple(fixes), tuple(examples))
    check_vendor(vendor)
    return vendor


def _policy(folder, name, products):
    file = f"policies/{name}.toml"
    policy = read_toml(folder, file, Policy)
    if not SLUG.fullmatch(name):
        write = "name a revision with small letters, digits and single hyphens"
        raise ContentError(f"{folder.name}/{file}", "file name", write)
    if (policy.dated is None) == (policy.read is None):
        write = "write either `dated` (the vendor's own date) or `read` (the day we read it)"
        raise ContentError(f"{folder.name}/{file}", "dated", write)
    policy = replace(policy, name=name, counts=stated_warranty_start(policy.facts))
    return replace(policy, hash=hash_of(policy, products))


def _optional(folder, file, shape):
    """Such a file as a struct of the type `shape`; an empty one where there is no file."""
    return read_toml(folder, file, shape) if (folder / file).exists() else shape([])
