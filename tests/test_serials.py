"""The serial box: whatever is typed, pasted or scanned is read, and none of it is lost."""

import re
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from content import serials
from content.serials import Reading, read_serials, summary, write_serials

EIGHT = SimpleNamespace(pattern=r"\d{7,9}", hex=True, at_most=None, sentence="These have eight digits.")
NUMBER = SimpleNamespace(pattern=r"\d{1,10}", hex=False, at_most=4294967295, sentence="")
DASHED = SimpleNamespace(pattern=r"50-\d{10}", hex=False, at_most=None, sentence="")
MIXED = SimpleNamespace(pattern=r"[A-Z]{2}\d{4}", hex=False, at_most=None, sentence="")
FORMS = [None, EIGHT, NUMBER, DASHED, MIXED]
KNOWN_WORDS = {"s", "n", "sn", "serial", "serials", "number", "numbers", "no", "nos", "nr", "and"}


def names(text, form=EIGHT, limit=200):
    return [serial.serial for serial in read_serials(text, form, limit).serials]


@pytest.mark.parametrize(
    "text, found",
    [
        ("", []),
        (None, []),
        (" \r\n\t -- ", []),
        ("16048501", ["16048501"]),
        ("16048501\n16048502\r\n16048503\r16048504", ["16048501", "16048502", "16048503", "16048504"]),
        ("16048501\t16048502\t16048503", ["16048501", "16048502", "16048503"]),
        ("16048501, 16048502;16048503 | 16048504", ["16048501", "16048502", "16048503", "16048504"]),
        ("16048501   16048502", ["16048501", "16048502"]),
        ("16048501\x1d16048502\x0316048503\x0b16048504", ["16048501", "16048502", "16048503", "16048504"]),
        ("16048501 16048502", ["16048501", "16048502"]),
        ("16048501/16048502 + 16048503", ["16048501", "16048502", "16048503"]),
        ("16048501 and 16048502", ["16048501", "16048502"]),
        ("1604 8501", ["16048501"]),
        ("1604 8501, 1604 8502", ["16048501", "16048502"]),
        ("1604850 16048 501", ["1604850", "16048501"]),
        ("160485 160486", ["160485", "160486"]),
        ("S/N 16048501", ["16048501"]),
        ("S/N:\t16048501", ["16048501"]),
        ("s/n16048501 sn: 16048502", ["16048501", "16048502"]),
        ("SN16048501", ["16048501"]),
        ("Serial no. 16048501, Serial number: 16048502, #16048503", ["16048501", "16048502", "16048503"]),
        ("Serial nos. 16048501 and 16048502", ["16048501", "16048502"]),
        ("1. 16048501\n2) 16048502\n3)16048503\n4.\t16048504", ["16048501", "16048502", "16048503", "16048504"]),
        ("• “16048501”\n- '16048502'\n* (16048503).", ["16048501", "16048502", "16048503"]),
        ("16048501-16048503", ["16048501", "16048502", "16048503"]),
        ("16048501 to 16048503", ["16048501", "16048502", "16048503"]),
        ("S/N 16048501 – 16048503", ["16048501", "16048502", "16048503"]),
        ("16048501…16048502, 16048504..16048505", ["16048501", "16048502", "16048504", "16048505"]),
        ("00160485 – 00160486", ["00160485", "00160486"]),
        ("00EA080B", ["15337483"]),
        ("010aaa3e", ["17476158"]),
        ("00160485", ["00160485"]),
        ("１６０４８５０１、16048502\u3000\u300016048503", ["16048501", "16048502", "16048503"]),
        ("\ufeff16048501\u00a0\u00a016048\u200b502", ["16048501", "16048502"]),
        ("16048501 - lens broken", ["16048501", "LENS BROKEN"]),
        ("16048501…05", ["16048501…05"]),
        ("16048505-16048501", ["16048505-16048501"]),
    ],
)
def test_the_box_is_read_as_people_mean_it(text, found):
    assert names(text) == found


