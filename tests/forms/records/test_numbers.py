"""Tickets and RMA numbers: read kindly, checked strictly, never taken for one another."""

import random
from itertools import combinations
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.records import rma_number as rma_numbers
from forms.records import ticket as tickets
from forms.records.rma_number import read_number, read_rma, rma_number, show_rma, shown_in, shown_rma
from forms.records.ticket import LETTERS, new_ticket, read_ticket, show_ticket, spell_ticket
from forms.records.typed_number import NOT_OURS, ReadNumber, digits_of

TICKETS = [new_ticket(random.Random(seed).choice) for seed in range(5)]
POSITIONS = [1, 2, 94_728, 89_999, 90_000, 1_234_567]


def swapped(text, one, other):
    signs = list(text)
    signs[one], signs[other] = signs[other], signs[one]
    return "".join(signs)


def slips(ticket):
    """Every way to write one letter wrong."""
    return [ticket[:at] + letter + ticket[at + 1 :] for at in range(10) for letter in LETTERS if letter != ticket[at]]


def swaps(ticket):
    return [swapped(ticket, a, b) for a, b in combinations(range(10), 2) if ticket[a] != ticket[b]]


@pytest.mark.parametrize("ticket", TICKETS)
def test_every_wrong_letter_is_caught(ticket):
    assert not any(read_ticket(slip).ticket for slip in slips(ticket))


@pytest.mark.parametrize("ticket", TICKETS)
def test_every_swap_of_two_letters_is_caught(ticket):
    assert not any(read_ticket(swap).ticket for swap in swaps(ticket))


def test_equal_weights_would_let_every_swap_pass(monkeypatch):
    monkeypatch.setattr(tickets, "WEIGHTS", (1,) * 10)
    assert all(read_ticket(swap).ticket for swap in swaps(new_ticket()))


def test_a_ticket_is_ten_letters_and_reads_back_as_shown():
    for ticket in TICKETS:
        assert len(ticket) == 10 and set(ticket) <= set(LETTERS)
        assert read_ticket(show_ticket(ticket)) == ReadNumber(ticket=ticket)


def test_a_ticket_is_shown_in_halves_and_spelled():
    assert show_ticket("KXQTFRMWLH") == "KXQTF-RMWLH"
    assert spell_ticket("KXQTFRMWLH") == "Kilo X-ray Quebec Tango Foxtrot Romeo Mike Whiskey Lima Hotel"


@pytest.mark.parametrize(
    "form",
    ["{}", " {} ", "[#{}]", "Re: [#{}] camera", "ticket {}", "Ticket no. {}", "TICKET:{}", "ticket number {}", "“{}”."],
)
def test_a_ticket_is_read_in_any_dress(form):
    shown = show_ticket(TICKETS[0])
    for written in (shown, shown.lower(), " ".join(TICKETS[0]), shown.replace("-", "."), shown.replace("-", "\n")):
        assert read_ticket(form.format(written)).ticket == TICKETS[0]


def test_rhymes_are_read_as_their_kin_and_said():
    ticket = next(t for t in map(new_ticket, [random.Random(n).choice for n in range(99)]) if {*"TMF"} < {*t})
    heard = ticket.replace("T", "b").replace("M", "N").replace("F", "s")
    assert read_ticket(heard).ticket == ticket
    assert read_ticket(ticket.replace("T", "B", 1)).note == "We read B as T."
    assert set(read_ticket(heard).note) >= set("B as T, N as M and S as F")


def test_no_ticket_holds_an_ugly_word():
    draw = random.Random(8).choice
    drawn = " ".join(new_ticket(draw) for _ in range(20_000))
    assert not any(word in drawn for word in tickets.UGLY)


def test_an_ugly_draw_is_drawn_again():
    letters = iter("RLWTFRLQY" + "RLQYRLQYR")
    assert new_ticket(lambda _: next(letters)).startswith("RLQYRLQYR")


def test_without_the_list_the_ugly_draw_would_stand(monkeypatch):
    monkeypatch.setattr(tickets, "UGLY", ())
    letters = iter("RLWTFRLQY")
    assert "WTF" in new_ticket(lambda _: next(letters))


