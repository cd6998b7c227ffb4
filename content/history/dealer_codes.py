"""Dealers' codes are for ever: whose each is, as published, in content/archive/dealers.json; no line of it ever goes.

Who gets a code that was another dealer's would be shown the requests that still bear it.
"""

from content.errors import ContentError, refuse
from content.history.snapshots import read_json, write_json
from content.places import ARCHIVE
from content.wording.possessive import possessive

FILE = "dealers.json"
EDITED = "content/dealers.toml"


def read_codes(folder=ARCHIVE):
    """{code: the name it was first published for}."""
    return read_json(folder / FILE, {})


def check_codes(dealers, preview=False, folder=ARCHIVE):
    """Refuse a code that was another dealer's, and one that is not published; a preview gets these as sentences."""
    codes = read_codes(folder)
    write = "this code is not published yet, and once it is, it stays this dealer's for ever."
    publish = f"{write} If it is meant: python -m content publish"
    new = [ContentError(EDITED, code, publish) for code in dealers if code not in codes]
    return refuse([*_taken(dealers, codes), *new], preview)


def publish_codes(dealers, folder=ARCHIVE):
    """Archive whose every code is; the codes that are new."""
    codes = read_codes(folder)
    refuse(_taken(dealers, codes))
    new = {code: dealer.name for code, dealer in dealers.items() if code not in codes}
    if new:
        write_json(folder / FILE, dict(sorted((codes | new).items())))
    return list(new)


def _taken(dealers, codes):
    for code, dealer in dealers.items():
        if (owner := codes.get(code, dealer.name)) not in (dealer.name, *dealer.former_names):
            write = f"this code is {possessive(owner)} for ever, in links and in requests; give this dealer another."
            renamed = f'Where it is {owner} under a new name, write former-names = ["{owner}"]'
            yield ContentError(EDITED, code, f"{write} {renamed}")
