"""Show what no example of a vendor touches: rules, window edges, families with a warranty, facts."""

from pathlib import Path

from content.loading.example_coverage import untouched
from content.loading.examples import check_examples
from content.loading.prove import check_proofs
from content.loading.vendor_folder import load_vendors
from content.places import VENDORS


def arguments(parser):
    parser.add_argument("--vendors", type=Path, default=VENDORS, help="the folder that holds the vendors' folders")


def run(asked):
    """Print a line for each; examples that do not hold are refused first."""
    vendors = load_vendors(asked.vendors).values()
    check_proofs(vendors)
    check_examples(vendors)
    for vendor in vendors:
        left = list(untouched(vendor))
        print(f"{vendor.slug}: {len(vendor.examples)} examples hold, {len(left)} things are touched by none")
        print(*(f"  {told.removeprefix(vendor.slug).lstrip(': ')}\n" for told in left), sep="", end="")
