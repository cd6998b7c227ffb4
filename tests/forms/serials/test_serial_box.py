"""The serial box: whatever is typed, pasted or scanned is read, and none of it is lost."""

import re
from time import thread_time
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from forms.serials import serial_box
from forms.serials.pattern import tidy
from forms.serials.serial_box import Reading, read_serials, summary

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
        ("16048501 - lens broken", ["16048501"]),
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
    reading = read_serials("16O48501", EIGHT)
    assert [(serial.serial, serial.note) for serial in reading.serials] == [("16O48501", "")]
    assert reading.notes == ("This does not look like this vendor's serials: 16O48501. These have eight digits.",)


def test_all_that_do_not_fit_are_warned_of_in_one_note():
    (note,) = read_serials("\n".join(map(str, range(20))), EIGHT).notes
    assert note == (
        "These do not look like this vendor's serials: 0, 1, 2, 3, … 14 more …, 18, 19. These have eight digits."
    )


@pytest.mark.parametrize("text, form", [("4294967296", NUMBER), ("16", EIGHT), ("AB1", MIXED), ("1604850x", EIGHT)])
def test_a_warning_is_no_error(text, form):
    reading = read_serials(text, form)
    assert "not look like" in reading.notes[0] and not reading.errors


def test_what_may_be_a_range_is_kept_and_has_a_note_of_its_own():
    reading = read_serials("16048501-05", EIGHT)
    assert reading.serials[0].note.startswith("I kept 16048501-05 as one serial.") and not reading.notes


def test_a_good_serial_has_no_warning():
    reading = read_serials("16048501\n4294967295", NUMBER)
    assert [serial.note for serial in reading.serials] == ["", ""] and not reading.notes


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
    assert reading.errors == ("250 serials are too many; one form takes at most 200. Split the list.",)
    assert len(reading.serials) == 250


def test_a_list_at_the_limit_is_taken():
    assert not read_serials("16048501-16048700", EIGHT).errors


def test_duplicates_do_not_count_against_the_limit():
    assert not read_serials("16048501\n" * 300, EIGHT).errors


def test_a_range_over_the_limit_is_refused_before_it_is_made():
    reading = read_serials("16048500\n1-4294967295", NUMBER)
    assert reading.errors[0] == ("Line 2: 1-4294967295 is 4,294,967,295 serials; one form takes at most 200. Split it.")
    assert len(reading.serials) == 1


def test_many_ranges_are_not_read_to_the_end():
    text = "\n".join(f"{start}-{start + 198}" for start in range(16000000, 16200000, 200))
    reading = read_serials(text, EIGHT)
    assert "too long to read at once" in reading.errors[0]
    assert len(reading.serials) <= serial_box.MOST_FINDINGS


def at_once(part, whole, form):
    """Whether a text of eight parts takes about eight times what one takes: eight squared would be over it by far."""
    return min(spent(whole, form) for _ in range(3)) < 30 * min(spent(part, form) for _ in range(3))


def spent(text, form):
    # What else the machine is doing does not count.
    begun = thread_time()
    read_serials(text, form)
    return thread_time() - begun


