"""Sentences about mail: each is sent once it is stored, with one Message-ID, and says nothing but what was meant."""

import re
import smtplib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from email import policy
from email.errors import MessageError
from email.message import EmailMessage

import pytest
from aiosmtpd.smtp import AuthResult
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from content.settings.kiosk_toml import Mail as MailSettings
from forms.mail.message import UnsafeMail, compose, new_message_id, pack, read_back, write_headers, write_text
from forms.mail.transport import WAITS, FolderTransport, SmtpTransport, TryLater, deliver_due
from forms.records.timestamps import later
from forms.store.confirmation import confirm_draft
from forms.store.database.connection import open_store
from forms.store.drafts import save_draft
from forms.store.mail.outbox import claim_mail, mails_of
from tests.support.mail_server import Mailbox, RudeMailbox, free_port, read, sample_mail, serving
from tests.support.quick import fresh_database
from tests.support.writer import NOW, sample_draft, sample_request, two_requests

SENDER, REPLY_TO = "Return kiosk <kiosk@kiosk.example>", "desk@kiosk.example"
OURS = MailSettings(sender=SENDER, reply_to=REPLY_TO)
LINK = "https://kiosk.example/rma/ticket/key/"
HEADERS = [
    "Auto-Submitted", "Content-Transfer-Encoding", "Content-Type", "Date", "From", "MIME-Version", "Message-ID",
    "Reply-To", "Subject", "To", "X-Auto-Response-Suppress",
]  # fmt: skip
TRICK = "=?utf-8?q?hi=0ABcc=3A_x=40y=2Ez?="
HOSTILE = [
    TRICK,
    "=?utf-8?q?=0A=0Aanother text?=",
    "=?utf-8?b?CkJjYzogeEB5Lno=?=",
    "=?utf-8?q?a?= =?utf-8?q?=0D=0ABcc=3A_x=40y=2Ez?=",
    "a\nBcc: x@y.example",
    "a\r\nBcc: x@y.example",
    "a\rBcc: x@y.example",
    "a\0Bcc: x@y.example",
    "a\x0bBcc: x@y.example",
    "a\u0085Bcc: x@y.example",
    "a\u2028Bcc: x@y.example",
    "a\u2029 Bcc: x@y.example",
    "\r\n\r\nanother text",
    "a@b.example, x@y.example",
    "a@b.example>, <x@y.example",
    "",
    " ",
    "x" * 5000,
]


def filling(mail):
    return {"link": LINK}


def composed(mail):
    return compose(mail, OURS, filling(mail), NOW)


def meant(mail):
    """The headers and the text that a mail is meant to have."""
    return write_headers(mail, OURS, NOW), write_text(mail.body, filling(mail))


def header_names(finished):
    """Read the names of the headers without the library under test."""
    head = finished.partition(b"\r\n\r\n")[0]
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", head)
    return sorted(line.partition(b":")[0].decode() for line in head.split(b"\r\n") if line[:1] not in b" \t")


# The bytes of a mail


def test_a_mail_says_who_to_whom_what_and_that_a_machine_wrote_it():
    mail = read(composed(sample_mail()))
    assert (mail["From"], mail["To"], mail["Reply-To"]) == (SENDER, "ann@mail.example", REPLY_TO)
    assert (mail["Subject"], mail["Message-ID"]) == ("We have your request [#KXQTF-RMWLH]", "<1@kiosk.example>")
    assert (mail["Date"], mail["Auto-Submitted"]) == ("Sun, 22 Nov 2026 10:00:00 +0000", "auto-generated")
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail.get_content().splitlines() == ["Good day,", "", f"your page: {LINK}"]


def test_a_plain_mail_can_be_read_in_its_file():
    assert LINK.encode() in composed(sample_mail())
    assert b"Subject: We have your request [#KXQTF-RMWLH]\r\n" in composed(sample_mail())


