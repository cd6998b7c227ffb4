"""What a loaded vendor must hold beyond its shape; each file here yields the Faults of one part of it."""

from content.errors import ContentError
from content.loading.checks.examples import example_faults
from content.loading.checks.facts import fact_faults
from content.loading.checks.guide import guide_faults
from content.loading.checks.policy import policy_faults, question_faults, rule_faults
from content.loading.checks.products import product_faults
from content.loading.checks.vendor import fix_faults, vendor_faults


def check_vendor(vendor):
    """Refuse a vendor whose files contradict each other; the first fault is told."""
    for file, faults in _by_file(vendor):
        for fault in faults:
            raise ContentError(f"{vendor.slug}/{file}", *fault)


def _by_file(vendor):
    yield "vendor.toml", vendor_faults(vendor)
    yield "products.toml", product_faults(vendor)
    for policy in vendor.policies:
        file = f"policies/{policy.name}.toml"
        for faults in (policy_faults, fact_faults, question_faults, rule_faults):
            yield file, faults(vendor, policy)
    yield "guide.md", guide_faults(vendor)
    yield "fixes.toml", fix_faults(vendor)
    yield "examples.toml", example_faults(vendor)