@pytest.mark.parametrize("unit", ["1-", "1 ", "1 - ", "sn ", "and ", "-", "1) ", "a", "(((1", "s/n", "16048501\n"])
def test_a_whole_box_of_anything_is_read_at_once(unit):
    part = unit * (serial_box.LONGEST_TEXT // len(unit) // 8)
    assert at_once(part, part * 8, EIGHT)


def test_a_text_too_long_is_one_error_and_nothing_else():
    reading = read_serials("1 - " * 62_500, EIGHT)
    assert reading == Reading((), (), (reading.errors[0],))
    assert reading.errors[0].startswith("This is longer than one form can take: 250,000 characters")


TABLES = [
    lambda size: "\t" * (size * 1250) + "1\n" + "1\t\n" * (size * 375), lambda size: "1,2\n" * (size * 625),
    lambda size: "x1,2y\n" * (size * 125), lambda size: "1-199\t1-199\n" * (size * 200),
]  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_a_box_full_of_table_is_read_at_once(table):
    assert at_once(table(1), table(8), NUMBER)


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


TWENTY = [str(number) for number in range(16048501, 16048521)]
ABOVE = "Model\tSerial\tNote\n"


def rows(*columns, between="\t"):
    return "\n".join(between.join(cells) for cells in zip(*columns, strict=True))


MODELS, COUNT = ["BFS-U3-51S5C"] * 20, [str(number) for number in range(1, 21)]
PASTED = [
    (ABOVE + rows(MODELS, TWENTY, ["no image 2x"] * 20), FORMS, 2, TWENTY),
    ("row no.\tserial\n" + rows(COUNT, TWENTY), FORMS, 2, TWENTY),
    (rows(COUNT, TWENTY), [EIGHT, NUMBER, None], 2, TWENTY),
    ("model\tserial\n" + rows(MODELS, TWENTY), FORMS, 2, TWENTY),
    (rows(MODELS, TWENTY), [EIGHT, NUMBER, None], 2, TWENTY),
    ("S/N\tQty\r\n16048501\t1\r\n16048502\t1", FORMS, 1, TWENTY[:2]),
    ("Model;Serial no.\nBFS-1;16048501\nBFS-2;16048502", FORMS, 2, TWENTY[:2]),
    ("| Model | SN |\n|---|---|\n| BFS-1 | 16048501 |\n| BFS-2 | 16048502 |", FORMS, 2, TWENTY[:2]),
    ("No.  Model  Serial\n1    BFS-3  16048501\n2    GS-33  16048502", FORMS, 3, TWENTY[:2]),
    ("16048501, lens broken\n16048502, no image", [EIGHT, NUMBER, None], 1, TWENTY[:2]),
    ("Serial,Order\n16048501,20240501\n16048502,20240502", FORMS, 1, TWENTY[:2]),
    ("Day\tCamera\n2024-05-01\t16048501\n2024-05-02\t16048502", [EIGHT, NUMBER, None], 2, TWENTY[:2]),
    ("Order\tCamera\n20240501\t16048501\n20240501\t16048502", [EIGHT, NUMBER, None], 2, TWENTY[:2]),
    ("Model\tSerial\nBFS-1\tSN16048501\nBFS-2\t1604 8502", [EIGHT], 2, TWENTY[:2]),
    ("Model\tSerials\nBFS-1\t16048501-16048503\nBFS-2\t16048504, 16048505", [EIGHT], 2, TWENTY[:5]),
    ("15337483\t00EA080B\n15337484\t00EA080C", [EIGHT], 1, ["15337483", "15337484"]),
    ("1\t00EA080B\n2\t00EA080C", [EIGHT], 2, ["15337483", "15337484"]),
    ("Our cameras:\n\nModel\tSerial\nBFS-1\t16048501\nBFS-2\t16048502\n16048503", [EIGHT, None], 2, TWENTY[:3]),
    ("Model\tSerial\nBFS-1\t160485011\nBFS-2\t160485012", [DASHED], 2, ["160485011", "160485012"]),
    ("Type\tMark\n11-22\tAB0001\n11-23\tAB0002", [MIXED], 2, ["AB0001", "AB0002"]),
]


@pytest.mark.parametrize("text, form, at, found", [(t, form, at, found) for t, fs, at, found in PASTED for form in fs])
def test_of_a_table_one_column_is_read_and_it_is_said(text, form, at, found):
    reading = read_serials(text, form)
    assert [serial.serial for serial in reading.serials] == found and not reading.errors and not reading.remarks
    assert reading.notes[0].startswith(f"I read column {at} of your table and left the others out.")


@pytest.mark.parametrize(
    "text, form, found",
    [
        ("16048501\t16048502", EIGHT, TWENTY[:2]),
        ("16048501\t16048502\n16048503\t16048504", EIGHT, TWENTY[:4]),
        ("16048501\t16048502\n16048503\t16048504", None, TWENTY[:4]),
        ("16048501\t16048502\n16048503\n16048504\t", NUMBER, TWENTY[:4]),
        ("16048501, 16048502\n16048503, 1604850x", EIGHT, [*TWENTY[:3], "1604850X"]),
        ("16048501, 16048502, 16048503\n16048504", EIGHT, TWENTY[:4]),
        ("Old S/N\tNew S/N\n16048501\t16048502\n16048503\t16048504", EIGHT, TWENTY[:4]),
        ("\t16048501\n\t16048502", EIGHT, TWENTY[:2]),
    ],
)
def test_serials_side_by_side_are_no_table(text, form, found):
    reading = read_serials(text, form)
    assert [serial.serial for serial in reading.serials] == found and not reading.remarks
    assert "table" not in " ".join(reading.notes)


@pytest.mark.parametrize(
    "cell, note, found, remarks",
    [
        ("", "Line 3 has no serial in that column.", [], ()),
        ("n/a", "Line 3 has no serial in that column.", [], ("n/a",)),
        ("16O48502", "Line 3 has something in that column that does not look like a serial.", ["16O48502"], ()),
    ],
)
def test_a_cell_without_a_serial_names_its_line(cell, note, found, remarks):
    reading = read_serials(f"Model\tSerial\nBFS\t16048501\nBFS\t{cell}\nBFS\t16048503\n", EIGHT)
    assert [serial.serial for serial in reading.serials] == ["16048501", *found, "16048503"]
    assert note in reading.notes and reading.remarks == remarks


@pytest.mark.parametrize(
    "text, form, found, remarks",
    [
        ("cannot read it", EIGHT, [], ("cannot read it",)),
        ("n/a\nunknown\nn/a", EIGHT, [], ("n/a", "unknown", "n/a")),
        ("n/a, unknown", None, [], ("n/a", "unknown")),
        ("asdf hello\n16048501", EIGHT, ["16048501"], ("asdf hello",)),
        ("cannot read the serial number", EIGHT, [], ("cannot read the serial number",)),
        ("S/N: unknown", EIGHT, [], ("S/N: unknown",)),
        ("18475912 or maybe 18475972", EIGHT, ["18475912", "18475972"], ()),
        ("16048501 - lens broken", None, ["16048501"], ()),
        ("16048501, lens broken", EIGHT, ["16048501"], ()),
        ("Camera serials:\n16048501\nnot readable", EIGHT, ["16048501"], ("not readable",)),
        ("abcd\nabc def", SimpleNamespace(pattern="[A-Z]{4}", hex=False, at_most=None, sentence=""), ["ABCD"],
         ("abc def",)),
    ],
)  # fmt: skip
def test_words_without_a_digit_are_no_serials(text, form, found, remarks):
    reading = read_serials(text, form)
    assert ([serial.serial for serial in reading.serials], reading.remarks) == (found, remarks)


def test_words_beside_serials_are_told_in_one_note():
    notes = read_serials("16048501 - lens broken\n16048502 - lens broken\n16048503 no image", EIGHT).notes
    assert notes == ("I passed over “- lens broken” on lines 1 and 2 and “no image” on line 3, which are no serials.",)


def test_remarks_count_against_the_limit():
    (error,) = read_serials("16048501\n" + "n/a\n" * 200, EIGHT).errors
    assert error == "1 serial and 200 without a number are too many; one form takes at most 200. Split the list."


def test_no_sentence_begs():
    texts = [*(text for text, *_ in PASTED), "7" * 65, "16048501-05", "1-999999999", "1604 8501", "x\n" * 300]
    for reading in (read_serials(text, form) for text in texts for form in FORMS):
        said = [*reading.notes, *reading.errors, *(serial.note for serial in reading.serials)]
        assert "please" not in " ".join(said).lower()


SERIAL_SCRAPS = ["16048501", "16048505", "16048501-16048505", "00EA080B", "0123", "1604", "8501", "AB1234", "ab1239"]
OTHER_SCRAPS = ["50-1234567890", "S/N", "SN:", "SN", "Serial no.", "serial", "number", "no.", "1. ", "2)", "lens", "ß"]
SEPARATORS = [" to ", " and ", "-", "–", "…", "..", "#", ",", ";", "\t", " ", "  ", "\n", "\r", "\x1d", "• ", "/"]
SCRAPS = st.sampled_from([*SERIAL_SCRAPS, *OTHER_SCRAPS, *SEPARATORS, "S", "N", "９", "_", "(", "7" * 70])
CELL = st.sampled_from([*SERIAL_SCRAPS, "BFS-U3", "Model", "Serial", "n/a", "", "1", "2", "lens broken", "2024-05-01"])
ROWS = st.integers(1, 4).flatmap(lambda wide: st.lists(st.lists(CELL, min_size=wide, max_size=wide), max_size=5))
TABLES = st.builds(
    lambda table, between: "\n".join(map(between.join, table)), ROWS, st.sampled_from(["\t", ";", "|", ",", "  "])
)
BOXES = st.lists(SCRAPS, max_size=14).map("".join) | st.text(max_size=60)


@given(BOXES | TABLES, st.sampled_from(FORMS), st.integers(1, 8))
def test_the_limit_is_never_passed_in_silence(text, form, limit):
    reading = read_serials(text, form, limit)
    assert len(reading.serials) + len(reading.remarks) <= limit or reading.errors


@given(BOXES | TABLES, st.sampled_from(FORMS))
@example("lens• SN• 16048501", None)
@example("16048501 to S/N 16048501", None)
@example("number serial,S/N", None)
@example("16048501/16048501/", EIGHT)
def test_what_was_written_is_read_again(text, form):
    reading = read_serials(text, form)
    if not reading.errors:
        again = [serial.serial for serial in reading.serials]
        assert names("\n".join(again), form) == again


def left_out(text, reading):
    """The text without the columns that a note says are left out; every way to cut it into columns will do."""
    said = re.search(r"I read column (\d+) of your table", " ".join(reading.notes))
    alone = {line for note in reading.notes if " in that column" in note for line in re.findall(r"\d+", note)}
    lines = re.split(r"\r\n|\r|\n", text)
    if not said:
        return [lines]
    return [[_kept(line, cut, int(said[1]), str(at) in alone) for at, line in enumerate(lines, 1)] for cut in CUTS]


CUTS = [r"\t", ";", r"\|", ",", " {2,}"]


def _kept(line, cut, at, named):
    cells = re.split(cut, line if cut == r"\t" else line.strip().removeprefix("|").removesuffix("|").strip())
    return cells[at - 1] if len(cells) >= at else "" if named else line


def accounted(text, reading):
    """Each run of letters and digits is in a serial, remark, note or error, or left out or refused aloud."""
    said = [f"{one.typed} {one.serial} {one.note}" for one in reading.serials]
    said = " ".join([*said, *reading.notes, *reading.errors, *reading.remarks])
    refused = {int(line) for line in re.findall(r"Line (\d+):", " ".join(reading.errors))}
    return any(
        all(run in said or run.lower() in KNOWN_WORDS for run in _runs(lines, refused))
        for lines in left_out(tidy(text), reading)
    )


def _runs(lines, refused):
    kept = [line for at, line in enumerate(lines, 1) if at not in refused]
    return [run for line in kept for run in re.findall(r"[^\W_]+", line)]


@given(BOXES | TABLES, st.sampled_from(FORMS), st.integers(1, 200))
def test_nothing_typed_is_lost(text, form, limit):
    assert accounted(text, read_serials(text, form, limit))


def test_the_account_notices_a_loss():
    whole = read_serials("16048501 16048502", EIGHT)
    assert accounted("16048501 16048502", whole)
    assert not accounted("16048501 16048502", Reading(whole.serials[:1], (), ()))


def test_the_account_notices_a_serial_lost_from_the_column():
    text = ABOVE + rows(MODELS, TWENTY, MODELS)
    whole = read_serials(text, EIGHT)
    assert accounted(text, whole) and not accounted(text, Reading(whole.serials[1:], whole.notes, ()))