@pytest.mark.parametrize("thread, points", [("<t@kiosk.example>", True), ("<1@kiosk.example>", False), ("", False)])
def test_a_later_mail_points_to_its_thread_and_the_first_does_not(thread, points):
    further = set(header_names(composed(sample_mail(thread=thread)))) - set(HEADERS)
    assert further == ({"In-Reply-To", "References"} if points else set())


@pytest.mark.parametrize("body", ["{0.__class__} {} {other} %s", "{{link}", "a } b { c", "back\\slash \\1"])
def test_only_known_placeholders_are_filled_in(body):
    assert write_text(body, {"link": LINK}) == body.replace("{link}", LINK) + "\n"


def test_what_is_filled_in_is_not_looked_through_again():
    assert write_text("{a}{b}", {"a": "{b}", "b": "{a}"}) == "{b}{a}\n"


@pytest.mark.parametrize("sender", ["a@kiosk.example", "Rückgabe <a@kiosk.example>", '"Desk, 2"  <a@kiosk.example>'])
def test_the_operator_may_write_the_sender_in_any_usual_way(sender):
    finished = compose(sample_mail(), MailSettings(sender=sender), {}, NOW)
    assert read(finished)["From"].addresses[0].addr_spec in sender


def test_a_message_id_stands_under_the_senders_domain_and_is_never_the_same():
    one, other = new_message_id(SENDER), new_message_id(SENDER)
    assert one != other and re.fullmatch(r"<[0-9a-f]{32}@kiosk\.example>", one)


words = st.text(st.characters(categories=["L", "N", "Pd", "Po", "Sc"]), min_size=1, max_size=40)


@settings(max_examples=150, deadline=None)
@given(st.lists(words, min_size=1, max_size=12).map(" ".join))
def test_a_subject_in_any_script_arrives_as_it_was_written(subject):
    assert str(read(composed(sample_mail(subject=subject)))["Subject"]) == subject


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t"), max_size=300))
def test_a_text_in_any_script_arrives_as_it_was_written(text):
    finished = composed(sample_mail(body=text.replace("{link}", "")))
    body = finished.partition(b"\r\n\r\n")[2]
    assert max(map(len, body.split(b"\r\n"))) < 998 and body.isascii()
    assert read(finished).get_payload(decode=True).decode().rstrip() == text.replace("\n", "\r\n").rstrip()


# Nothing typed becomes a header

fields = st.sampled_from(["to_address", "subject", "body", "thread", "message_id"])
signs = st.sampled_from(["?=", "=?", "=0A", "\r", "\n", "\0", "\u0085", "\u2028"])
pieces = st.lists(st.sampled_from(HOSTILE) | signs | st.text(max_size=9))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("field", ["to_address", "subject", "body", "message_id"])
def test_hostile_text_in_a_field_never_makes_another_header(field, text):
    assert only_the_meant_headers(sample_mail(**{field: text}))


@settings(max_examples=600, deadline=None)
@given(fields, pieces.map("".join))
def test_no_text_at_all_makes_another_header(field, text):
    assert only_the_meant_headers(sample_mail(**{field: text}))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_filled_in_never_makes_another_header(text):
    finished = compose(sample_mail(), OURS, {"link": text}, NOW)
    assert header_names(finished) == HEADERS


def only_the_meant_headers(mail):
    try:
        finished = composed(mail)
    except UnsafeMail:
        return True
    received = read(finished)
    assert [address.addr_spec for address in received["To"].addresses] == [mail.to_address]
    return set(header_names(finished)) - {"In-Reply-To", "References"} == set(HEADERS)


@pytest.mark.parametrize("address", [*HOSTILE, "ann", "ä@b.example", TRICK + "@b.example", "a@b.example,c@d.example"])
def test_a_mail_goes_to_one_plain_address_or_not_at_all(address):
    with pytest.raises(UnsafeMail):
        composed(sample_mail(to_address=address))


def test_reading_back_stops_the_trick_as_the_usual_way_writes_it_on_some_versions():
    headers, text = meant(sample_mail(subject=TRICK))
    finished = pack(headers, text).replace(b"\r\nDate:", b"\nBcc: x@y.z\r\nDate:")
    with pytest.raises(UnsafeMail, match="other headers"):
        read_back(finished, headers, text)


