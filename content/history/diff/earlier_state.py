"""Reads another state of the content: a folder, or a revision of the repository.

It may be years older than this version. A fact it does not know counts as silent there; what it cannot say at all is
told in a sentence.
"""

import io
import subprocess
import tarfile
import tempfile
import tomllib
from pathlib import Path

import msgspec
from msgspec.structs import replace

from content.eligibility.events import stated_warranty_start
from content.eligibility.fingerprint import hash_of
from content.errors import ContentError
from content.history.diff.change import Tree
from content.history.snapshots import with_every_fact
from content.places import ROOT, WORDS
from content.schema.policy import Policy
from content.schema.products import Products
from content.schema.vendor import Vendor, VendorFile
from content.schema.words import Words
from content.wording.catalog import read_words

MEND = "compare with a state that is nearer to today's"


def read_any(state):
    """The Tree that a person named: a folder where there is one of that name, else a revision of the repository."""
    return read_tree(state) if Path(state).is_dir() else read_revision(state)


def read_revision(name, root=ROOT):
    """The Tree of a revision that git knows, read without touching anything."""
    commit = _git(root, name, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    packed = _git(root, name, "archive", "--format=tar", commit.decode().strip(), "content")
    with tempfile.TemporaryDirectory() as folder:
        unpack(packed, Path(folder))
        return read_tree(Path(folder) / "content")


def _git(root, name, *arguments):
    try:
        run = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        raise ContentError("git", "-", "git is not on this computer; name a folder to compare with instead") from None
    if run.returncode:
        raise ContentError(name, "-", "is neither a folder nor a revision that git knows here; see git log")
    return run.stdout


def unpack(packed, folder):
    """Write an archive's plain files under `folder`; content has no links, and none of it stands anywhere else."""
    with tarfile.open(fileobj=io.BytesIO(packed)) as files:
        for file in files:
            path = folder / file.name
            if file.isreg() and ".." not in path.parts and path.is_relative_to(folder):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(files.extractfile(file).read())


def read_tree(folder):
    """The Tree of a content/ folder, or of a folder of vendors with the words of today."""
    folder = Path(folder)
    vendors = folder / "vendors" if (folder / "vendors").is_dir() else folder
    found = [path for path in sorted(vendors.iterdir()) if (path / "vendor.toml").is_file()]
    if not found:
        raise ContentError(folder, "-", "there is no vendor's folder in it; name content/ or a folder of vendors")
    return Tree({path.name: _vendor(path) for path in found}, _words(folder / WORDS.name))


def _vendor(folder):
    products = _shaped(folder, "products.toml", Products)
    policies = [_policy(folder, path.name, products) for path in sorted(folder.glob("policies/*.toml"))]
    policies.sort(key=lambda policy: (policy.archived, -policy.day.toordinal()))
    return Vendor(folder.name, _shaped(folder, "vendor.toml", VendorFile), tuple(policies), products, "")


def _policy(folder, name, products):
    policy = _shaped(folder, f"policies/{name}", Policy, with_every_fact)
    if not policy.day:
        raise ContentError(f"{folder.name}/policies/{name}", "dated", f"this text has no day; {MEND}")
    policy = replace(policy, name=name.removesuffix(".toml"), counts=stated_warranty_start(policy.facts))
    return replace(policy, hash=hash_of(policy, products))


def _shaped(folder, file, shape, mended=lambda plain: plain):
    """What a file holds, as a struct; `mended` makes plain data of another age fit."""
    try:
        return msgspec.convert(mended(_plain(folder / file)), shape)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        write = f"this version of the kiosk cannot read it ({fault}); {MEND}"
        raise ContentError(f"{folder.name}/{file}", "-", write) from None


def _words(folder):
    """The words of that state, over those of today; today's alone where they cannot be read together."""
    try:
        theirs, ours = (_tables(place) for place in (folder, WORDS))
        return msgspec.convert(ours | theirs | {"facts": ours["facts"] | theirs["facts"]}, Words)
    except (OSError, ValueError, KeyError, TypeError):
        return read_words()


def _tables(folder):
    return {name: table for path in folder.glob("*.toml") for name, table in _plain(path).items()}


def _plain(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))
