"""What mails say: to a customer only what is safe, to the vendor's desk all of it, and no word becomes a header."""

from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.loading.vendor_folder import load_vendors
from content.settings.kiosk_toml import Mail as MailSettings
from content.settings.kiosk_toml import Operator, Settings, VendorSettings
from forms.mail.layout import camera_lines, number_slots, safe_model, wrapped
from forms.mail.message import compose
from forms.mail.receipt_mails import acknowledgement, copy_for_vendor
from forms.records.request import Batch, NewRequest, Unit
from forms.records.ticket import show_ticket
from tests.support.steps import stored

FLIR = load_vendors()["flir"]
OURS = Settings(
    name="Returns", demonstration=False, url="https://rma.example", operator=Operator(name="Example Optics"),
    vendor={"flir": VendorSettings(mailbox="desk@optics.example")},
)  # fmt: skip
NOW = "2026-11-22T10:00:00Z"
TICKETS = ["KXQTFRMWLH", "FHKLMQRTWX"]
COSTS = [
    ["The way there", "You", "what your carrier asks", ""],
    ["Repair", "FLIR", "free in warranty", "As we read it."],
]
VERDICT = {
    "rule": "warranty-unknown", "kind": "ask", "title": "Support checks the warranty first", "costs": COSTS,
    "questions": ["rma-time"],
}  # fmt: skip
ON_A_WAY, FIRST_LOOKED_AT = ("refund", "warranty", "paid"), ("ask", "no", "dealer", "elsewhere")
HEADERS = [
    *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress", "Reply-To"),
    *("In-Reply-To", "References", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
]
MACHINES = ("Auto-Submitted", "X-Auto-Response-Suppress")  # what says that a machine wrote it
texts = st.text(max_size=60) | st.sampled_from(["=?utf-8?q?hi=0ABcc=3A_x=40y=2Ez?=", "{link}", "a\r\nBcc: x@y.example"])


def batch(model="BFS-U3-51S5C", family="blackfly-s", serials=("16048501",), kind="ask", told=(), **more):
    units, verdict = tuple(Unit(line=1, typed=serial, serial=serial) for serial in serials), VERDICT | {"kind": kind}
    return Batch(line=1, model=model, family=family, verdict=verdict | dict(told), units=units, **more)


def request(*batches, **more):
    asked = {"vendor": "flir", "purpose": "repair", "revision": "2020-04-17", "revision_hash": "h"}
    asked |= {"ticket": TICKETS[0], "name": "Ada", "email": "ada@lab.example"}
    return NewRequest(**asked | more, batches=batches or (batch(),))


def as_mail(mail):
    """The mail as the outbox hands it to the postman."""
    given = {"id": 1, "request": 1, "attempts": 1, "next_try": None, "claimed": None, "error": None, "sent": None}
    return stored(mail, **given, ticket=TICKETS[0], link_turn=0)


def arrived(mail, link="https://rma.example/rma/ticket/k/"):
    """The mail as its receiver reads it."""
    ours = MailSettings(sender="kiosk@optics.example", reply_to="desk@optics.example")
    finished = compose(as_mail(mail), ours, {"link": link}, NOW)
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
    [line] = camera_lines(request(batch(serials=serials)), FLIR)
    assert line.startswith(shown) and all(serial not in line for serial in serials)


def test_the_two_slots_have_one_width_and_the_empty_one_says_do_not_ship():
    drawn = number_slots(TICKETS[0])
    assert len({len(line) for line in drawn.splitlines()}) == 1
    assert show_ticket(TICKETS[0]) in drawn and "DO NOT SHIP" in drawn


def test_an_issued_number_takes_its_slot():
    assert "DO NOT SHIP" not in number_slots(TICKETS[0], "100 014") and "100 014" in number_slots(TICKETS[0], "100 014")


def test_sibling_tickets_are_named_and_its_own_is_not_among_them():
    lines = acknowledgement(request(), TICKETS, FLIR, OURS).body.splitlines()
    [line] = [line for line in lines if "together" in line]
    assert show_ticket(TICKETS[1]) in line and show_ticket(TICKETS[0]) not in line


def test_a_single_request_speaks_of_no_others():
    assert "together" not in acknowledgement(request(), TICKETS[:1], FLIR, OURS).body


@pytest.mark.parametrize("kind", [*ON_A_WAY, *FIRST_LOOKED_AT])
def test_every_kind_says_what_comes_next_how_to_ask_and_to_keep_the_camera(kind):
    body = acknowledgement(request(batch(kind=kind)), TICKETS, FLIR, OURS).body
    assert "What comes next\n" in body and "Keep the camera with you until you have digits." in body
    assert "To ask something\nAnswer this mail." in body


@pytest.mark.parametrize("kind", [*ON_A_WAY, *FIRST_LOOKED_AT])
def test_every_kind_says_what_applies_and_who_pays_what(kind):
    body = acknowledgement(request(batch(kind=kind)), TICKETS, FLIR, OURS).body
    assert "By FLIR's text: Support checks the warranty first\n" in body
    assert "  The way there: you, what your carrier asks\n  Repair: FLIR, free in warranty. As we read it.\n" in body


@pytest.mark.parametrize("kind", [*ON_A_WAY, *FIRST_LOOKED_AT])
def test_where_nothing_is_settled_the_way_ends_with_what_applies(kind):
    body = acknowledgement(request(batch(kind=kind)), TICKETS, FLIR, OURS).body
    assert ("  FLIR tells you what applies\n\n" in body) == (kind in FIRST_LOOKED_AT) == ("looked at first" in body)
    assert ("  You pack it\n" in body) == (kind in ON_A_WAY)


def test_for_two_kinds_at_once_the_way_ends_with_what_applies_and_both_are_told():
    two = [batch(kind="paid", told={"title": "Repair for a fee"}), batch(kind="warranty", told={"title": "Warranty"})]
    body = acknowledgement(request(*two), TICKETS, FLIR, OURS).body
    assert "  FLIR tells you what applies\n\n" in body and "You pack it" not in body
    assert "FLIR's text: Repair for a fee\n" in body and "FLIR's text: Warranty\n" in body


def test_what_applies_to_two_groups_alike_is_told_once():
    assert acknowledgement(request(batch(), batch()), TICKETS, FLIR, OURS).body.count("By FLIR's text") == 1


def test_the_ticket_is_never_broken_over_two_lines():
    asked = request(vendor="pixelink", revision="returns-and-rmas")
    assert "[#KXQTF-RMWLH]" in acknowledgement(asked, TICKETS, load_vendors()["pixelink"], OURS).body
    places = ["x" * filled + " [#KXQTF-RMWLH]" for filled in range(80)]
    assert [text for text in places if "[#KXQTF-RMWLH]" not in wrapped(text)] == []


@given(st.lists(st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=40)))
def test_wrapping_loses_no_word(words):
    assert wrapped(" ".join(words)).split() == words