def test_whatever_the_usual_way_makes_of_the_trick_no_header_gets_past_reading_back():
    headers, text = meant(sample_mail(subject=TRICK))
    try:
        finished = built_the_usual_way(headers, text)
        read_back(finished, headers, text)
    except (UnsafeMail, MessageError):  # a version that is mended may refuse by itself
        return
    assert header_names(finished) == HEADERS


def built_the_usual_way(headers, text):
    message = EmailMessage(policy=policy.SMTP)
    for name, value in headers.items():
        message[name] = value
    message.set_content(text)
    return message.as_bytes()


TAMPERED = {
    "a further recipient": (b"To: ann@mail.example", b"To: ann@mail.example, x@y.example"),
    "a hidden recipient": (b"Subject:", b"Bcc: x@y.example\r\nSubject:"),
    "the recipient twice": (b"Subject:", b"To: ann@mail.example\r\nSubject:"),
    "another recipient": (b"ann@mail", b"bea@mail"),
    "another subject": (b"[#KXQTF-RMWLH]", b"[#KXQTF-RMWLK]"),
    "another sender": (b"<kiosk@", b"<koisk@"),
    "an invitation to answer": (b"Auto-Submitted: auto-generated\r\n", b""),
    "a line of text more": (b"Good day", b"Bad news\r\nGood day"),
    "the text as a web page": (b"text/plain", b"text/html"),
    "the head cut short": (b"Date:", b"\r\nDate:"),
    "a line without a name": (b"Date:", b"what is this\r\nDate:"),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_reading_back_refuses(name):
    headers, text = meant(sample_mail())
    finished = pack(headers, text)
    read_back(finished, headers, text)
    with pytest.raises(UnsafeMail):
        read_back(finished.replace(*TAMPERED[name], 1), headers, text)


# Delivering, to a real mail server on this machine


@pytest.fixture
def mailbox():
    return Mailbox()


@pytest.fixture
def transport(mailbox):
    with serving(mailbox) as url:
        yield SmtpTransport(url)


@pytest.fixture
def path(tmp_path):
    fresh_database(tmp_path / "rma.db")
    return tmp_path / "rma.db"


@pytest.fixture
def store(path):
    with closing(open_store(path)) as store:
        save_draft(store, sample_draft())
        confirm_draft(store, "draft-1", "digest-1", [sample_request()], NOW)
        yield store


def deliver(store, transport, now=NOW, fill=filling, settings=OURS):
    return deliver_due(store, transport, settings, fill, lambda: now)


def counted(**counts):
    return {"sent": 0, "later": 0, "failed": 0} | counts


def only_mail(store):
    [mail] = mails_of(store, 1)
    return mail


def test_a_taken_mail_is_sent_once_from_the_senders_plain_address(store, transport, mailbox):
    assert deliver(store, transport) == counted(sent=1)
    assert deliver(store, transport) == counted()
    [envelope] = mailbox.taken
    assert (envelope.mail_from, envelope.rcpt_tos) == ("kiosk@kiosk.example", ["ann@mail.example"])
    assert only_mail(store).sent == NOW and only_mail(store).error is None
    assert header_names(envelope.content) == HEADERS


def test_what_cannot_be_delivered_goes_back_to_the_address_that_is_settled(store, transport, mailbox):
    ours = structs.replace(OURS, bounces="bounces@kiosk.example")
    assert deliver(store, transport, settings=ours) == counted(sent=1)
    [envelope] = mailbox.taken
    assert envelope.mail_from == "bounces@kiosk.example" and read(envelope.content)["From"] == SENDER


ANSWERS = [
    ("at_rcpt", "421 4.3.2 going down", "later"),
    ("at_rcpt", "450 4.2.0 mailbox busy", "later"),
    ("at_rcpt", "550 5.1.1 no such mailbox", "failed"),
    ("at_data", "421 4.3.2 going down", "later"),
    ("at_data", "451 4.3.0 try again", "later"),
    ("at_data", "550 5.7.1 not wanted", "failed"),
    ("at_data", "hang", "later"),
    ("at_data", "drop", "later"),
]


def misbehave(mailbox, transport, place, answer):
    setattr(mailbox, place, [answer])
    if answer == "hang":
        transport.timeout = 0.3


@pytest.mark.parametrize("place, answer, outcome", ANSWERS)
def test_every_answer_but_yes_is_kept_and_sorted(store, transport, mailbox, place, answer, outcome):
    misbehave(mailbox, transport, place, answer)
    assert deliver(store, transport) == counted(**{outcome: 1})
    mail = only_mail(store)
    assert mail.sent is None and mail.error and (answer in ("hang", "drop") or answer in mail.error)
    assert mail.next_try == (later(NOW, 60) if outcome == "later" else None)


@pytest.mark.parametrize("place, answer", [(place, answer) for place, answer, outcome in ANSWERS if outcome == "later"])
def test_after_trouble_the_mail_arrives_with_the_message_id_it_always_had(store, transport, mailbox, place, answer):
    misbehave(mailbox, transport, place, answer)
    deliver(store, transport)
    transport.timeout = 10
    assert deliver(store, transport, later(NOW, 59)) == counted()
    assert deliver(store, transport, later(NOW, 60)) == counted(sent=1)
    assert {read(envelope.content)["Message-ID"] for envelope in mailbox.taken} == {only_mail(store).message_id}
    assert len(mailbox.taken) == (2 if answer == "drop" else 1)


def test_a_server_that_hangs_up_at_the_farewell_has_taken_the_mail(store):
    mailbox = RudeMailbox()
    with serving(mailbox) as url:
        assert deliver(store, SmtpTransport(url)) == counted(sent=1)
    assert len(mailbox.taken) == 1


def test_without_a_server_the_mail_is_tried_for_three_days_and_then_failed(store):
    transport, now, waits = SmtpTransport(f"smtp://127.0.0.1:{free_port()}"), NOW, 0
    while deliver(store, transport, now) == counted(later=1):
        now, waits = only_mail(store).next_try, waits + 1
    assert waits == len(WAITS) and later(NOW, 70 * 3600) < now < later(NOW, 72 * 3600)
    assert only_mail(store).next_try is None and "refused" in only_mail(store).error


def test_two_postmen_at_once_send_each_mail_once(path, store, mailbox, transport):
    for number in range(8):
        save_draft(store, sample_draft(f"draft-{number}"))
        confirm_draft(store, f"draft-{number}", "digest-1", two_requests(f"draft-{number}"), NOW)

    def carry(_):
        with closing(open_store(path)) as own:
            return deliver(own, transport)

    with ThreadPoolExecutor(2) as postmen:
        sent = sum(counts["sent"] for counts in postmen.map(carry, range(2)))
    times = Counter(read(envelope.content)["Message-ID"] for envelope in mailbox.taken)
    assert sent == len(times) == store.rows("SELECT count(*) AS mails FROM outbox")[0]["mails"] > 10
    assert set(times.values()) == {1}


def test_a_mail_whose_postman_vanished_is_sent_when_the_lease_is_over(store, transport, mailbox):
    claim_mail(store, NOW, 120)
    assert deliver(store, transport, later(NOW, 119)) == counted()
    assert deliver(store, transport, later(NOW, 120)) == counted(sent=1)


def test_others_can_write_while_a_mail_is_on_its_way(path, store, tmp_path):
    class Watching(FolderTransport):
        def send(self, mail, finished, bounces):
            with closing(open_store(path)) as other:
                other.db.execute("PRAGMA busy_timeout = 20")
                assert save_draft(other, sample_draft("meanwhile"))
            super().send(mail, finished, bounces)

    assert deliver(store, Watching(tmp_path)) == counted(sent=1)


def test_an_unsafe_mail_is_failed_with_its_reason_and_those_behind_it_go(path, store, transport, mailbox):
    save_draft(store, sample_draft("draft-2"))
    confirm_draft(store, "draft-2", "digest-1", [sample_request("OTHER")], NOW)
    store.db.execute("UPDATE outbox SET to_address = ? WHERE id = 1", ["a@b.example, x@y.example"])
    assert deliver(store, transport) == counted(failed=1, sent=1)
    assert "one plain address" in only_mail(store).error and len(mailbox.taken) == 1


def test_a_fault_of_our_own_puts_a_mail_off_and_those_behind_it_go(store, transport):
    links = {"OTHER": LINK}
    save_draft(store, sample_draft("draft-2"))
    confirm_draft(store, "draft-2", "digest-1", [sample_request("OTHER")], NOW)
    assert deliver(store, transport, fill=lambda mail: {"link": links[mail.ticket]}) == counted(later=1, sent=1)
    assert only_mail(store).error == "KeyError: 'KXQTFRMWLH'"


def test_the_link_is_made_of_the_turn_at_delivery(store, tmp_path):
    store.db.execute("UPDATE request SET link_turn = 5")
    deliver(store, FolderTransport(tmp_path / "mail"), fill=lambda mail: {"link": f"{mail.ticket}-{mail.link_turn}"})
    [file] = (tmp_path / "mail").iterdir()
    assert b"KXQTFRMWLH-5" in file.read_bytes()


# Servers that ask for more


def log_in(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b"ann", b"p@ss"), handled=False)


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
@pytest.mark.parametrize("password, outcome", [("p%40ss", "sent"), ("wrong", "later")])
def test_a_wrong_password_costs_no_mail(store, mailbox, password, outcome):
    with serving(mailbox, authenticator=log_in, auth_required=True, auth_require_tls=False) as url:
        transport = SmtpTransport(url.replace("//", f"//ann:{password}@"))
        assert deliver(store, transport) == counted(**{outcome: 1})


