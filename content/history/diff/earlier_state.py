"""Reads another state of the content: a folder, or a revision of the repository.

It may be years older than this version. A fact it does not know counts as silent there; what it cannot say at all is
told in a sentence.
"""

import io
import subprocess
import tempfile
import zipfile
from pathlib import Path

import msgspec
from msgspec.structs import replace

from content.eligibility.fingerprint import hash_of
from content.errors import ContentError
from content.history.diff.change import Tree
from content.history.snapshots import with_every_fact
from content.places import ROOT, WORDS
from content.schema.policy import Policy, with_answers, with_names
from content.schema.products import Products
from content.schema.text import TextFile
from content.schema.vendor import Vendor, VendorFile
from content.schema.words import Words
from content.toml import tables_of
from content.wording.catalog import read_words

MEND = "compare with a state that is nearer to today's"


def read_revision(name, root=ROOT):
    """The Tree of a revision that git knows, read without touching anything; a link is not followed."""
    commit = _git(root, name, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    packed = _git(root, name, "archive", "--format=zip", commit.decode().strip(), "content")
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(io.BytesIO(packed)) as files:
        files.extractall(folder)
        return read_tree(Path(folder, "content"))


def _git(root, name, *arguments):
    try:
        return subprocess.run(["git", "-C", root, *arguments], capture_output=True, check=True).stdout
    except FileNotFoundError:
        raise ContentError("git", "-", "git is not on this computer; name a folder to compare with instead") from None
    except subprocess.CalledProcessError:
        raise ContentError(name, "-", "is neither a folder nor a revision that git knows here; see git log") from None


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
    text = _shaped(folder, "text.toml", TextFile)
    policies = [_policy(folder, path.stem, products, text) for path in sorted(folder.glob("policies/*.toml"))]
    policies.sort(key=lambda policy: (policy.archived, -policy.day.toordinal()))
    return Vendor(folder.name, _shaped(folder, "vendor.toml", VendorFile), tuple(policies), products, "")


def _policy(folder, name, products, text):
    file = f"policies/{name}.toml"
    policy = _shaped(folder, file, Policy, with_every_fact)
    if not policy.day:
        raise ContentError(f"{folder.name}/{file}", "dated", f"this text has no day; {MEND}")
    policy = with_answers(replace(policy, name=name, text=text.of_revision(name)), products)
    return with_names(replace(policy, hash=hash_of(policy, products)), products)


def _shaped(folder, file, shape, mended=dict):
    """What a file holds, as a struct; `mended` makes plain data of another age fit."""
    try:
        return msgspec.convert(mended(_tables(folder / file)), shape)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        write = f"this version of the kiosk cannot read it ({fault}); {MEND}"
        raise ContentError(f"{folder.name}/{file}", "-", write) from None


def _words(folder):
    """The words of that state, over those of today; today's alone where they cannot be read together."""
    try:
        theirs, ours = (_tables(*place.glob("*.toml")) for place in (folder, WORDS))
        return msgspec.convert(ours | theirs | {"facts": ours["facts"] | theirs["facts"]}, Words)
    except (OSError, ValueError, KeyError, TypeError):
        return read_words()


def _tables(*paths):
    """The tables of one or more TOML files, as they stand there."""
    files = (tables_of(path.read_text(encoding="utf-8")) for path in paths)
    return {name: table for tables in files for name, table in tables.items()}
