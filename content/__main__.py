"""The editor's commands: `python -m content prove`."""

import argparse
import sys
from pathlib import Path

from content.errors import ContentError
from content.load import VENDORS, load_vendors
from content.prove import prove


def main(arguments=None):
    """Run one command; 0 when all is well, 1 with a sentence per fault."""
    parser = argparse.ArgumentParser(prog="python -m content", description="Look after the policies.")
    commands = parser.add_subparsers(dest="command", required=True)
    proving = commands.add_parser("prove", help="walk every combination of answers of every vendor")
    proving.add_argument("--vendors", type=Path, default=VENDORS, help="the folder that holds the vendors' folders")
    asked = parser.parse_args(arguments)
    try:
        return prove_all(asked.vendors)
    except ContentError as fault:
        print(fault, file=sys.stderr)
        return 1


def prove_all(folder):
    """Print a line a revision and its faults; 1 if there is any."""
    proofs = [proof for vendor in load_vendors(folder).values() for proof in prove(vendor)]
    for proof in proofs:
        count = len(proof.faults)
        verdict = "proved" if not count else f"{count} fault{'s' if count > 1 else ''}"
        walked = f"{proof.combinations} combinations, {proof.rules} rules, {proof.states} states"
        print(f"{proof.vendor} {proof.policy}: {walked}: {verdict}")
        for fault in proof.faults:
            print(f"  {fault}")
    return 1 if any(proof.faults for proof in proofs) else 0


if __name__ == "__main__":
    sys.exit(main())
