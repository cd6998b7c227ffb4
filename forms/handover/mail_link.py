"""A mail link that holds as much of a text as every mail program takes, and never a header that somebody typed."""

import re
from urllib.parse import quote

LONGEST_LINK = 1800  # characters of a mail link that every mail program still takes whole
REST = "This is not all of it: the rest would not fit into this mail. Copy the text on the page, and paste it here."


def mail_link(to, subject, whole, brief):
    """(the link, whether it holds the whole text); `brief` is what is cut at its end where the whole is too long."""
    head = f"mailto:{quote(to, safe='@')}?subject={_told(subject)}&body="
    link = head + _told(whole)
    return (link, True) if len(link) <= LONGEST_LINK else (head + _cut(brief, LONGEST_LINK - len(head)), False)


def _told(text):
    return quote(text.replace("\n", "\r\n"), safe="", errors="replace")


def _cut(text, room):
    """As many words of the text as fit into so many characters, and where the rest is."""
    end, kept = _told(f"\n{REST}\n"), ""
    for word in re.split(r"(?<=\s)", text):
        told = _told(word)
        if len(kept) + len(told) + len(end) > room:
            break
        kept += told
    return kept + end