@pytest.mark.parametrize(
    "text, form, found",
    [
        ("16048501-16048503", None, ["16048501-16048503"]),
        ("SN0012", None, ["SN0012"]),
        ("sn 0012", None, ["0012"]),
        ("ab 12", None, ["AB12"]),
        ("16048501 16048502", None, ["16048501", "16048502"]),
        ("99 to 101", NUMBER, ["99", "100", "101"]),
        ("099-101", NUMBER, ["099", "100", "101"]),
        ("099-1010", NUMBER, ["099-1010"]),
        ("1604 8501", NUMBER, ["1604", "8501"]),
        ("00EA080B", NUMBER, ["00EA080B"]),
        ("50-1234567890", DASHED, ["50-1234567890"]),
        ("50-1234567890-50-1234567892", DASHED, ["50-1234567890", "50-1234567891", "50-1234567892"]),
        ("ab0099 – ab0101", MIXED, ["AB0099", "AB0100", "AB0101"]),
        ("ab0099 – ac0101", MIXED, ["AB0099–AC0101"]),
        ("ab 0099", MIXED, ["AB0099"]),
    ],
)
def test_the_vendors_form_decides_what_is_one_serial(text, form, found):
    assert names(text, form) == found


def test_a_serial_keeps_what_was_typed_and_its_line():
    first, second = read_serials("s/n: 0016a\n\n1604 8501", EIGHT).serials
    assert (first.typed, first.serial, first.line) == ("s/n: 0016a", "0016A", 1)
    assert (second.typed, second.serial, second.line) == ("1604 8501", "16048501", 3)


def test_a_serial_that_does_not_fit_is_kept_and_warned_of():
    (serial,) = read_serials("16O48501", EIGHT).serials
    assert serial.note == "Please check 16O48501. These have eight digits. I kept it as you typed it."


@pytest.mark.parametrize("text, form", [("4294967296", NUMBER), ("16", EIGHT), ("AB1", MIXED), ("16048501-05", EIGHT)])
def test_a_warning_is_no_error(text, form):
    reading = read_serials(text, form)
    assert reading.serials[0].note and not reading.errors


def test_a_good_serial_has_no_warning():
    assert [s.note for s in read_serials("16048501\n4294967295", NUMBER).serials] == ["", ""]


def test_a_hexadecimal_serial_shows_both_ways_to_write_it():
    (serial,) = read_serials("00EA080B", EIGHT).serials
    assert serial.typed == "00EA080B" and "00EA080B" in serial.note and "15337483" in serial.note


@pytest.mark.parametrize(
    "text, note",
    [
        ("16048501-16048505", "Line 1: I read 16048501-16048505 as 5 serials."),
        ("\n16048501 to 16048502", "Line 2: I read 16048501 to 16048502 as 2 serials."),
        ("1604 8501", "Line 1: I read “1604 8501” as 1 serial. "),
        ("Serial number\n16048501", "Line 1: I passed over “Serial number”, which is no serial."),
        ("16048501\n\n16048501", "16048501 is there twice, on lines 1 and 3; I kept it once."),
        ("16048501,16048501,16048501", "16048501 is there 3 times, on line 1; I kept it once."),
        ("15337483\n00EA080B", "15337483 is there twice, on lines 1 and 2 (also written 00EA080B); I kept it once."),
    ],
)
def test_what_was_understood_is_said(text, note):
    assert [said for said in read_serials(text, EIGHT).notes if said.startswith(note)]


def test_two_short_numbers_with_a_blank_are_two_and_it_is_said():
    assert "as 2 serials" in read_serials("1604 8501", NUMBER).notes[0]


def test_a_serial_too_long_names_its_line():
    reading = read_serials("16048501\n" + "7" * 65, EIGHT)
    assert reading.errors[0].startswith("Line 2: “777777777777…” is 65 characters long")
    assert [serial.serial for serial in reading.serials] == ["16048501"]


def test_sixty_four_characters_are_not_too_long():
    assert not read_serials("7" * 64, EIGHT).errors


def test_a_list_over_the_limit_is_refused_with_both_numbers_and_not_cut():
    reading = read_serials("\n".join(str(16048501 + at) for at in range(250)), EIGHT)
    assert reading.errors == ("250 serials are too many; one form takes at most 200. Please split the list.",)
    assert len(reading.serials) == 250


def test_a_list_at_the_limit_is_taken():
    assert not read_serials("16048501-16048700", EIGHT).errors


