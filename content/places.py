"""Where the editors' files stand, and what is kept of them: each place by one name."""

from pathlib import Path

CONTENT = Path(__file__).resolve().parent
ROOT = CONTENT.parent

VENDORS = CONTENT / "vendors"
SKELETON = CONTENT / "skeleton"
KEPT = CONTENT / "kept"
WORDS = CONTENT / "words"
DEALERS = CONTENT / "dealers.toml"
FORWARDS = CONTENT / "forwards.toml"
LEDGER = CONTENT / "ledger.txt"
CHANGES = CONTENT / "changes.json"
KIOSK = ROOT / "instance" / "kiosk.toml"
BUILD = ROOT / "build"
