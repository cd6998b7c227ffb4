"""The editor's commands: `python -m content prove`, and every other file of content/commands/."""

import argparse
import sys
from pathlib import Path

from content.commands import commands
from content.errors import ContentError
from content.places import VENDORS


def main(arguments=None):
    """Run one command; 0 when all is well, 1 with a sentence per fault."""
    parser = argparse.ArgumentParser(prog="python -m content", description="Look after the policies.")
    choice = parser.add_subparsers(dest="command", required=True)
    for name, command in commands().items():
        subparser = choice.add_parser(name, help=command.__doc__, description=command.__doc__)
        subparser.set_defaults(run=command.run)
        subparser.add_argument("--vendors", type=Path, default=VENDORS, help="the folder of the vendors' folders")
        getattr(command, "arguments", lambda parser: None)(subparser)
    asked = parser.parse_args(arguments)
    try:
        return asked.run(asked) or 0
    except ContentError as fault:
        print(fault, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
