"""The one error an editor ever sees: which file, which key, what to write; several are told at once."""

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

    @property
    def each(self):
        """The ContentErrors that it holds: itself alone."""
        return (self,)


class ContentErrors(ContentError):
    """Several ContentErrors, told line by line; its own file, key and sentence are those of the first."""

    def __init__(self, faults):
        super().__init__(*faults[0].args)
        self.args = (tuple(faults),)

    def __str__(self):
        return "\n".join(map(str, self.each))

    @property
    def each(self):
        return self.args[0]


class Faults(list):
    """The ContentErrors found so far: what one check refuses keeps no other check from being tried."""

    @property
    def once(self):
        """The same, none of them twice."""
        return [*{fault.args: fault for fault in self}.values()]

    def tried(self, step, *given, **named):
        """What the step gives; where it refuses, None, and its ContentErrors are kept."""
        try:
            return step(*given, **named)
        except ContentError as fault:
            self.extend(fault.each)


def refuse(faults, preview=False):
    """Raise all of these ContentErrors at once, if there are any; in a preview return them as sentences instead."""
    faults = Faults(faults).once
    if preview:
        return [f"{fault}. This is a preview only." for fault in faults]
    if faults:
        raise faults[0] if len(faults) == 1 else ContentErrors(faults)
    return []
