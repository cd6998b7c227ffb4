"""Logs that open nothing: wherever a key would stand in a line of any log of this process, a sign stands for it.

A key is in the address of a page, so that every log of addresses and every report of a fault would hold it.
"""

import logging
import re
import traceback

from flask import has_request_context, request

SIGN = "…"
# A letter of an address may be written as itself or by its number, and a slash twice.
SPELLED = "|".join(
    "".join(f"(?:{letter}|%{ord(letter):02x})" for letter in word)
    for word in "ticket quote sent review edit handover dealer".split()
)
OPENED_BY_KEY = re.compile(rf"(/+rma/+(?:{SPELLED})/+)[^/\s\"'?]+", re.IGNORECASE)
MAILED = re.compile(r"(?<![a-z0-9])[a-z0-9-]{2,40}-[a-z2-7]{32}(?![a-z0-9])", re.IGNORECASE)


class DiscreetRecord(logging.LogRecord):
    """A line of a log, and the report of a fault in it, without keys."""

    def __init__(self, *values, **named):
        super().__init__(*values, **named)
        if self.exc_info and self.exc_info[0]:
            self.exc_text = without_keys("".join(traceback.format_exception(*self.exc_info))).rstrip("\n")

    def getMessage(self):  # noqa: N802, the name is the library's
        return without_keys(super().getMessage())


def redact_logs():
    """Let every log of this process, the web server's too, write such lines."""
    logging.setLogRecordFactory(DiscreetRecord)


def without_keys(text):
    """`text` with a sign in place of every key."""
    text = MAILED.sub(SIGN, OPENED_BY_KEY.sub(rf"\1{SIGN}", text))
    key = (request.view_args or {}).get("key") if has_request_context() else None
    return text.replace(key, SIGN) if key else text
