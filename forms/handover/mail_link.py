"""A mail link that holds as much of a text as every mail program takes, and never a header that somebody typed."""

import re
from typing import NamedTuple
from urllib.parse import quote

LONGEST_LINK = 1800  # characters of a mail link that every mail program still takes whole
REST = "This is not all of it: the rest would not fit into this mail. Copy the text on the page, and paste it here."


class MailLink(NamedTuple):
    """A mail link, and whether it holds the whole text."""

    address: str
    is_whole: bool


def mail_link(to, subject, whole, brief):
    """The MailLink of a text; `brief` is what is cut at its end where the whole is too long."""
    head = f"mailto:{quote(to, safe='@')}?subject={_quoted(subject)}&body="
    link = head + _quoted(whole)
    if len(link) <= LONGEST_LINK:
        return MailLink(link, True)
    return MailLink(head + _cut(brief, LONGEST_LINK - len(head)), False)


def _quoted(text):
    return quote(text.replace("\n", "\r\n"), safe="", errors="replace")


def _cut(text, room):
    """As many words of the text as fit into so many characters, and where the rest is."""
    end, begun = _quoted(f"\n{REST}\n"), ""
    for word in re.split(r"(?<=\s)", text):
        if len(begun) + len(_quoted(word)) + len(end) > room:
            break
        begun += _quoted(word)
    return begun + end
