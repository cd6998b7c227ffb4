"""A vendor of one text and one catalogue, both as a test writes them, and what they make of a case."""

from datetime import date

from msgspec.structs import replace

from content.eligibility.judge import Case
from content.eligibility.warranty import warranty
from content.schema.facts import Fact
from content.schema.products import WarrantyRow
from tests.support.vendor_folder import shipped_vendors

FLIR = shipped_vendors()["flir"]
DOUBT = "Another page says otherwise."
WHEN = ("family", "region", "sold", "part", "registered")  # what a row here may be for
REGIONS = {"eu": ["DE", "FR"], "us": ["US"]}


def lasting(months=None, **more):
    """A warranty row; what it holds for may be given by the axis."""
    when = {axis: more.pop(axis) for axis in WHEN if axis in more}
    return WarrantyRow("manuals", months, when=when, **more)


def vendor_of(*rows, clock=None, regions=REGIONS, **facts):
    """FLIR with these warranty rows alone, and with these facts; without a `clock` the text is silent about it."""
    clock = clock or Fact(silent=True)
    policy = FLIR.policies[0]
    policy = replace(policy, facts=replace(policy.facts, warranty_clock=clock, **facts))
    return replace(FLIR, products=replace(FLIR.products, warranty=[*rows], regions=regions), policies=(policy,))


def answer_on(today, vendor, said="unknown", family="oryx", region="", sold="", part="", answers=None, **days):
    """'in', 'out' or 'unknown': how a vendor's rows answer on a day, where these days of events are given."""
    answers = answers or ({"part": part} if part else {})
    case = Case("repair", family, days, warranty_said=said, said=answers, region=region, sold=sold)
    return warranty(vendor, vendor.policies[0], case, today)


def day(text):
    return date.fromisoformat(text)
