"""The texts that judge, archived for ever: one JSON file a text, named by its own hash and never edited.

A snapshot is the revision and what judges of the catalogue. What does not judge is left out (hints, models, the
folder's own bookkeeping), and so is what is silent or has its usual value: a fact or a field that a later version
learns to read changes no hash. The hash is that of the file's own content, so a file tells when somebody changed it.
"""

import json
import re
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from content.eligibility.fingerprint import hash_of, hash_of_data, judged_data
from content.errors import ContentError
from content.schema.facts import KEYS
from content.schema.policy import Policy
from content.schema.products import Products
from content.schema.slugs import SLUG

MEND = "a published text is never edited; bring the file back as it was"


class Snapshot(NamedTuple):
    """A text and the catalogue it judged by."""

    policy: Policy
    products: Products


def snapshot_path(slug, revision, hash, folder):
    """The file of a text in the archive."""
    return folder / slug / f"{revision}.{hash}.json"


def write_snapshot(slug, policy, products, folder):
    """Archive the text of a revision; where a file of its name stands already, it has to be that very text."""
    hash = hash_of(policy, products)
    path = snapshot_path(slug, policy.name, hash, folder)
    if path.exists():
        read_snapshot(slug, policy.name, hash, folder)
    else:
        write_json(path, judged_data(policy, products))


def read_json(path, missing):
    """What a JSON file holds; `missing` where there is none."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else missing


def write_json(path, plain):
    """Write plain data as JSON, so that nobody ever finds half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    part.replace(path)


def has_snapshot(slug, revision, hash, folder):
    """Whether the text of that revision and hash is archived; what is no name at all never is."""
    named = SLUG.fullmatch(slug) and SLUG.fullmatch(revision) and re.fullmatch("[0-9a-f]{16}", hash)
    return bool(named) and snapshot_path(slug, revision, hash, folder).is_file()


def read_snapshot(slug, revision, hash, folder):
    """The Snapshot as it judged then; a file that was lost or changed is a ContentError."""
    path = snapshot_path(slug, revision, hash, folder)
    file = f"archive/{slug}/{path.name}"
    try:
        text = json.loads(path.read_text(encoding="utf-8"))
        if hash_of_data(text) != hash:
            raise ContentError(file, "hash", f"what it says is not what its name says; {MEND}")
        policy = msgspec.convert(with_every_fact(text["policy"]), Policy)
        products = msgspec.convert(text["products"], Products)
    except OSError:
        raise ContentError(file, "-", "this text is not in the archive; bring the file back") from None
    except (msgspec.ValidationError, KeyError, TypeError, AttributeError) as fault:
        raise ContentError(file, "-", f"this version of the kiosk cannot read it ({fault})") from None
    except ValueError:
        raise ContentError(file, "-", f"this is not valid JSON; {MEND}") from None
    return Snapshot(replace(policy, name=revision, hash=hash), products)


def with_every_fact(policy):
    """A policy's plain data where each fact we know is stated or silent, and none that we no longer know is cited."""
    facts = {key: policy["facts"].get(key, {"silent": True}) for key in KEYS}
    rules = [rule | {"outcome": _known(rule["outcome"])} for rule in policy["rules"]]
    return policy | {"facts": facts, "rules": rules}


def _known(outcome):
    return outcome | {"facts": [key for key in outcome.get("facts", ()) if key in KEYS]}
