"""Find all that a build would refuse: walk every way through the questions, try every example, read every page."""

from content.audit.site_check import SiteCheck
from content.dates import judging_day, now
from content.errors import refuse
from content.loading.prove import prove
from content.loading.vendor_folder import check_known, read_vendors
from content.settings.kiosk_toml import read_settings


def arguments(parser):
    parser.add_argument("--preview", action="store_true", help="what is not published yet is told, not refused")


def run(asked):
    """Print a line a revision, and all faults of every vendor's folder and of the pages; refused if there is any."""
    settings, loaded = read_settings(), read_vendors(asked.vendors)
    for vendor in loaded.vendors.values():
        print(*map(_line, prove(vendor)), sep="\n")
    check = SiteCheck(settings, judging_day("", now()), asked.preview)
    check.faults += loaded.faults
    check.faults.tried(check_known, settings.vendors, [path.name for path in asked.vendors.glob("*")])
    on = [slug for slug in settings.vendors or loaded.vendors if slug in loaded.vendors]
    pages = check.whole({slug: loaded.vendors[slug] for slug in on})
    refuse(check.faults)
    print(f"{pages} pages: a build refuses nothing")


def _line(proof):
    count = len(proof.faults)
    verdict = "proved" if not count else f"{count} fault{'s' if count > 1 else ''}"
    walked = f"{proof.ends} ends, {proof.rules} rules, {proof.states} states"
    return f"{proof.vendor} {proof.policy}: {walked}: {verdict}"
