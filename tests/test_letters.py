"""What mails say: to a customer only what is safe, to the vendor's desk all of it, and no word becomes a header."""

from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.load import load_vendors
from content.numbers import show_ticket
from content.settings import Desk, Operator, Settings
from forms.mail.eml import compose
from forms.mail.letters import acknowledgement, contents, copy_for_vendor, safe_model, slots
from forms.store import Mail, NewBatch, NewRequest, NewUnit

FLIR = load_vendors()["flir"]
OURS = Settings(
    name="Returns", demonstration=False, url="https://rma.example", operator=Operator(name="Example Optics"),
    vendor={"flir": Desk(mailbox="desk@optics.example")},
)  # fmt: skip
NOW = "2026-11-22T10:00:00Z"
TICKETS = ["KXQTFRMWLH", "FHKLMQRTWX"]
VERDICT = {"rule": "warranty-unknown", "kind": "ask", "questions": ["rma-time"]}
HEADERS = [
    *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress", "Reply-To"),
    *("In-Reply-To", "References", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
]
texts = st.text(max_size=60) | st.sampled_from(["=?utf-8?q?hi=0ABcc=3A_x=40y=2Ez?=", "{link}", "a\r\nBcc: x@y.example"])


def batch(model="BFS-U3-51S5C", family="blackfly-s", serials=("16048501",), kind="ask", **more):
    units = tuple(NewUnit(line=1, typed=serial, serial=serial) for serial in serials)
    return NewBatch(line=1, model=model, family=family, verdict=VERDICT | {"kind": kind}, units=units, **more)


def request(*batches, **more):
    asked = {"vendor": "flir", "locale": "en", "purpose": "repair", "revision": "2020-04-17", "revision_hash": "h"}
    asked |= {"ticket": TICKETS[0], "name": "Ada", "email": "ada@lab.example"}
    return NewRequest(**asked | more, batches=batches or (batch(),))


def as_mail(mail):
    """The mail as the outbox hands it to the postman."""
    given = {"id": 1, "request": 1, "attempts": 1, "next_try": None, "claimed": None, "error": None, "sent": None}
    return Mail(**vars(mail) | given, ticket=TICKETS[0], link_turn=0)


def arrived(mail, link="https://rma.example/rma/ticket/k/"):
    """The mail as its receiver reads it."""
    finished = compose(as_mail(mail), "kiosk@optics.example", "desk@optics.example", lambda _: {"link": link}, NOW)
    return message_from_bytes(finished, policy=policy.default)


# To the customer


@given(st.fixed_dictionaries(dict.fromkeys(["name", "company", "phone", "address", "own_reference"], texts)),
       st.fixed_dictionaries(dict.fromkeys(["problem", "error_text"], texts)))  # fmt: skip
def test_the_customers_mail_is_the_same_whatever_was_typed(person, fault):
    typed = acknowledgement(request(batch(**fault), **person), TICKETS, FLIR, OURS)
    plain = acknowledgement(request(), TICKETS, FLIR, OURS)
    assert replace(typed, message_id="") == replace(plain, message_id="")


@given(texts)
def test_a_model_the_catalogue_does_not_know_is_not_repeated(model):
    assert safe_model(batch(model="Zq " + model, family=""), FLIR) == "FLIR product"


@pytest.mark.parametrize(
    "model, family, shown",
    [
        ("BFS-U3-51S5C", "blackfly-s", "BFS-U3-51S5C"),
        ("bfs u3 51s5c", "blackfly-s", "BFS-U3-51S5C"),
        ("BFS-BUY-AT-EVIL-EXAMPLE", "blackfly-s", "FLIR Blackfly S"),
        ("", "", "FLIR product"),
    ],
)
def test_a_model_is_named_in_the_catalogues_words(model, family, shown):
    assert safe_model(batch(model=model, family=family), FLIR) == shown


@pytest.mark.parametrize(
    "serials, shown",
    [
        (["16048501"], "1 × BFS-U3-51S5C, serial …8501"),
        (["1234"], "1 × BFS-U3-51S5C"),
        (["BUYATEVIL"], "1 × BFS-U3-51S5C"),
        (["16048501", "16048502"], "2 × BFS-U3-51S5C, serial …8501 and …8502"),
        ([str(16048501 + n) for n in range(9)], "9 × BFS-U3-51S5C, serial …8501, …8502, …8503, …8504, …8505"),
    ],
)
def test_of_a_serial_only_four_digits_are_mailed(serials, shown):
    [line] = contents(request(batch(serials=serials)), FLIR)
    assert line.startswith(shown) and all(serial not in line for serial in serials)


def test_the_two_slots_have_one_width_and_the_empty_one_says_do_not_ship():
    drawn = slots(TICKETS[0])
    assert len({len(line) for line in drawn.splitlines()}) == 1
    assert show_ticket(TICKETS[0]) in drawn and "DO NOT SHIP" in drawn


def test_an_issued_number_takes_its_slot():
    assert "DO NOT SHIP" not in slots(TICKETS[0], "100 014") and "100 014" in slots(TICKETS[0], "100 014")


def test_sibling_tickets_are_named_and_its_own_is_not_among_them():
    lines = acknowledgement(request(), TICKETS, FLIR, OURS).body.splitlines()
    [line] = [line for line in lines if "together" in line]
    assert show_ticket(TICKETS[1]) in line and show_ticket(TICKETS[0]) not in line


def test_a_single_request_speaks_of_no_others():
    assert "together" not in acknowledgement(request(), TICKETS[:1], FLIR, OURS).body


@pytest.mark.parametrize("kind", ["refund", "warranty", "paid", "ask", "no", "dealer", "elsewhere"])
def test_every_kind_says_what_comes_next_and_to_keep_the_camera(kind):
    body = acknowledgement(request(batch(kind=kind)), TICKETS, FLIR, OURS).body
    assert "What comes next\n" in body and "Please keep the camera with you until you have digits." in body


def test_lines_fit_a_narrow_window():
    body = acknowledgement(request(*[batch()] * 3), TICKETS, FLIR, OURS).body
    assert [line for line in body.splitlines() if len(line) > 78] == []


@pytest.mark.parametrize("demonstration", [True, False])
def test_only_a_demonstration_says_that_nothing_reaches_the_vendor(demonstration):
    body = acknowledgement(request(), TICKETS, FLIR, Settings(demonstration=demonstration)).body
    assert ("nothing of this reaches FLIR" in body) == demonstration


def test_the_subject_carries_exactly_one_tag():
    mail = arrived(acknowledgement(request(), TICKETS, FLIR, OURS))
    assert mail["Subject"].count("[") == 1 and mail["Subject"].startswith("[#KXQTF-RMWLH] ")


def test_the_link_is_filled_in_once_on_delivery():
    mail = acknowledgement(request(), TICKETS, FLIR, OURS)
    assert mail.body.count("{link}") == 1 and arrived(mail).get_content().count("/rma/ticket/k/") == 1


def test_every_mail_of_a_ticket_stands_in_one_thread_under_a_name_of_its_own():
    mails = [acknowledgement(request(), TICKETS, FLIR, OURS) for _ in range(2)]
    assert mails[0].thread == mails[1].thread and mails[0].message_id != mails[1].message_id


# To the desk


@given(st.fixed_dictionaries(dict.fromkeys(["name", "company", "phone", "address", "own_reference", "dealer"], texts)),
       st.fixed_dictionaries(dict.fromkeys(["model", "problem", "error_text"], texts)))  # fmt: skip
def test_whatever_was_typed_the_copy_has_our_headers_and_one_receiver(person, fault):
    mail = arrived(copy_for_vendor(request(batch(**fault), **person), TICKETS, FLIR, OURS))
    assert sorted(mail.keys()) == sorted(HEADERS) and mail["To"] == "desk@optics.example"
    assert mail["Subject"] == "[#KXQTF-RMWLH] FLIR: a request for a return"
    assert mail["Auto-Submitted"] == "auto-replied" and "/rma/ticket/" not in mail.get_content()


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(lambda text: "{link}" not in text))
def test_what_was_typed_stands_in_the_copy_as_it_is(text):
    mail = arrived(copy_for_vendor(request(batch(problem="x" + text + "x")), TICKETS, FLIR, OURS))
    assert "x" + text + "x" in mail.get_content()


def test_a_serial_that_was_read_otherwise_is_told_as_typed_too():
    unit = NewUnit(line=1, typed="00F4E215", serial="16048661")
    copy = copy_for_vendor(request(replace(batch(), units=(unit,))), TICKETS, FLIR, OURS)
    assert "16048661 (typed: 00F4E215)" in copy.body


def test_cameras_without_a_number_are_counted_in_the_copy():
    units = (NewUnit(line=0, no_serial="unreadable"), NewUnit(line=0, no_serial="unreadable"))
    body = copy_for_vendor(request(replace(batch(), units=units)), TICKETS, FLIR, OURS).body
    assert "BFS-U3-51S5C (2)" in body and body.count("unreadable") == 2
