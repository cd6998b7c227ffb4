"""Barcodes: what is drawn is what a scanner reads, whatever the number."""

import re
import subprocess

import pytest
from barcode.charsets import code128 as table
from barcode.codex import Code128
from hypothesis import example, given, settings
from hypothesis import strategies as st

from content.barcode import QUIET, TALL, code128, qr

STEP = re.compile(r"M(\d+) (\d+)h(\d+)v(\d+)h-(\d+)z")
DIGITS = st.text("0123456789", min_size=1, max_size=20)
PRINTABLE = st.text([chr(code) for code in range(32, 127)], min_size=1, max_size=20)


def painted(drawing):
    """The rows of a drawing, a list of 0 and 1 each, as its path fills them."""
    rows = [[0] * drawing.width for _ in range(drawing.height)]
    for x, y, wide, tall, back in (map(int, step.groups()) for step in STEP.finditer(drawing.path)):
        assert wide == back
        for row in rows[y : y + tall]:
            row[x : x + wide] = [1] * wide
    return rows


def picture(drawing, folder, large=4):
    """The drawing as a picture file, each unit so many dots large."""
    rows = [[dot for dot in row for _ in range(large)] for row in painted(drawing) for _ in range(large)]
    path = folder / "drawing.pbm"
    path.write_text(f"P1 {len(rows[0])} {len(rows)}\n" + "\n".join(" ".join(map(str, row)) for row in rows))
    return path


def scan(path):
    return subprocess.run(["zbarimg", "-q", path], capture_output=True, text=True).stdout.strip()


def read128(bars):
    """The text of a Code 128, read from its bars sign by sign, its check sum checked."""
    assert bars.endswith(table.STOP + "11")
    signs = [bars[at : at + 11] for at in range(0, len(bars) - 13, 11)]
    start, *values, check = [table.CODES.index(sign) for sign in signs]
    assert (start + sum(place * value for place, value in enumerate(values, 1))) % 103 == check
    text, letters = "", start != table.START_CODES["C"]
    for value in values:
        if value == (99 if letters else 100):
            letters = not letters
        else:
            text += chr(value + 32) if letters else f"{value:02}"
    return text


def bars_of(drawing):
    quiet = QUIET["code 128"]
    return "".join(map(str, painted(drawing)[0][quiet:-quiet]))


@given(DIGITS | PRINTABLE)
@example("99")
@example("99999999992")
@example("RMA-1299")
def test_every_text_is_read_back_from_its_bars(text):
    assert read128(bars_of(code128(text))) == text


def test_the_library_alone_would_lose_a_leading_99():
    assert read128(Code128("990017").build()[0]) == "0017"


@pytest.mark.parametrize("number", ["100014", "47119", "990017", "999999999999", "RMA-12/4711"])
def test_a_scanner_reads_the_bars(tmp_path, number):
    assert scan(picture(code128(number), tmp_path)) == f"CODE-128:{number}"


@settings(max_examples=15)
@given(number=DIGITS, host=st.sampled_from(["http://127.0.0.1:8000", f"https://{'long.' * 20}rma.example"]))
def test_a_scanner_reads_the_square(tmp_path_factory, number, host):
    link = f"{host}/rma/desk/goods-in/{number}/"
    assert scan(picture(qr(link), tmp_path_factory.mktemp("qr"))) == f"QR-Code:{link}"


@pytest.mark.parametrize(("drawing", "quiet"), [(code128("100014"), 10), (qr("https://rma.example/"), 4)])
def test_white_stands_around_a_code_as_its_standard_asks(drawing, quiet):
    rows = painted(drawing)
    beside = [row[:quiet] + row[-quiet:] for row in rows]
    assert not any(sum(row) for row in beside) and any(row[quiet] for row in rows) and any(row[~quiet] for row in rows)


def test_white_stands_above_and_below_the_square_too():
    rows = painted(qr("https://rma.example/"))
    assert not any(map(sum, rows[:4] + rows[-4:])) and sum(rows[4]) and sum(rows[-5])


def test_the_bars_reach_from_top_to_bottom():
    rows = painted(code128("100014"))
    assert len(rows) == TALL and all(row == rows[0] for row in rows)


def test_digits_are_packed_two_to_a_sign():
    assert code128("10001400").width < code128("A001400B").width
