"""Files of an archive, to be read or spoiled as they stand."""

import json


def snapshot_path(slug, revision, hash, folder):
    """Where the text of that hash is archived."""
    return folder / slug / f"{revision}.{hash}.json"


def archived(vendor, policy, folder):
    """What the file of a vendor's text holds."""
    return json.loads(snapshot_path(vendor.slug, policy.name, policy.hash, folder).read_text(encoding="utf-8"))


def formerly_known_as(path, hash):
    """Let the text in a file have gone by that hash before."""
    held = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(held | {"formerly": [hash]}), encoding="utf-8")
