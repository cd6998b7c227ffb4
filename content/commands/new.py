"""Begin a vendor: write a commented folder that loads and proves at once, with every fact silent."""

from content.dates import judging_day, now
from content.loading.scaffold import new_vendor


def arguments(parser):
    parser.add_argument("slug", help="the folder's name and the first part of every address: small letters")
    parser.add_argument("--name", default="", help="what people call the vendor (default: the slug, capitalised)")


def run(asked):
    """Write the folder, and say what comes next."""
    for path in new_vendor(asked.slug, asked.name, asked.vendors, judging_day("", now())):
        print(path.relative_to(asked.vendors))
    print("It loads, and every fact is silent. Read the vendor's page, fill in what it says, and see it:")
    print(f"  python -m content preview {asked.slug}\n  python -m content prove --preview\n  python build.py --preview")