def test_a_mail_that_shall_be_encrypted_does_not_leave_in_the_clear(store, mailbox):
    with serving(mailbox) as url:
        assert deliver(store, SmtpTransport(url + "?starttls=1")) == counted(later=1)
        wrapped = SmtpTransport(url.replace("smtp", "smtps"), timeout=1)
        assert deliver(store, wrapped, later(NOW, 60)) == counted(later=1)
    assert not mailbox.taken


@pytest.mark.parametrize("url", ["", "127.0.0.1", "127.0.0.1:25", "http://127.0.0.1", "smtp://", "smtp:///mail"])
def test_an_address_that_is_no_mail_servers_is_refused_with_the_right_form(url):
    with pytest.raises(ValueError, match="smtp://host:port"):
        SmtpTransport(url)


def test_an_address_without_a_port_means_the_usual_one():
    assert SmtpTransport("smtp://mail.example").port == 0 and smtplib.SMTP_PORT == 25


# The folder


def test_the_folder_gets_one_whole_file_a_mail(store, tmp_path):
    assert deliver(store, FolderTransport(tmp_path / "new" / "mail")) == counted(sent=1)
    [file] = (tmp_path / "new" / "mail").iterdir()
    assert file.name == "2026-11-22T100000Z-1-ann@mail.example.eml"
    assert read(file.read_bytes())["To"] == "ann@mail.example"


@pytest.mark.parametrize("address", ["../../x@b.example", "/etc/x", "a\0b@b.example", "x" * 5000, "..\\x", "\u202ex"])
def test_no_address_leads_out_of_the_folder(tmp_path, address):
    FolderTransport(tmp_path / "mail").send(sample_mail(to_address=address), b"text", "")
    [file] = (tmp_path / "mail").iterdir()
    assert file.read_bytes() == b"text" and re.fullmatch(r"[A-Za-z0-9@._+-]+\.eml", file.name)
    assert [found.name for found in tmp_path.iterdir()] == ["mail"]


def test_a_folder_that_cannot_be_written_is_tried_later(tmp_path):
    (tmp_path / "mail").write_text("in the way")
    with pytest.raises(TryLater, match="mail folder cannot be written"):
        FolderTransport(tmp_path / "mail").send(sample_mail(), b"text", "")
