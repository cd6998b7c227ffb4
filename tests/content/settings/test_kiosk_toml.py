"""Settings: a demonstration without a file, the operator's with one, and a plain sentence for each fault."""

import re
from datetime import date

import pytest
from msgspec import Struct, structs

from content.errors import ContentError
from content.places import ROOT
from content.settings.kiosk_toml import Settings, VendorSettings, read_settings, rule_of
from tests.support.kiosk_file import LEAST

EXAMPLE = ROOT / "kiosk.example.toml"
@pytest.fixture
def kiosk(tmp_path):
    """Writes a kiosk.toml and hands out its path."""

    def write(text):
        path = tmp_path / "kiosk.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def leaves(shape, at=""):
    for field in structs.fields(shape):
        if isinstance(field.type, type) and issubclass(field.type, Struct):
            yield from leaves(field.type, f"{at}{field.name}.")
        elif field.name == "vendor":
            yield from leaves(VendorSettings, "vendor.*.")
        elif field.name != "demonstration":
            yield at + field.name


def test_no_file_is_a_harmless_demonstration(tmp_path):
    settings = read_settings(tmp_path / "kiosk.toml")
    assert settings.demonstration and settings.operator.name == "Demonstration"
    assert settings.mail.sender.endswith(".example") and not settings.mail.smtp


def test_a_file_ends_the_demonstration_and_what_it_leaves_out_is_default(kiosk):
    settings = read_settings(kiosk(LEAST))
    assert not settings.demonstration and settings.operator.name == "Example Optics"
    assert (settings.vendors, settings.draft_hours, settings.of_vendor("flir")) == (None, 24, VendorSettings())


def test_the_example_loads_with_every_kind_of_value():
    settings = read_settings(EXAMPLE)
    assert settings.url == "https://rma.example" and settings.vendors == ("flir", "pixelink")
    assert settings.security.expires == date(2030, 12, 31)
    assert settings.of_vendor("pixelink").rma_source == "entered"
    assert (settings.of_vendor("flir").return_country, settings.of_vendor("flir").rma_days) == ("DE", 30)


def test_what_nobody_settled_is_patient_and_closes_late():
    desk = VendorSettings()
    assert (desk.return_country, desk.rma_days) == ("", 0)
    reminders = desk.advice_reminder_days, desk.rma_reminder_days, desk.quote_reminder_days
    assert (*reminders, desk.advice_close_days) == (5, 7, 7, 14)


def test_no_end_and_never_closed_are_written_as_nought(kiosk):
    settings = read_settings(kiosk(LEAST + "[vendor.flir]\nrma_days = 0\nadvice_close_days = 0\nreturn_country = ''\n"))
    assert settings.of_vendor("flir") == VendorSettings(rma_days=0, advice_close_days=0)


def test_an_address_may_hold_brackets_within_a_line_and_the_example_leaves_it_empty(kiosk):
    address = "Example Optics\nGate 4 (north)"
    settings = read_settings(kiosk(LEAST + f"[vendor.flir]\nreturn_address = {address!r}\n".replace("'", '"')))
    assert settings.of_vendor("flir").return_address == address
    assert read_settings(EXAMPLE).of_vendor("flir").return_address == ""


def test_the_example_names_every_setting_and_names_only_example_hosts():
    text = EXAMPLE.read_text()
    for leaf in leaves(Settings):
        assert re.search(rf"^{leaf.rpartition('.')[2]} = ", text, re.M), leaf
    assert {host.rpartition(".")[2] for host in re.findall(r"@([\w.]+\w)", text) if host != "host"} == {"example"}


def test_every_setting_has_a_sentence_that_says_what_to_write():
    assert all(rule_of(leaf).description.startswith("write ") for leaf in leaves(Settings))


