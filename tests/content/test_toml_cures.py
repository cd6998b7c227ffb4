"""What is no TOML is told by its line, which is shown, and by what to write there."""

import pytest

from content.errors import ContentError
from content.toml import parsed, read_text

# what is wrong: the text → its line, and what to write
BROKEN = {
    "no closing quote": ('a = 1\nname = "FLIR\nb = 2', 2, 'has no closing quote; write " at its end'),
    "no opening quote": ('name = FLIR"', 1, 'put the text in quotes: "FLIR"'),
    "a bare word": ("name = FLIR Systems", 1, 'put the text in quotes: "FLIR Systems"'),
    "a bare word in braces": ('a = { b = thirty, c = "d" }', 1, 'put the text in quotes: "thirty"'),
    "no value": ("name =\nb = 1", 1, 'write a value after the =, such as name = "…"'),
    "a value nobody filled in": ("months = …", 1, "write the value in place of …"),
    "no equals sign": ('name "FLIR"', 1, "then = and a value"),
    "two equals signs": ("a == 1", 1, "write a single =: a = …"),
    "a colon": ('name: "FLIR"', 1, "write = in place of the colon: name = …"),
    "a dash for a list": ("- a", 1, "a list stands in square brackets"),
    "a key with a blank": ("my key = 1", 1, "a key of letters, digits and hyphens"),
    "a key twice": ("[a]\nb = 1\n[c]\nb = 1\nd = 1\nb = 2", 6, "b stands at line 4 already; keep one"),
    "a key twice in braces": ("a = { b = 1, b = 2 }", 1, "'b' stands twice in these braces; keep one"),
    "a key below a value": ("a = 1\na.b = 2", 2, "a.b has a value above; keep one"),
    "a heading twice": ("[a]\nb = 1\n[a]\nc = 1", 3, "[a] stands at line 1 already; write these keys there"),
    "a list begun with single brackets": ("[a]\nb = 1\n[[a]]\nb = 1", 3, "write [[a]] at line 1 too"),
    "a list gone on with single brackets": ("[[a]]\nb = 1\n[a]\nb = 1", 3, "write [[a]], as at line 1"),
    "a list in two ways": ("a = []\n[[a]]\nb = 1", 2, "a = … stands at line 1 already; take that line away"),
    "a table in two ways": ("a = { b = 1 }\n[a]\nc = 1", 2, "a = … stands at line 1 already"),
    "no comma in a list": ('a = ["x" "y"]', 1, "write a comma between two entries"),
    "no comma in a long list": ('a = [\n "x"\n "y"\n]', 3, "write a comma between two entries"),
    "no end of a list": ('a = ["x"\nb = 1', 2, "and ] after the last"),
    "no end of a list at the end": ('b = 1\na = ["x",\n"y"\n# end', 2, "and ] after the last"),
    "no comma in braces": ("a = { b = 1 c = 2 }", 1, "write a comma between two keys"),
    "no end of braces": ("a = { b = 1\nc = 1", 1, "and } after the last one"),
    "a comma at the end of braces": ("a = { b = 1, }", 1, "take the comma before } away"),
    "braces on two lines": ("a = { b = 1,\nc = 2 }", 1, "write all of { … } on one line"),
    "no end of a heading": ("[windows\na = 1", 1, "write ] at the end of the heading"),
    "half an end of a heading": ("[[rules]\na = 1", 1, "write two brackets at the end of the heading too"),
    "an empty heading": ("[]", 1, "write a name in the brackets"),
    "a quote within a text": ('a = "the "best" one"', 1, 'a quote within a text ends it; write \\" or'),
    "a backslash": ('a = "C:\\dir"', 1, "for a backslash, or put the text in single quotes"),
    "true with a capital": ("a = True", 1, "write true in small letters"),
    "yes": ("a = yes", 1, "write true for yes"),
    "a decimal comma": ("a = 1,5", 1, "a number has a point and no comma"),
    "printed quotes": ("a = “x”", 1, "write straight quotes around the text"),
    "two keys on a line": ("a = 1 b = 2", 1, "write each key on a line of its own"),
    "a comma at the end of a line": ('a = "x",', 1, "take the , at the end away"),
    "a comment of another language": ("a = 1 // why", 1, "a comment begins with #"),
    "a number that begins with nought": ("a = 007", 1, "write the number without a zero before it"),
    "a long text without end": ('b = 1\na = """x\ny', 2, "write the same quotes after it"),
    "a day there is not": ("a = 2026-02-30", 1, "there is no such day or time; write a day such as 2026-04-17"),
    "a day as people write it": ("a = 17.04.2020", 1, "write a day such as 2026-04-17, without quotes"),
    "what is no line of TOML at all": ("a = 1\n<!-- note -->", 2, "write a heading such as [facts], or a key"),
}


@pytest.mark.parametrize("wrong", BROKEN)
def test_a_line_that_cannot_be_read_is_named_shown_and_mended(wrong):
    text, number, write = BROKEN[wrong]
    with pytest.raises(ContentError) as told:
        parsed(text, "acme/vendor.toml")
    assert (told.value.file, told.value.key) == ("acme/vendor.toml", f"line {number}")
    assert write in told.value.write and "invalid" not in told.value.write.lower()
    assert told.value.write.startswith((f"“{text.splitlines()[number - 1].strip()}”: ", "write a day"))


@pytest.mark.parametrize("text", ["", "  a = 1\n\tb = 2", 'a = "x\ty"', 'a = [\n"x",\n]', "a = { b = 1 } # it"])
def test_what_is_toml_is_read_however_it_is_laid_out(text):
    assert isinstance(parsed(text, "acme/vendor.toml"), dict)


def test_the_mark_that_some_editors_begin_a_file_with_is_no_part_of_it(tmp_path):
    (tmp_path / "a.toml").write_text("\ufeffa = 1", "utf-8")
    assert parsed(read_text(tmp_path, "a.toml"), "a.toml") == {"a": 1}
