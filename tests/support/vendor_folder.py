"""A real vendor's folder, copied to where a test may spoil it."""


import re
import shutil
from functools import cache

from content.loading.vendor_folder import load_vendors
from content.places import VENDORS

FLIR, TEXT = "policies/2020-04-17.toml", "text.toml"
PIXELINK = "policies/returns-and-rmas.toml"


def copy_of(slug, tmp_path):
    """The vendor's folder under `tmp_path`, as shipped."""
    return shutil.copytree(VENDORS / slug, tmp_path / slug)


def edit(folder, file, find, put):
    """Replace `find` in one file; it has to stand there exactly once, or the test would test nothing."""
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(find) == 1, f"{find!r} stands {text.count(find)} times in {file}"
    (folder / file).write_text(text.replace(find, put), encoding="utf-8")


def remove_rule(folder, file, id):
    """Take the [[rules]] of that id out of a policy file, and its words where no other text has such a rule."""
    head, *rules = (folder / file).read_text(encoding="utf-8").split("[[rules]]\n")
    kept = [rule for rule in rules if not rule.startswith((f'id   = "{id}"', f'id = "{id}"'))]
    assert len(kept) == len(rules) - 1, f"there is no rule {id!r}"
    (folder / file).write_text("[[rules]]\n".join([head, *kept]), encoding="utf-8")
    if not any(f'id   = "{id}"' in path.read_text(encoding="utf-8") for path in folder.glob("policies/*.toml")):
        remove_words(folder, f"outcomes.{id}")


def remove_words(folder, table):
    """Take the table of that name, and those below it, out of text.toml."""
    blocks = re.split(r"(?m)^(?=\[)", (folder / "text.toml").read_text(encoding="utf-8"))
    kept = [block for block in blocks if not block.startswith((f"[{table}]", f"[{table}."))]
    assert len(kept) < len(blocks), f"text.toml has no {table}"
    (folder / "text.toml").write_text("".join(kept), encoding="utf-8")


@cache
def shipped_vendors():
    """The vendors this copy of the kiosk ships with."""
    return load_vendors()
