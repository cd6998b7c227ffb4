"""Escapes a text so that no spreadsheet reads it as a formula.

A spreadsheet reads a cell that begins with one of a few signs as a formula, and it may cut cells where we did not: at a
semicolon, a tab or a line end, where it is set to those. So an apostrophe is put before whatever could be read as a
formula at the beginning of the text or behind such a cut, and before every apostrophe that stands there already.
Whoever takes one away in each of these places has the text again.
"""

import re

# The first signs of a formula, in all the shapes Unicode knows them by, and the minus of typesetters.
SIGNS = "=⁼₌⩵⩶﹦＝+⁺₊﬩﹢＋\\-﹣－⁻₋−@﹫＠"
# What may stand before such a sign without being seen: blanks, controls, marks without width, the quotes around a cell.
UNSEEN = (
    '\\x00-\\x08\\x0b\\x0c\\x0e-\\x20\\x7f-\\xa0"\\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f'
    "\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
)
CUTS = ";\t\r\n"
BEGINNING = f"(?<![^{CUTS}])"
DANGER = re.compile(f"{BEGINNING}(?=[\t\r\n\0']|[{UNSEEN}]*[{SIGNS}])")


def escape_cell(text, always=False):
    """The text as it may stand in a cell; `always` keeps it a text even where it looks like a number."""
    safe = DANGER.sub("'", text)
    return "'" + safe if always and safe and not safe.startswith("'") else safe
