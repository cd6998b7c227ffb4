"""Reads a vendor's folder into frozen structs, or says which file and key to mend."""

import hashlib
import re
from functools import cache
from pathlib import Path

import msgspec
from msgspec.structs import replace

from content.check import check_vendor
from content.errors import ContentError
from content.model import Policy, Products, Vendor, VendorFile

VENDORS = Path(__file__).with_name("vendors")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED = {"rma", "kiosk", "go", "dealers", "links", "privacy", "imprint", "accessibility", "static", "check", "outcome"}


def load_vendors(folder=VENDORS, only=None):
    """Every vendor under `folder` by slug, checked; `only` keeps those slugs, in that order."""
    found = {path.name: path for path in sorted(Path(folder).iterdir()) if path.is_dir()}
    missing = [slug for slug in only or () if slug not in found]
    if missing:
        raise ContentError("kiosk.toml", "vendors", f"there is no vendor folder {missing[0]!r}; write one of {', '.join(found)}")
    return {slug: load_vendor(found[slug]) for slug in only or found}


@cache
def shipped_vendors():
    """The vendors this copy of the kiosk ships with."""
    return load_vendors()


def load_vendor(folder):
    """One vendor's folder as a Vendor; a fault is a ContentError."""
    folder = Path(folder)
    _check_slug(folder)
    products = _decode(folder / "products.toml", Products)
    policies = [_policy(path, products) for path in sorted((folder / "policies").glob("*.toml"))]
    if not policies:
        raise ContentError(folder / "policies", "-", "a vendor needs at least one policy file here")
    policies.sort(key=lambda policy: (policy.archived, -policy.day.toordinal()))
    vendor = Vendor(folder.name, _decode(folder / "vendor.toml", VendorFile), tuple(policies), products, _text(folder / "guide.md"))
    check_vendor(vendor, folder)
    return vendor


def in_force(vendor, day):
    """The revision whose text holds on `day`: the newest that is not archived and not younger."""
    held = [policy for policy in vendor.policies if not policy.archived and policy.day <= day]
    if not held:
        raise ContentError(vendor.slug, "policies", f"no revision is in force on {day}; give one an earlier date or another --as-of")
    return max(held, key=lambda policy: policy.day)


def _check_slug(folder):
    slug = folder.name
    if not SLUG.fullmatch(slug) or len(slug) < 3 or slug in RESERVED:
        raise ContentError(folder, "folder name", "use three or more small letters, digits and single hyphens, and none of the kiosk's own words")


def _text(path):
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        raise ContentError(path, "-", "this file is missing; copy it from another vendor and edit it") from None
    except UnicodeDecodeError:
        raise ContentError(path, "-", "save this file as UTF-8") from None


def _decode(path, shape):
    text = _text(path)
    try:
        return msgspec.toml.decode(text, type=shape)
    except msgspec.ValidationError as fault:
        raise _told(path, str(fault)) from None
    except msgspec.DecodeError as fault:
        raise ContentError(path, "-", f"this is not valid TOML: {fault}") from None


def _told(path, fault):
    """msgspec's fault as file, key and what to write."""
    what, _, where = fault.partition(" - at ")
    key = where.strip("`").removeprefix("$").lstrip(".") or "the file itself"
    if unknown := re.fullmatch(r"Object contains unknown field `(.+)`", what):
        key, what = f"{key}.{unknown[1]}", "is not a key we know; correct its spelling or remove it"
    elif absent := re.fullmatch(r"Object missing required field `(.+)`", what):
        key, what = f"{key}.{absent[1]}", "is missing; write it, or `{ silent = true }` if it is a fact the text does not state"
    return ContentError(path, key.removeprefix("the file itself."), what)


def _policy(path, products):
    policy = _decode(path, Policy)
    if not SLUG.fullmatch(path.stem):
        raise ContentError(path, "file name", "name a revision with small letters, digits and single hyphens")
    if (policy.dated is None) == (policy.read is None):
        raise ContentError(path, "dated", "write either `dated` (the vendor's own date) or `read` (the day we read it)")
    judged = msgspec.json.encode((policy, products), order="deterministic")
    return replace(policy, name=path.stem, hash=hashlib.sha256(judged).hexdigest()[:16])