def test_duplicates_do_not_count_against_the_limit():
    assert not read_serials("16048501\n" * 300, EIGHT).errors


def test_a_range_over_the_limit_is_refused_before_it_is_made():
    reading = read_serials("16048500\n1-4294967295", NUMBER)
    assert reading.errors[0] == (
        "Line 2: 1-4294967295 is 4,294,967,295 serials; one form takes at most 200. Please split it."
    )
    assert len(reading.serials) == 1


def test_many_ranges_are_not_read_to_the_end():
    text = "\n".join(f"{start}-{start + 198}" for start in range(16000000, 16800000, 200))
    reading = read_serials(text, EIGHT)
    assert "too long to read at once" in reading.errors[0]
    assert len(reading.serials) <= serials.MOST_FINDINGS


@pytest.mark.timeout(20)
@pytest.mark.parametrize("unit", ["1-", "1 ", "1 - ", "sn ", "and ", "-", "1) ", "a", "(((1", "s/n", "16048501\n"])
def test_a_whole_box_of_anything_is_read_at_once(unit):
    read_serials(unit * (65_536 // len(unit)), EIGHT)


@pytest.mark.parametrize(
    "text, says",
    [
        ("", "I read no serials."),
        ("16048501", "I read 1 serial: 16048501."),
        ("16048501 16048502 16048503", "I read 3 serials: 16048501, 16048502, 16048503."),
        (
            "16048501-16048540",
            "I read 40 serials: 16048501, 16048502, 16048503, 16048504, … 34 more …, 16048539, 16048540.",
        ),
    ],
)
def test_the_summary_counts_and_names(text, says):
    assert summary(read_serials(text, EIGHT)) == says


def test_nothing_typed_is_an_empty_reading():
    assert read_serials("") == Reading((), (), ())


SERIAL_SCRAPS = ["16048501", "16048505", "16048501-16048505", "00EA080B", "0123", "1604", "8501", "AB1234", "ab1239"]
OTHER_SCRAPS = ["50-1234567890", "S/N", "SN:", "SN", "Serial no.", "serial", "number", "no.", "1. ", "2)", "lens", "ß"]
SEPARATORS = [" to ", " and ", "-", "–", "…", "..", "#", ",", ";", "\t", " ", "  ", "\n", "\r", "\x1d", "• ", "/"]
SCRAPS = st.sampled_from([*SERIAL_SCRAPS, *OTHER_SCRAPS, *SEPARATORS, "S", "N", "９", "_", "(", "7" * 70])
BOXES = st.lists(SCRAPS, max_size=14).map("".join) | st.text(max_size=60)


@given(BOXES, st.sampled_from(FORMS), st.integers(1, 8))
def test_the_limit_is_never_passed_in_silence(text, form, limit):
    reading = read_serials(text, form, limit)
    assert len(reading.serials) <= limit or reading.errors


@given(BOXES, st.sampled_from(FORMS))
@example("16048501 to S/N 16048501", None)
@example("number serial,S/N", None)
@example("16048501/16048501/", EIGHT)
def test_what_was_written_is_read_again(text, form):
    reading = read_serials(text, form)
    if not reading.errors:
        assert names(write_serials(reading.serials), form) == [serial.serial for serial in reading.serials]


def accounted(text, reading):
    """Each run of letters and digits stands in a serial, a note or an error, or its line is named by an error."""
    said = [f"{one.typed} {one.serial} {one.note}" for one in reading.serials] + [*reading.notes, *reading.errors]
    refused = {int(line) for line in re.findall(r"Line (\d+):", " ".join(reading.errors))}
    lines = enumerate(re.split(r"\r\n|\r|\n", serials._tidy(text)), 1)
    runs = {run for line, content in lines if line not in refused for run in re.findall(r"[^\W_]+", content)}
    return all(run in " ".join(said) for run in runs if run.lower() not in KNOWN_WORDS)


@given(BOXES, st.sampled_from(FORMS), st.integers(1, 200))
def test_nothing_typed_is_lost(text, form, limit):
    assert accounted(text, read_serials(text, form, limit))


def test_the_account_notices_a_loss():
    whole = read_serials("16048501 16048502", EIGHT)
    assert not accounted("16048501 16048502", Reading(whole.serials[:1], (), ()))
