"""What can be wrong with the disk and the file of a database, done to a real one, and undone."""

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

from forms.store.database.connection import _whole as whole


@contextmanager
def small_disk(folder):
    """A disk of two megabytes at `folder`, in memory; gone when the block is left."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(command, capture_output=True).returncode:
        told = "only root can lay a small disk in here"
        pytest.fail(told) if os.environ.get("CI") else pytest.skip(told)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def full(path):
    """Fill the disk to the last byte while nobody has the file open."""
    assert whole(path) and not path.with_name(f"{path.name}-shm").exists()
    with open(path.with_name("filling"), "wb", buffering=0) as filling:
        for size in (4096, 1):
            _fill(filling, b"x" * size)


def _fill(filling, piece):
    try:
        while filling.write(piece):
            pass
    except OSError:
        pass


def emptied(path):
    path.with_name("filling").unlink()


def _mounted(path, way):
    subprocess.run(["mount", "-o", f"remount,{way}", path.parent], check=True, capture_output=True)


def read_only(path):
    """Mount the disk so that nobody can write on it."""
    _mounted(path, "ro")


def missing(path):
    path.rename(path.with_name("away"))


def damaged(path):
    """Write nonsense over the head of the file."""
    path.with_name("away").write_bytes(path.read_bytes())
    with open(path, "r+b") as file:
        file.write(b"nonsense" * 100)


def found(path):
    path.with_name("away").replace(path)


# {what is wrong: (what does it, what puts it right, whether it can still be read)}
ILLS = {
    "full": (full, emptied, True),
    "read-only": (read_only, lambda path: _mounted(path, "rw"), True),
    "missing": (missing, found, False),
    "damaged": (damaged, found, False),
}


@contextmanager
def ill(app, what):
    """The endpoint's database with that wrong, until the block is left."""
    strike, heal, _ = ILLS[what]
    path = Path(app.config["DATABASE"])
    strike(path)
    try:
        yield
    finally:
        heal(path)


@contextmanager
def ill_mount(path):
    """The disk at `path` read-only, whatever lies on it, until the block is left."""
    _mounted(path, "ro")
    try:
        yield
    finally:
        _mounted(path, "rw")
