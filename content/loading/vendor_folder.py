"""Reads a vendor's folder into frozen structs, or says which file and key to mend."""

from typing import NamedTuple

from msgspec.structs import replace

from content.eligibility.fingerprint import hash_of
from content.errors import ContentError, Faults, refuse
from content.loading.checks import check_vendor
from content.loading.checks.known import unknown_faults
from content.places import VENDORS
from content.schema.examples import ExampleFile
from content.schema.fixes import FixFile
from content.schema.policy import Policy, with_answers, with_names
from content.schema.products import Products
from content.schema.text import TextFile
from content.schema.vendor import Vendor, VendorFile
from content.slugs import SLUG, check_slug
from content.toml import read_text, read_toml


def load_vendors(folder=VENDORS, only=None):
    """Every vendor under `folder` by slug, checked; `only` keeps those slugs, in that order."""
    loaded = read_vendors(folder, only)
    refuse(loaded.faults)
    return loaded.vendors


class Loaded(NamedTuple):
    """The vendors that could be read, by slug, and the ContentErrors of all others."""

    vendors: dict
    faults: Faults


def read_vendors(folder=VENDORS, only=None):
    """What is Loaded of the vendors under `folder`; `only` keeps those slugs, in that order."""
    found = {path.name: path for path in sorted(folder.glob("*")) if path.is_dir()}
    if not found:
        raise ContentError(folder, "-", "there is no vendor's folder in it; name a folder that holds some")
    faults = Faults()
    faults.tried(check_known, only, found)
    read = {slug: faults.tried(load_vendor, found[slug]) for slug in only or found if slug in found}
    return Loaded({slug: vendor for slug, vendor in read.items() if vendor}, faults)


def check_known(slugs, found):
    """Refuse a vendor that is switched on and has no folder."""
    write = "there is no vendor folder {!r}; write one of {known}"
    refuse(ContentError("kiosk.toml", *fault) for fault in unknown_faults("vendors", slugs or (), found, write))


def load_vendor(folder):
    """One vendor's folder as a Vendor; all its faults are told at once, those of its files' shapes first."""
    faults = Faults()
    faults.tried(check_slug, folder.name)
    file = faults.tried(read_toml, folder, "vendor.toml", VendorFile)
    products = faults.tried(read_toml, folder, "products.toml", Products)
    text = faults.tried(read_toml, folder, "text.toml", TextFile)
    policies = [faults.tried(_policy, folder, path.stem) for path in sorted(folder.glob("policies/*.toml"))]
    if not policies:
        faults.append(ContentError(f"{folder.name}/policies", "-", "a vendor needs at least one policy file here"))
    guide = faults.tried(read_text, folder, "guide.md")
    fixes = faults.tried(_optional, folder, "fixes.toml", FixFile)
    examples = faults.tried(_optional, folder, "examples.toml", ExampleFile)
    refuse(faults)
    policies = [_whole(policy, products, text) for policy in policies]
    policies.sort(key=lambda policy: (policy.archived, -policy.day.toordinal()))
    file = replace(file, maker=file.maker or file.name)
    fixes = [replace(fix, origin=file.sources.get(fix.source)) for fix in fixes.fixes]
    vendor = Vendor(folder.name, file, tuple(policies), products, guide, text, tuple(fixes), tuple(examples.examples))
    check_vendor(vendor)
    return vendor


def _policy(folder, name):
    """One revision as its file has it."""
    file = f"policies/{name}.toml"
    policy = read_toml(folder, file, Policy)
    if not SLUG.fullmatch(name):
        write = "name a revision with small letters, digits and single hyphens"
        raise ContentError(f"{folder.name}/{file}", "file name", write)
    if (policy.dated is None) == (policy.read is None):
        write = "write either `dated` (the vendor's own date) or `read` (the day we read it)"
        raise ContentError(f"{folder.name}/{file}", "dated", write)
    return replace(policy, name=name)


def _whole(policy, products, text):
    """The revision with all that is set on loading."""
    policy = with_answers(replace(policy, text=text.of_revision(policy.name)), products)
    return with_names(replace(policy, hash=hash_of(policy, products)), products)


def _optional(folder, file, shape):
    """Such a file as a struct of the type `shape`; an empty one where there is no file."""
    return read_toml(folder, file, shape) if (folder / file).exists() else shape([])