@pytest.mark.parametrize(
    "key, line",
    [
        ("colour", 'colour = "red"'),
        ("demonstration", "demonstration = true"),
        ("secret", 'secret = "abc"'),
        ("url", 'url = "rma.example"'),
        ("url", 'url = "https://rma.example/"'),
        ("url", 'url = "https://rma.example/kiosk"'),
        ("url", 'url = "https://RMA.example"'),
        ("url", 'url = "https://rma.example:443"'),
        ("url", 'url = "https://someone@rma.example"'),
        ("url", 'url = "javascript:alert(1)"'),
        ("url", 'url = "https://rma.example\\n"'),
        ("vendors", "vendors = []"),
        ("vendors", 'vendors = "flir"'),
        ("vendors", 'vendors = ["flir", "flir"]'),
        ("vendors", 'vendors = ["../flir"]'),
        ("vendors[2]", 'vendors = ["flir", 1]'),
        ("trusted_proxies", "trusted_proxies = -1"),
        ("trusted_proxies", "trusted_proxies = true"),
        ("draft_hours", "draft_hours = 0"),
        ("draft_hours", 'draft_hours = "24"'),
        ("security", 'security = "us"'),
        ("security.contact", 'security.contact = "ask us"'),
        ("security.contact", 'security.contact = "http://rma.example/report"'),
        ("security.expires", 'security.expires = "2030-12-31"'),
        ("security.until", "security.until = 2030-12-31"),
        ("vendor", "vendor = 3"),
        ("vendor", 'vendor."FLIR Inc.".mailbox = ""'),
        ("vendor.flir", 'vendor.flir = "yes"'),
        ("vendor.flir.mailbox", 'vendor.flir.mailbox = "desk"'),
        ("vendor.flir.mailbox", 'vendor.flir.mailbox = "büro@optics.example"'),
        ("vendor.flir.rma_source", 'vendor.flir.rma_source = "guessed"'),
        ("vendor.flir.return_address", "vendor.flir.return_address = " + repr("line\\n" * 11)),
        ("vendor.flir.return_address", f'vendor.flir.return_address = "{"long " * 13}"'),
        ("vendor.flir.return_address", 'vendor.flir.return_address = "a bell \\u0007"'),
        ("vendor.flir.return_address", 'vendor.flir.return_address = "Example Optics\\n(street and number)\\nTown"'),
        ("vendor.flir.return_address", 'vendor.flir.return_address = "Example Optics\\n (country) "'),
        ("vendor.flir.return_country", 'vendor.flir.return_country = "Canada"'),
        ("vendor.flir.return_country", 'vendor.flir.return_country = "ca"'),
        ("vendor.flir.return_country", 'vendor.flir.return_country = "XX"'),
        ("vendor.flir.rma_days", "vendor.flir.rma_days = -1"),
        ("vendor.flir.rma_days", "vendor.flir.rma_days = true"),
        ("vendor.flir.rma_days", 'vendor.flir.rma_days = "30"'),
        ("vendor.flir.advice_reminder_days", "vendor.flir.advice_reminder_days = 0"),
        ("vendor.flir.advice_close_days", "vendor.flir.advice_close_days = 366"),
        ("vendor.flir.rma_reminder_days", "vendor.flir.rma_reminder_days = 0"),
        ("vendor.flir.quote_reminder_days", "vendor.flir.quote_reminder_days = 7.5"),
        ("vendor.flir.address", 'vendor.flir.address = "here"'),
        ("vendor.pixelink", 'vendors = ["flir"]\nvendor.pixelink.mailbox = ""'),
    ],
)
def test_each_fault_names_file_and_key_and_what_to_write(kiosk, key, line):
    with pytest.raises(ContentError) as fault:
        read_settings(kiosk(f"{line}\n{LEAST}"))
    assert (fault.value.file, fault.value.key) == ("kiosk.toml", key)
    assert re.search(r"\b(write|add) ", fault.value.write)


@pytest.mark.parametrize(
    "key, was, now",
    [
        ("name", '"Returns"', '" "'),
        ("name", '"Returns"', '"Two\\nlines"'),
        ("name", '"Returns"', "7"),
        ("operator.name", '"Example Optics"', '"Example\\r\\nBcc: someone"'),
        ("operator.contact", '"returns@optics.example"', '"returns"'),
        ("mail.sender", '"kiosk@optics.example"', '"kiosk@optics.example\\nBcc: a@optics.example"'),
        ("mail.sender", '"kiosk@optics.example"', '"kiosk"'),
        ("mail.smtp", "[mail]", '[mail]\nsmtp = "mail.example"'),
        ("mail.smtp", "[mail]", '[mail]\nsmtp = "smtp://user@mail.example"'),
        ("mail.reply_to", "[mail]", '[mail]\nreply_to = "us"'),
        ("mail.bounces", "[mail]", '[mail]\nbounces = "us"'),
        ("mail.cc", "[mail]", '[mail]\ncc = "us"'),
    ],
)
def test_a_bad_name_or_address_is_refused(kiosk, key, was, now):
    with pytest.raises(ContentError) as fault:
        read_settings(kiosk(LEAST.replace(was, now, 1)))
    assert fault.value.key == key


@pytest.mark.parametrize("line", [line for line in LEAST.splitlines() if "=" in line])
def test_what_only_the_operator_knows_may_not_be_left_out(kiosk, line):
    with pytest.raises(ContentError, match=f"{line.split()[0]}: write"):
        read_settings(kiosk(LEAST.replace(line, "", 1)))


@pytest.mark.parametrize(
    "smtp", ["smtp://mail.example:587", "smtps://mail.example", "smtp://us:p%40ss@127.0.0.1:2525?starttls=1"]
)
def test_a_mail_server_is_an_address(kiosk, smtp):
    assert read_settings(kiosk(LEAST + f'smtp = "{smtp}"\n')).mail.smtp == smtp


@pytest.mark.parametrize("text, says", [("name = Returns", "line 1"), (b'name = "\xff"', "UTF-8")])
def test_a_file_that_is_not_toml_says_where(kiosk, text, says):
    with pytest.raises(ContentError, match=says):
        read_settings(kiosk(text))
