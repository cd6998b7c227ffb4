"""What else a file tells: the hash of what judges in it, and the family of a model."""

import hashlib
import json
import re


def hash_of(document):
    """The hash of what is judged."""
    plain = json.dumps(document["judged"], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def family_of(document, model):
    """The slug of a model's family; empty where it has none."""
    named = {family["slug"]: family["name"] for family in document["judged"]["products"].get("families", [])}
    prefixes = [(prefix, slug) for slug, printed in document["models"].items() for prefix in printed["prefixes"]]
    for slug, name in named.items():
        if _plain(model) in map(_plain, (name, *document["models"][slug]["models"])):
            return slug
    fits = [(len(_plain(prefix)), slug) for prefix, slug in prefixes if _begins(model, prefix)]
    return max(fits)[1] if fits else ""


def _plain(name):
    return re.sub(r"[\W_]", "", name.upper())


def _begins(model, prefix):
    after = r"(?![A-Z])" if prefix.endswith("-") else ""
    return re.match(r"[\W_]*".join(["", *_plain(prefix)]) + after, model.upper()) is not None
