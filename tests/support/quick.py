"""What every test would make anew and alike, made once a run: compiled templates, an empty database."""

import tempfile
from functools import cache
from pathlib import Path

from flask import Flask
from jinja2 import BytecodeCache

from forms.store.database.migrations import migrate
from forms.store.database.series import mark_beside, write_mark


class Compiled(BytecodeCache):
    """The templates compiled in this process, by where they lie, what they say and whether they escape."""

    def __init__(self):
        self.codes = {}

    def load_bytecode(self, bucket):
        bucket.code = self.codes.get(_key(bucket))

    def dump_bytecode(self, bucket):
        self.codes[_key(bucket)] = bucket.code


def _key(bucket):
    escapes = bucket.environment.autoescape  # a method of each app, so that its function is what they share
    return bucket.key, bucket.checksum, getattr(escapes, "__func__", escapes)


def compile_once():
    """Let all apps of this process share the templates they have in common."""
    Flask.jinja_options = {"bytecode_cache": Compiled()}


def fresh_database(path):
    """An empty database at `path`, as `migrate` makes it; one that is there is brought up to date."""
    if path.exists():
        return migrate(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(_migrated())
    write_mark(mark_beside(path), 0)


@cache
def _migrated():
    with tempfile.TemporaryDirectory() as folder:
        migrate(path := Path(folder, "rma.db"))
        return path.read_bytes()
