"""Walk every combination of answers of every vendor, and try every example."""

from content.loading.examples import example_misses
from content.loading.prove import prove
from content.loading.vendor_folder import load_vendors


def run(asked):
    """Print a line a revision and its faults, then the examples that do not hold; 1 if there is any."""
    vendors = load_vendors(asked.vendors).values()
    proofs = [proof for vendor in vendors for proof in prove(vendor)]
    for proof in proofs:
        count = len(proof.faults)
        verdict = "proved" if not count else f"{count} fault{'s' if count > 1 else ''}"
        walked = f"{proof.combinations} combinations, {proof.rules} rules, {proof.states} states"
        print(f"{proof.vendor} {proof.policy}: {walked}: {verdict}", *proof.faults, sep="\n  ")
    unproved = any(proof.faults for proof in proofs)
    misses = [] if unproved else [f"{vendor.slug} {miss}" for vendor in vendors for _, miss in example_misses(vendor)]
    print(*misses, sep="\n", end="\n" if misses else "")
    return 1 if unproved or misses else 0
