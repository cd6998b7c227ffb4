"""The texts that judge, archived for ever: one JSON file a text, named by the hash of what judges in it.

A file holds `judged` (the revision, and what judges of the catalogue) and `text` (our words for it, as they were last
told). What is judged is never edited, and the hash is its own, so a file tells when somebody changed it; what is silent
or has its usual value is left out, so a fact or a field that a later version learns to read changes no hash. Our words
may be told otherwise at any time. `formerly` lists hashes that the same text went by, which requests may still name.
"""

import json
import re
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from content.eligibility.fingerprint import hash_of, hash_of_data, judged_data
from content.errors import ContentError
from content.schema.facts import KEYS
from content.schema.policy import Policy, with_names
from content.schema.products import Products
from content.schema.text import Text
from content.slugs import SLUG

FORMAT = 2
MEND = "a published text is never edited; bring the file back as it was"
AGAIN = f"this version of the kiosk reads format {FORMAT}, so bring the file back as this version wrote it"
HASH = re.compile("[0-9a-f]{16}")


class Snapshot(NamedTuple):
    """A text and the catalogue it judged by."""

    policy: Policy
    products: Products


def write_snapshot(slug, policy, products, folder):
    """Archive a revision with our words for it; where its file stands already, it has to judge the very same."""
    hash = hash_of(policy, products)
    path = _path(slug, policy.name, hash, folder)
    kept = _read_file(path, slug) if path.exists() else {}
    formerly = {"formerly": kept["formerly"]} if "formerly" in kept else {}
    plain = {"format": FORMAT, **formerly, "judged": judged_data(policy, products), "text": _plain(policy.text)}
    if plain != kept:
        write_json(path, plain)


def _plain(text):
    """Our words as plain data, less what is empty."""
    if isinstance(text, dict):
        return {key: _plain(value) for key, value in text.items() if value}
    return _plain(msgspec.to_builtins(text)) if isinstance(text, msgspec.Struct) else text


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
    named = SLUG.fullmatch(slug) and SLUG.fullmatch(revision) and HASH.fullmatch(hash)
    return bool(named) and _find(slug, revision, hash, folder).is_file()


def hash_today(slug, revision, hash, folder):
    """The hash that the text of that hash goes by now: its own, unless it is one that it went by formerly."""
    return _find(slug, revision, hash, folder).suffixes[-2][1:]


def read_snapshot(slug, revision, hash, folder):
    """The Snapshot as it judged then; a file that was lost or changed is a ContentError."""
    path = _find(slug, revision, hash, folder)
    plain = _read_file(path, slug)
    try:
        policy = msgspec.convert(with_every_fact(plain["judged"]["policy"]), Policy)
        products = msgspec.convert(plain["judged"]["products"], Products)
        text = msgspec.convert(plain["text"], Text)
    except (msgspec.ValidationError, KeyError, TypeError, AttributeError) as fault:
        raise _unreadable(path, slug, f"this version of the kiosk cannot read it ({fault})") from None
    policy = replace(policy, name=revision, hash=path.suffixes[-2][1:], text=text)
    return Snapshot(with_names(policy, products), products)


def _path(slug, revision, hash, folder):
    """The file of a text in the archive."""
    return folder / slug / f"{revision}.{hash}.json"


def _find(slug, revision, hash, folder):
    """The file of a text, also by a hash that it went by formerly; that of its own hash where there is none."""
    path = _path(slug, revision, hash, folder)
    others = () if path.exists() else sorted(path.parent.glob(f"{revision}.*.json"))
    return next((other for other in others if hash in _formerly(other)), path)


def _formerly(path):
    """The hashes that the text in a file went by formerly; none where the file is spoilt, which is told elsewhere."""
    try:
        return read_json(path, {}).get("formerly", ())
    except (ValueError, AttributeError):
        return ()


def _read_file(path, slug):
    """What the file of a text holds; it has to judge what its name says."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        if (found := plain.get("format", 1)) != FORMAT:
            raise _unreadable(path, slug, f"this is of format {found}; {AGAIN}")
        if hash_of_data(plain["judged"]) != path.suffixes[-2][1:]:
            raise ContentError(f"archive/{slug}/{path.name}", "hash", f"what it says is not what its name says; {MEND}")
    except OSError:
        raise _unreadable(path, slug, "this text is not in the archive; bring the file back") from None
    except (KeyError, TypeError, AttributeError) as fault:
        raise _unreadable(path, slug, f"this version of the kiosk cannot read it ({fault})") from None
    except ValueError:
        raise _unreadable(path, slug, f"this is not valid JSON; {MEND}") from None
    return plain


def _unreadable(path, slug, write):
    return ContentError(f"archive/{slug}/{path.name}", "-", write)


def with_every_fact(policy):
    """A policy's plain data where each fact we know is stated or silent, and none that we no longer know is cited."""
    facts = {key: policy["facts"].get(key, {"silent": True}) for key in KEYS}
    rules = [rule | {"outcome": _known(rule["outcome"])} for rule in policy["rules"]]
    return policy | {"facts": facts, "rules": rules}


def _known(outcome):
    return outcome | {"facts": [key for key in outcome.get("facts", ()) if key in KEYS]}