def test_a_request_judged_by_a_text_no_longer_kept_still_has_its_mail():
    mails = [acknowledgement(request(revision=name), TICKETS, FLIR, OURS) for name in ("gone", FLIR.policies[0].name)]
    assert mails[0].body == mails[1].body


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
    assert sorted(mail.keys()) == sorted({*HEADERS} - {*MACHINES}) and mail["To"] == "desk@optics.example"
    assert mail["Subject"] == "[#KXQTF-RMWLH] FLIR: a request for a return"
    assert "/rma/ticket/" not in mail.get_content()


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(lambda text: "{link}" not in text))
def test_what_was_typed_stands_in_the_copy_as_it_is(text):
    mail = arrived(copy_for_vendor(request(batch(problem="x" + text + "x")), TICKETS, FLIR, OURS))
    assert "x" + text + "x" in mail.get_content()


def test_the_copy_leads_to_the_desk_and_forbids_support_nothing():
    body = copy_for_vendor(request(), TICKETS, FLIR, OURS).body
    assert "Ticket: KXQTF-RMWLH\nAt the desk: https://rma.example/rma/desk/case/KXQTFRMWLH/\n" in body
    assert "SHIP" not in body and "+---" not in body


def test_a_serial_that_was_read_otherwise_is_told_as_typed_too():
    unit = Unit(line=1, typed="00F4E215", serial="16048661")
    copy = copy_for_vendor(request(replace(batch(), units=(unit,))), TICKETS, FLIR, OURS)
    assert "16048661 (typed: 00F4E215)" in copy.body


def test_words_in_place_of_a_number_are_told_in_the_copy():
    unit = Unit(line=0, typed="label is gone", no_serial="unreadable")
    body = copy_for_vendor(request(replace(batch(), units=(unit,))), TICKETS, FLIR, OURS).body
    assert "BFS-U3-51S5C (1)" in body and "unreadable (typed: label is gone)" in body


def test_words_in_place_of_a_number_are_not_mailed_to_the_customer():
    unit = Unit(line=0, typed="label is gone", no_serial="unreadable")
    body = acknowledgement(request(replace(batch(), units=(unit,))), TICKETS, FLIR, OURS).body
    assert "1 × BFS-U3-51S5C\n" in body and "gone" not in body


def test_cameras_without_a_number_are_counted_in_the_copy():
    units = (Unit(line=0, no_serial="unreadable"), Unit(line=0, no_serial="unreadable"))
    body = copy_for_vendor(request(replace(batch(), units=units)), TICKETS, FLIR, OURS).body
    assert "BFS-U3-51S5C (2)" in body and body.count("unreadable") == 2
