"""Reads words.toml: the sentence each tag and each fact stands for."""

from difflib import get_close_matches
from functools import cache

from content.errors import ContentError
from content.places import WORDS
from content.schema.facts import KEYS
from content.schema.words import Words
from content.toml import decoded
from content.wording.placeholders import check_braces


@cache
def read_words(path=WORDS):
    """All words, or a ContentError naming the file and the key that is missing."""
    text = path.read_text(encoding="utf-8")
    _check_facts(decoded(text, path.name, dict).get("facts", {}), path.name)
    words = decoded(text, path.name, Words)
    check_braces(words, path.name)
    return words


def _check_facts(told, file):
    """Refuse words for a fact that there is not, and a fact without any."""
    missing = [key for key in KEYS if key not in told]
    for key in told:
        close = get_close_matches(key, KEYS, 1)
        if key not in KEYS and (close or not missing):
            mend = f"did you mean {close[0]}?" if close else "remove it"
            raise ContentError(file, f"facts.{key}", f"there is no fact of this name; {mend}")
    if missing:
        raise ContentError(file, f"facts.{missing[0]}", "give this fact a label, a group, a silent and a question")


def fill(text, /, **parts):
    """`text` with each {name} replaced; braces that name nothing stay as they are."""
    for name, part in parts.items():
        text = text.replace("{" + name + "}", part) if isinstance(part, str) else text
    return text