@pytest.mark.parametrize(
    "text, says",
    [
        ("", "Type your ticket"),
        (None, "Type your ticket"),
        (" -.- ", "Type your ticket"),
        ("KXQTF", "this has 5"),
        ("KXQTFRMWLHK", "this has 11"),
        ("KXQTF-RMWL0", "has digits"),
        ("KXQTF-RMWLO", "No ticket has the letter O."),
        ("KXQTF-RMAEI", "No ticket has the letter A, E or I."),
        ("KXQTF-RMWLЖ", "No ticket has the letter Ж."),
        ("KXQTF-RMWLH", "two have changed places"),
    ],
)
def test_a_wrong_ticket_says_what_to_do(text, says):
    assert read_ticket(text).ticket is None and says in read_ticket(text).error


@pytest.mark.parametrize("position", POSITIONS)
def test_every_wrong_digit_is_caught(position):
    number = rma_number(position)
    wrong = [number[:at] + d + number[at + 1 :] for at in range(len(number)) for d in "0123456789" if d != number[at]]
    assert {read_rma(slip).error for slip in wrong} == {NOT_OURS}


@pytest.mark.parametrize("position", POSITIONS)
def test_every_swap_of_neighbours_is_caught(position):
    number = rma_number(position)
    places = [at for at in range(len(number) - 1) if number[at] != number[at + 1]]
    assert not any(read_rma(swapped(number, at, at + 1)).number for at in places)


def test_without_the_check_digit_a_swap_would_pass(monkeypatch):
    monkeypatch.setattr(rma_numbers.damm, "is_valid", lambda number: True)
    assert read_rma(swapped(rma_number(94_728), 3, 4)).number


@given(st.integers(1, 10**9))
def test_an_rma_number_reads_back_as_shown(position):
    number = rma_number(position)
    assert len(number) >= 6 and number[0] != "0"
    assert read_rma(show_rma(number)) == read_number(f"[RMA#{number}]") == ReadNumber(number=number)


def test_the_series_never_repeats_and_only_grows():
    series = [int(rma_number(position)) for position in range(1, 2_000)]
    assert series == sorted(set(series))


def test_the_series_has_no_place_before_the_first():
    with pytest.raises(ValueError, match="starts at 1"):
        rma_number(0)


def test_an_rma_number_is_shown_in_threes():
    assert [show_rma(number) for number in ("104728", "1047286")] == ["104 728", "104 728 6"]


def test_a_makers_own_number_is_shown_as_it_was_given():
    assert [shown_rma("7788123", source) for source in ("series", "entered")] == ["778 812 3", "7788123"]
    rmas = {"1047286": SimpleNamespace(source="series"), "7788123": SimpleNamespace(source="entered")}
    request = SimpleNamespace(rma=rmas.get)
    assert [shown_in(request, number) for number in (*rmas, "99", None)] == ["104 728 6", "7788123", "99", None]


@pytest.mark.parametrize("text", ["104729", "12", "0", "000000", "012340", "16048501", "9" * 400])
def test_strange_digits_may_be_the_vendors_own(text):
    assert read_rma(text) == read_number(text) == ReadNumber(error=NOT_OURS)


@pytest.mark.parametrize("text, says", [("", "Type your RMA"), ("RMA #", "Type your RMA"), ("KXQTF", "digits only")])
def test_a_wrong_rma_number_says_what_to_do(text, says):
    assert says in read_rma(text).error


def test_letters_are_a_ticket_and_digits_an_rma_number():
    assert read_number(show_ticket(TICKETS[0])) == ReadNumber(ticket=TICKETS[0])
    assert read_number("rma " + rma_number(1)) == ReadNumber(number=rma_number(1))


@pytest.mark.parametrize("text, says", [("", "(letters) or"), ("ticket", "(letters) or"), ("RL 104", "one of the two")])
def test_neither_number_says_what_to_do(text, says):
    assert says in read_number(text).error


@given(st.text())
def test_any_text_gets_a_number_or_an_error(text):
    for read in (read_ticket(text), read_rma(text), read_number(text)):
        assert bool(read.ticket or read.number) != bool(read.error)


@pytest.mark.parametrize("typed", [
    "100 014", "RMA 100014", "rma-no. 100 014", "RMA-Nr.: 100014", "[RMA#100014]", "Re: [RMA#100 014] your camera",
    "Ticket number 100014", "100.014", "\uff11\uff10\uff10\uff10\uff11\uff14", "no 100014", "\uff2e\uff52. 100014",
])  # fmt: skip
def test_digits_are_read_alike_whatever_stands_around_them(typed):
    assert digits_of(typed) == "100014"


@pytest.mark.parametrize("typed", ["", None, "KXQTF-RMWLH", "RMA", "100014 or 100021 or so"])
def test_where_there_is_more_than_digits_there_are_none(typed):
    assert digits_of(typed) == ""
