"""Measures the static site of 10, 100 and 1,000 vendors of 20 families: `python -m tests.bench.site`, or `make bench`.

What counts is how much longer a vendor takes where there are more of them: near 1 it grows as the vendors do. Seconds
are the processor's, so that what else the machine does is left out; `--sizes 10 100` is a shorter run.
"""

import argparse
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from build import create_site, freeze
from content.audit.tree import read_tree
from content.audit.tree_audit import audit_tree
from content.audit.unsourced_figures import check_catalog, check_unsourced_figures
from content.errors import ContentError
from content.history.published_urls import urls_of
from content.loading.examples import check_examples
from content.loading.prove import check_proofs
from content.loading.vendor_folder import load_vendors
from content.pages.drawing import site_at
from content.pages.theme import check_contrast
from content.places import LOOK
from content.settings.kiosk_toml import Settings
from tests.support.fictional import READ
from tests.support.many import write_many

SIZES = (10, 100, 1_000)
RESULT = Path(__file__).resolve().parent.parent.parent / "bench-site.json"


def main(sizes=SIZES):
    """Measure a site of each size, print the table and keep it as JSON."""
    told = {size: alone(measured, size) for size in sizes}
    print(f"\n{'vendors':34}" + "".join(f"{size:>11,}" for size in sizes) + f"{'a vendor':>11}")
    for name in told[sizes[0]]:
        figures = "".join(f"{told[size][name]:11,.1f}" for size in sizes)
        print(f"{name:34}{figures}{_ratio(told, name, *sizes[-2:]):11.2f}")
    for small, large in zip(sizes, sizes[1:], strict=False):
        ratio = _ratio(told, "all, seconds", small, large)
        print(f"{large:,} vendors cost {ratio:.2f} x as much a vendor as {small:,}")
    RESULT.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def _ratio(told, name, small, large):
    """How much more a vendor takes among the larger number."""
    return told[large][name] / large / (told[small][name] / small)


def alone(work, *given):
    """What `work` gives in a process of its own, whose memory is no other's; whatever becomes of that, it ends."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as one:
        return one.submit(work, *given).result()


def measured(size):
    """{what: how much} of building the site of that many vendors, part by part as build() does."""
    with tempfile.TemporaryDirectory() as folder:
        vendors, out, taken = write_many(Path(folder, "vendors"), size), Path(folder, "site"), {}
        began = time.perf_counter()
        _build(vendors, out, taken)
        clock, files = time.perf_counter() - began, [path for path in out.rglob("*") if path.is_file()]
        print(f"{size:,} vendors built and checked in {clock:.0f} s by the clock", flush=True)
        return taken | {
            "all, seconds": sum(taken.values()),
            "all by the clock, seconds": clock,
            "pages": sum(path.suffix == ".html" for path in files),
            "written, MB": sum(path.stat().st_size for path in files) / 1e6,
            "peak memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
        }


def _build(folder, out, taken):
    with timed(taken, "load and check, seconds"):
        vendors = load_vendors(folder)
    with timed(taken, "prove, seconds"):
        check_catalog()
        check_proofs(vendors.values())
        check_examples(vendors.values())
        check_contrast((LOOK / "colours.css").read_text(encoding="utf-8"), vendors.values())
    with timed(taken, "freeze, seconds"):
        site = site_at("", Settings(), vendors, READ + timedelta(30))
        freeze(create_site(site), out, lambda *_, **__: None)
    with timed(taken, "read and weigh, seconds"):
        frozen = read_tree(out)
        urls_of(frozen)
    with timed(taken, "scan for orphans, seconds"):
        check_unsourced_figures(frozen, site)
    with timed(taken, "check links, seconds"):
        audit_tree(frozen, site.base, site.settings.url)


@contextmanager
def timed(taken, name):
    began = time.process_time()
    yield
    taken[name] = time.process_time() - began


def _asked():
    parser = argparse.ArgumentParser(description="Measure the static site of many vendors.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many vendors, two sizes or more")
    return parser.parse_args().sizes


def _ran():
    """1 and a sentence on any fault."""
    try:
        return main(_asked())
    except (ContentError, OSError, Warning, BrokenProcessPool) as fault:
        print(f"Nothing more was measured. {fault}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(_ran())
