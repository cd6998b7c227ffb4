"""The one error an editor ever sees: which file, which key, what to write; and how a preview says it."""

from typing import NamedTuple


class Fault(NamedTuple):
    """What a check found in a file: the key it stands at ('-' for the whole file), and what to write instead."""

    key: str
    write: str


class ContentError(Exception):
    """A fault in a content file, told so that its editor can mend it."""

    def __init__(self, file, key, write):
        super().__init__(file, key, write)  # what it is made of, so that another process can make it again
        self.file, self.key, self.write = str(file), str(key), write

    def __str__(self):
        where = [self.file] if self.key == "-" else [self.file, self.key]  # some faults are of a file as a whole
        return ": ".join((*where, self.write))


def refuse(faults, preview=False):
    """Raise the first of these ContentErrors; in a preview return all of them as sentences instead."""
    faults = list(faults)
    if faults and not preview:
        raise faults[0]
    return [f"{fault}. This is a preview only." for fault in faults]
