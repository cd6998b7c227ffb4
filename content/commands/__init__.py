"""The editor's commands, one file each: its docstring is the help, and `run(asked)` acts.

Each takes --vendors, and what its `arguments(parser)` adds if it has any.
"""

from importlib import import_module
from pkgutil import iter_modules


def commands():
    """{name as typed: its module}, for every file in this folder: a new command is a new file."""
    return {found.name: import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)}
