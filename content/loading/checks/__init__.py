"""What a loaded vendor must hold beyond its shape; each file here yields the Faults of one part of it."""

from content.errors import ContentError, refuse
from content.loading.checks.examples import example_faults
from content.loading.checks.facts import fact_faults
from content.loading.checks.guide import guide_faults
from content.loading.checks.policy import policy_faults, question_faults, rule_faults
from content.loading.checks.products import product_faults
from content.loading.checks.text import text_faults
from content.loading.checks.vendor import fix_faults, vendor_faults


def check_vendor(vendor):
    """Refuse a vendor whose files contradict each other."""
    found = ((f"{vendor.slug}/{file}", fault) for file, faults in _by_file(vendor) for fault in faults)
    refuse(ContentError(file, *fault) for file, fault in found)


def _by_file(vendor):
    yield "vendor.toml", vendor_faults(vendor)
    yield "products.toml", product_faults(vendor)
    for policy in vendor.policies:
        file = f"policies/{policy.name}.toml"
        yield file, policy_faults(vendor, policy)
        yield file, fact_faults(vendor, policy)
        yield file, question_faults(policy)
        yield file, rule_faults(policy)
    yield "text.toml", text_faults(vendor)
    yield "guide.md", guide_faults(vendor)
    yield "fixes.toml", fix_faults(vendor)
    yield "examples.toml", example_faults(vendor)
