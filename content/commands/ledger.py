"""Admit the texts as they stand, and the new addresses of the last build: from then on they stay for ever."""

from pathlib import Path

from content.admit import CHANGES, admit
from content.dates import judging_day, now
from content.errors import ContentError
from content.forwards import read_forwards
from content.kept import KEPT
from content.ledger import LEDGER, check_lost, published, read_ledger, switched_off, told, write_ledger
from content.load import load_vendors
from content.prove import check_proofs
from content.settings import read_settings

BUILD = Path(__file__).resolve().parents[2] / "build"


def arguments(parser):
    parser.add_argument("--from", dest="tree", type=Path, default=BUILD, help="the built site (default: build)")
    parser.add_argument("--ledger", type=Path, default=LEDGER, help="the ledger to add to (default: the shipped one)")


def run(asked):
    """Print each text and each address admitted; a tree that lost one is refused before anything is written."""
    if not (asked.tree / "index.html").exists():
        raise ContentError("--from", asked.tree, "holds no built site; make one first: python build.py --preview")
    found, on = published(asked.tree), read_settings().vendors
    off = switched_off(on) if on else ()
    check_lost(found, read_ledger(asked.ledger), read_forwards(), off)
    _admit_texts(asked.ledger.parent)
    for address in (added := write_ledger(asked.ledger, found, off)):
        print(f"admitted {address}")
    print(told(added) if added else "nothing new: the ledger holds every address already")


def _admit_texts(beside):
    """Keep what the vendors' texts say now; what that changes for customers goes into the feed."""
    vendors = load_vendors()
    check_proofs(vendors.values())
    for text in admit(vendors, judging_day("", now()), beside / KEPT.name, beside / CHANGES.name):
        print(text)
