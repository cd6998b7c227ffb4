"""Where the editors' files stand, and what was published of them: each place by one name."""

from pathlib import Path

CONTENT = Path(__file__).resolve().parent
ROOT = CONTENT.parent

VENDORS = CONTENT / "vendors"
SKELETON = CONTENT / "skeleton"
ARCHIVE = CONTENT / "archive"
WORDS = CONTENT / "words"
DEALERS = CONTENT / "dealers.toml"
REDIRECTS = CONTENT / "redirects.toml"
PUBLISHED_URLS = CONTENT / "published_urls.txt"
CHANGES = CONTENT / "changes.json"
KIOSK = ROOT / "instance" / "kiosk.toml"
BUILD = ROOT / "build"
TEMPLATES = ROOT / "site" / "templates"
LOOK = ROOT / "site" / "static"

DRAWN_FROM = (WORDS, TEMPLATES, LOOK, DEALERS, REDIRECTS, KIOSK)  # and from the vendors' folders
