"""Draws what a scanner reads: Code 128 and QR, each as one path in units of its smallest bar or square."""

import re
from typing import NamedTuple

import segno
from barcode.codex import Code128

QUIET = {"code 128": 10, "qr": 4}  # the white that each needs around it, in those units
TALL = 30
BLACK = re.compile(b"\x01+")


class Drawing(NamedTuple):
    """One path for black ink, and the room it needs with its white around it."""

    width: int
    height: int
    path: str


class Whole128(Code128):
    """A Code 128 that keeps all of its digits."""

    def _try_to_optimize(self, encoded):
        # The library takes a 99 at the start for a switch to digits, which has the same value, and leaves it out.
        return encoded if self.code.startswith("99") else super()._try_to_optimize(encoded)


def code128(text):
    """The Drawing of a Code 128 that reads `text`, printable ASCII; digits are packed two to a sign."""
    quiet = QUIET["code 128"]
    [bars] = Whole128(text).build()
    return Drawing(len(bars) + 2 * quiet, TALL, "".join(_runs(bytes(map(int, bars)), quiet, 0, TALL)))


def qr(text, mask=None):
    """The Drawing of a QR code that reads `text`; a seventh of it may be lost. A given `mask` is not looked for."""
    quiet = QUIET["qr"]
    rows = segno.make_qr(text, error="m", mask=mask).matrix
    path = "".join(part for y, row in enumerate(rows, quiet) for part in _runs(row, quiet, y, 1))
    return Drawing(len(rows) + 2 * quiet, len(rows) + 2 * quiet, path)


def _runs(signs, x, y, tall):
    for run in BLACK.finditer(signs):
        wide = len(run[0])
        yield f"M{x + run.start()} {y}h{wide}v{tall}h-{wide}z"
