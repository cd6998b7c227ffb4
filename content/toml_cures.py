"""Says of a text that is no TOML which line is wrong, shows it, and says what to write there."""

import re
from typing import NamedTuple

from content.errors import Fault

POSITION = re.compile(r" \((?:at line (\d+), column (\d+)|at end of document)\)$")
A_DAY = "write a day such as 2026-04-17, without quotes"
DAY = re.compile(r"^[^#\"'\n]*=[ \t]*(?!\d{4}-)\d{1,4}[-./]\d{1,2}[-./]\d{1,4}[ \t]*(?:#.*)?$", re.M)
ODD_QUOTES = re.compile("[“”„‟‘’‚‛«»]")
KEY = re.compile(r"\s*(\"[^\"]*\"|[\w.-]+)\s*=")
HEADING = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]")
OPENS = {"array": r"=\s*\[[^\]]*$", "string": "\"\"\"|'''"}  # where what is never closed may begin


class Broken(NamedTuple):
    """A line that cannot be read: all lines of its text, its place among them from one, the column, and why."""

    lines: list
    number: int
    column: int
    why: str

    @property
    def line(self):
        return self.lines[self.number - 1] if self.lines else ""

    @property
    def rest(self):
        """What stands from the column on."""
        return self.line[self.column - 1 :].strip()

    def earlier(self, pattern, above=0):
        """The number of the last line before this one that begins so, after the line `above`; None without one."""
        numbers = range(self.number - 1, above, -1)
        return next((number for number in numbers if re.match(pattern, self.lines[number - 1])), None)


def toml_fault(text, message):
    """The Fault of a text that tomllib refuses with this message: its line, shown, and what to write."""
    if day := DAY.search(text):
        return Fault(f"line {text.count(chr(10), 0, day.start()) + 1}", A_DAY)
    broken = _broken(text.splitlines(), message)
    cure = next(cure for why, cure in CURES.items() if re.match(why, broken.why))
    write = cure if isinstance(cure, str) else cure(broken)
    return Fault(f"line {broken.number}", f"“{broken.line.strip()}”: {write}")


def _broken(lines, message):
    position = POSITION.search(message)
    why = message[: position.start()] if position else message
    if position and position[1]:
        return Broken(lines, int(position[1]), int(position[2]), why)
    opens = next((pattern for name, pattern in OPENS.items() if name in why), r"\S")
    last = max((number for number, line in enumerate(lines, 1) if re.search(opens, line)), default=len(lines))
    return Broken(lines, last, 1, why)


def _no_value(broken):
    """What to write where something stands after the = that is no value."""
    key, rest = broken.line.partition("=")[0].strip(), broken.rest.partition("#")[0].strip()
    if not rest:
        return f'write a value after the =, such as {key} = "…", or take the line away'
    if rest.startswith("="):
        return f"write a single =: {key} = …"
    if rest.startswith("…"):
        return "write the value in place of …"
    if ODD_QUOTES.match(rest):
        return 'write straight quotes around the text: "…"'
    if rest.lower() in ("true", "false"):
        return f"write {rest.lower()} in small letters"
    if rest.lower() in ("yes", "no"):
        return f"write {'true' if rest.lower() == 'yes' else 'false'} for {rest}, or put it in quotes if it is a text"
    within = re.search(r"[{\[]", broken.line[: broken.column - 1])  # there a comma ends it
    text = re.split(r"[,}\]]", rest)[0] if within else rest
    return f'put the text in quotes: "{text.strip(chr(34) + " ")}"'


def _no_equals(broken):
    key = re.split(r"[\s:=]", broken.line.strip(), maxsplit=1)[0]
    if ":" in broken.line.partition('"')[0]:
        return f"write = in place of the colon: {key} = …"
    if key == "-":
        return 'a list stands in square brackets: key = ["…", "…"]'
    return 'write a key of letters, digits and hyphens, then = and a value: key = "…"'


def _no_key(broken):
    if broken.line.lstrip().startswith("["):
        return "write a name in the brackets, such as [facts]"
    return "take the comma before } away" if broken.rest.startswith("}") else "write all of { … } on one line"


def _too_much(broken):
    """What to write where more stands on a line than it can hold."""
    value = broken.line.partition("=")[2]
    if value.count('"') > 2:
        return 'a quote within a text ends it; write \\" or “ ” within: "the \\"best\\" one"'
    if broken.rest.startswith((",", ";")) and not broken.rest[1:].strip():
        return f"take the {broken.rest[0]} at the end away"
    if re.match(r"\s*\d+,\d", value):
        return "a number has a point and no comma; a whole number has neither"
    if broken.rest.startswith("//"):
        return "a comment begins with #"
    if re.match(r"\s*0\d", value):
        return "write the number without a zero before it, or put it in quotes"
    return "write each key on a line of its own, and a text in quotes"


def _twice(broken):
    """What to write where a key or a heading stands once more."""
    if heading := HEADING.match(broken.line):
        return _heading_twice(broken, *heading.groups())
    key = KEY.match(broken.line)
    above = broken.earlier(r"\s*\[") or 0  # the heading that both stand under
    other = key and broken.earlier(rf"\s*{re.escape(key[1])}\s*=", above)
    name = key[1] if key else "this key"
    return f"{name} stands at line {other} already; keep one" if other else f"{name} has a value above; keep one"


def _heading_twice(broken, bracket, name):
    same = re.escape(name)
    if bracket == "[" and (other := broken.earlier(rf"\s*\[\[\s*{same}\s*\]\]")):
        return f"write [[{name}]], as at line {other}: each entry of this list has two brackets"
    if bracket == "[[" and (other := broken.earlier(rf"\s*\[\s*{same}\s*\]")):
        return f"write [[{name}]] at line {other} too: each entry of this list has two brackets"
    if other := broken.earlier(rf"\s*\[\s*{same}\s*\]"):
        return f"[{name}] stands at line {other} already; write these keys there"
    if other := broken.earlier(rf"\s*{same}\s*="):
        return f"{name} = … stands at line {other} already; take that line away, or write all of it there"
    return f"{name} is written in another way above; write it in one place"


CURES = {  # what tomllib tells → what to write
    "Illegal character '\\\\n'": 'the text has no closing quote; write " at its end',
    "Illegal character|Found invalid": "a sign stands there that cannot be seen; take it away, or type the text anew",
    "Unterminated string": 'the text that begins there has no end; write the same quotes after it, such as """',
    "Unescaped": "write \\\\ for a backslash, or put the text in single quotes: '…'",
    "Invalid date": "there is no such day or time; " + A_DAY,
    "Invalid value": _no_value,
    "Expected '='": _no_equals,
    "Expected '\\]\\]'": "write two brackets at the end of the heading too: [[…]]",
    "Expected '\\]'": "write ] at the end of the heading: […]",
    "Expected newline": _too_much,
    "Duplicate": lambda broken: f"{broken.why.rpartition(' ')[2]} stands twice in these braces; keep one",
    "Cannot": _twice,
    "Unclosed array": "here the list should go on or end: write a comma between two entries, and ] after the last",
    "Unclosed inline": "write a comma between two keys, and } after the last one, all on one line",
    "Invalid initial": _no_key,
    "": 'write a heading such as [facts], or a key, = and a value; look for a missing quote, bracket, comma or "="',
}
