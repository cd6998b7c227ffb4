"""Reads the folder words/: the sentence each tag and each fact stands for."""

from functools import cache

from msgspec import defstruct, structs

from content.errors import ContentError
from content.places import WORDS
from content.schema.facts import Shape
from content.schema.words import FILE_OF, FILES, Words
from content.toml import parsed, read_text, shaped
from content.wording.closed_lists import check_closed_lists
from content.wording.placeholders import check_placeholders

STRAY = f"nothing reads this file; move its tables into {', '.join(FILES)}, and remove it"


@cache
def read_words(folder=WORDS):
    """All Words, or a ContentError naming the file and the key to mend."""
    for path in sorted(folder.iterdir()):
        if path.stem not in FILES:
            raise ContentError(f"{folder.name}/{path.name}", "-", STRAY)
    words = Words(**{field: table for file in FILES for field, table in _read_file(folder, file).items()})
    check_placeholders(words)
    return words


def _read_file(folder, file):
    """{field of Words: what it holds} of one file."""
    name = f"{folder.name}/{file}.toml"
    tables = parsed(read_text(folder, f"{file}.toml", "bring it back"), name)
    for table in tables:
        if FILE_OF.get(table, name) != name:
            raise ContentError(name, table, f"belongs in {FILE_OF[table]}; move it there")
    check_closed_lists(tables)
    fields = [(field.name, field.type) for field in structs.fields(Words) if field.encode_name in FILES[file]]
    return structs.asdict(shaped(tables, name, defstruct("WordsFile", fields, bases=(Shape,))))


def fill(text, /, **parts):
    """`text` with each {name} replaced; braces that name nothing stay as they are."""
    for name, part in parts.items():
        text = text.replace("{" + name + "}", part) if isinstance(part, str) else text
    return text
