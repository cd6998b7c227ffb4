"""Files that hold people's data: only their owner may read them, from the first byte, and nobody finds half of one.

A file that is made open and closed afterwards can be opened in between, and stays open to whoever did.
"""

import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp


@contextmanager
def written_whole(path):
    """Lend an open binary file that takes the place of `path` once all of it is on the disk; raises OSError."""
    with private_part(path) as part:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
        sync_folder(part.parent)


@contextmanager
def private_part(path):
    """Lend the path of an empty file beside `path`; what is left of it after the block is removed."""
    path = Path(path)
    # mkstemp asks for the mode 0600 as it makes the file, and for a name that nobody has.
    number, name = mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    os.close(number)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def private_folder(path):
    """Make a folder that only its owner may enter; one that stands open to others is closed. Raises OSError."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.stat().st_mode & 0o077:
        path.chmod(0o700)


def sync_folder(path):
    """Bring a folder's list of names to the disk, so that a new name outlives a power cut."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
