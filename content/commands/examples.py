"""Show what no example of a vendor touches: rules, window edges, families with a warranty, facts."""

from content.loading.example_coverage import uncovered
from content.loading.examples import check_examples
from content.loading.prove import check_proofs
from content.loading.vendor_folder import load_vendors


def run(asked):
    """Print a line for each; examples that do not hold are refused first."""
    vendors = load_vendors(asked.vendors).values()
    check_proofs(vendors)
    check_examples(vendors)
    for vendor in vendors:
        left = list(uncovered(vendor))
        print(f"{vendor.slug}: {len(vendor.examples)} examples hold, {len(left)} things are touched by none")
        print(*(f"  {thing.removeprefix(vendor.slug).lstrip(': ')}\n" for thing in left), sep="", end="")
