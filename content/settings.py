"""Who runs the kiosk: instance/kiosk.toml, read strictly; without that file it is a demonstration."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Literal

import iso3166
from email_validator import EmailNotValidError, validate_email
from msgspec import Struct, ValidationError, convert, structs

from content.errors import ContentError

KIOSK = Path(__file__).resolve().parent.parent / "instance" / "kiosk.toml"
HOST = r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?"
ORIGIN = re.compile(rf"http://{HOST}(?::(?!80$)\d+)?|https://{HOST}(?::(?!443$)\d+)?")
SMTP = re.compile(rf"smtps?://(?:[^\s/:@]+:[^\s/@]+@)?{HOST}(?::\d+)?(?:\?starttls=1)?")
SLUG = re.compile(r"[a-z0-9-]+")
# A demonstration's would be untrue here.
ASKED_FOR = ("name", "operator.name", "operator.contact", "operator.imprint", "operator.privacy", "mail.sender")


class Operator(Struct, frozen=True):
    """Who answers for this kiosk, and the texts the law asks of them."""

    name: str = "Demonstration"
    contact: str = ""
    imprint: str = ""
    privacy: str = ""


class Mail(Struct, frozen=True):
    """Where mail comes from and goes through; without `smtp` it is put into instance/mail/."""

    sender: str = "kiosk@kiosk.example"
    reply_to: str = ""
    smtp: str = ""


class Security(Struct, frozen=True):
    """What /.well-known/security.txt says."""

    contact: str = ""
    expires: date | None = None


class Desk(Struct, frozen=True):
    """What the operator settled for one vendor; `entered` numbers come from the vendor's own system.

    `intake` is where requests go: here; to the vendor's own portal, by a hand-over sheet; or on by mail to `mailbox`.
    """

    intake: Literal["kiosk", "handover", "mailbox"] = "kiosk"
    portal: str = ""
    mailbox: str = ""
    return_address: str = ""
    return_country: str = ""
    rma_source: Literal["series", "entered"] = "series"
    rma_days: int = 0
    advice_reminder_days: int = 5
    advice_close_days: int = 14
    rma_reminder_days: int = 7
    quote_reminder_days: int = 7


class Settings(Struct, frozen=True):
    """Everything the operator settles; as made without a file, a demonstration that reaches nobody."""

    name: str = "Return kiosk"
    url: str = "http://127.0.0.1:8000"
    vendors: tuple[str, ...] | None = None
    trusted_proxies: int = 0
    draft_hours: int = 24
    operator: Operator = Operator()
    mail: Mail = Mail()
    security: Security = Security()
    vendor: dict[str, Desk] = {}
    demonstration: bool = True

    def desk(self, slug):
        """What is settled for the vendor `slug`, or the defaults."""
        return self.vendor.get(slug, Desk())


def is_line(text):
    """Something to read, on one line."""
    return bool(text.strip()) and text.isprintable()


def is_email(text):
    try:
        return bool(validate_email(text, check_deliverability=False))
    except EmailNotValidError:
        return False


def is_contact(text):
    """An e-mail address or a page."""
    return is_email(text) or re.fullmatch(rf"https://{HOST}(?::\d+)?/\S*", text) is not None


def is_page(text):
    return re.fullmatch(rf"https://{HOST}(?::\d+)?(?:/\S*)?", text) is not None


def are_slugs(names):
    return bool(names) and len(set(names)) == len(names) and all(SLUG.fullmatch(name) for name in names)


def or_empty(check):
    return lambda text: not text or check(text)


def is_address(text):
    """A postal address that fits the packing sheet and has nothing left to be put in, or none."""
    lines = text.strip().splitlines()
    if any(re.fullmatch(r"\s*\(.*\)\s*", line) for line in lines):
        return False
    return len(lines) <= 10 and all(len(line) <= 60 and (not line or line.isprintable()) for line in lines)


def is_country(code):
    return re.fullmatch("[A-Z]{2}", code) and code in iso3166.countries_by_alpha2


def up_to(most, least=0):
    return lambda count: least <= count <= most


def anything(value):
    return True


RULES = {  # each key: whether a value will do, and what to write when it does not
    "name": (is_line, 'write the name of this kiosk on one line, such as "Returns at Example Optics"'),
    "url": (ORIGIN.fullmatch, 'write where people reach it, in small letters, without a path and without a slash at'
            ' the end, such as "https://rma.example"'),
    "vendors": (are_slugs, 'write the vendors\' folder names, each once, in the order to show them, such as'
                ' ["flir", "pixelink"]; for all of them leave the key out'),
    "trusted_proxies": (lambda count: 0 <= count <= 9, "write how many proxies of yours stand in front, or 0"),
    "draft_hours": (lambda hours: 1 <= hours <= 720, "write how many hours an unsent form is kept, from 1 to 720"),
    "operator.name": (is_line, "write who runs this kiosk, on one line"),
    "operator.contact": (is_email, "write the e-mail address people can ask at"),
    "operator.imprint": (str.strip, "write the imprint as text, in three quotes if it has several lines"),
    "operator.privacy": (str.strip, "write the privacy statement as text, in three quotes if it has several lines"),
    "mail.sender": (is_email, "write the e-mail address the kiosk's mail comes from"),
    "mail.reply_to": (or_empty(is_email), 'write the e-mail address answers go to, or "" for the sender'),
    "mail.smtp": (or_empty(SMTP.fullmatch), 'write "smtp://host:587", "smtps://host:465" or'
                  ' "smtp://user:password@host:587?starttls=1"; "" puts mail into instance/mail/'),
    "security.contact": (or_empty(is_contact), "write an e-mail address or an https:// page for security faults"),
    "security.expires": (anything, "write a date without quotes, such as 2030-12-31"),
    "vendor.*.intake": (anything, 'write "kiosk" where requests are kept here, "handover" where the vendor keeps its'
                        ' own portal, or "mailbox" where all goes on by mail'),
    "vendor.*.portal": (or_empty(is_page), 'write the https:// page where the vendor takes requests, or ""'),
    "vendor.*.mailbox": (or_empty(is_email), 'write the e-mail address of this vendor\'s support desk, or ""'),
    "vendor.*.return_address": (is_address, "write the real street, town and country parcels go to, no line in round"
                                " brackets, as text in three quotes: at most ten lines of sixty characters"),
    "vendor.*.return_country": (or_empty(is_country), 'write the country of the return address in the two capital'
                                ' letters of ISO 3166, such as "CA", or "" where it is not settled'),
    "vendor.*.rma_source": (anything, 'write "series" for numbers made here, or "entered" for the vendor\'s own'),
    "vendor.*.rma_days": (up_to(3650), "write how many days an RMA number is good where the vendor states none, or 0"
                          " for no end"),
    "vendor.*.advice_reminder_days": (up_to(365, 1), "write after how many days support's advice is brought to mind,"
                                      " from 1 to 365"),
    "vendor.*.advice_close_days": (up_to(365), "write how many days after that reminder an unanswered request is"
                                   " closed, or 0 for never"),
    "vendor.*.rma_reminder_days": (up_to(365, 1), "write how many days before an RMA number ends people are reminded of"
                                   " it, from 1 to 365; where it has no end, days after it was issued"),
    "vendor.*.quote_reminder_days": (up_to(365, 1), "write after how many days an unanswered quote is brought to mind,"
                                     " from 1 to 365"),
}  # fmt: skip


def read_settings(path=None):
    """The operator's settings, the demonstration's where there is no file, or a ContentError."""
    path = Path(path or KIOSK)
    if not path.exists():
        return Settings()
    table = _parsed(path)
    settings = structs.replace(_struct(Settings, table, "", path.name), demonstration=False)
    _nothing_missing(settings, table, path.name)
    return settings


def _parsed(path):
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise ContentError(path.name, "-", "save this file as UTF-8") from None
    except tomllib.TOMLDecodeError as fault:
        raise ContentError(path.name, "-", f"this is not TOML yet: {fault}") from None


def _struct(shape, table, at, file):
    if not isinstance(table, dict):
        raise ContentError(file, at, f"write [{at}] on a line of its own and its keys below it")
    kinds = {field.name: field.type for field in structs.fields(shape) if field.name != "demonstration"}
    for key in table:
        if key not in kinds:
            raise ContentError(file, _under(at, key), f"there is no such key; write one of {', '.join(kinds)}")
    return shape(**{key: _value(kinds[key], value, _under(at, key), file) for key, value in table.items()})


def _value(kind, value, at, file):
    if at == "vendor":
        return _desks(value, file)
    if isinstance(kind, type) and issubclass(kind, Struct):
        return _struct(kind, value, at, file)
    check, write = RULES[re.sub(r"^vendor\.[^.]+", "vendor.*", at)]
    try:
        value = convert(value, kind, builtin_types=(date,))
    except ValidationError:
        raise ContentError(file, at, write) from None
    if not check(value):
        raise ContentError(file, at, write)
    return value


def _desks(table, file):
    if not isinstance(table, dict) or not all(SLUG.fullmatch(slug) for slug in table):
        raise ContentError(file, "vendor", "write a table for each vendor's folder name, such as [vendor.flir]")
    return {slug: _struct(Desk, desk, f"vendor.{slug}", file) for slug, desk in table.items()}


def _nothing_missing(settings, table, file):
    for key in ASKED_FOR:
        above, _, leaf = key.rpartition(".")
        if leaf not in (table.get(above, {}) if above else table):
            raise ContentError(file, key, RULES[key][1])
    for slug, desk in settings.vendor.items():
        if settings.vendors and slug not in settings.vendors:
            raise ContentError(file, f"vendor.{slug}", f'add "{slug}" to vendors, or take this table away')
        if desk.intake == "mailbox" and not desk.mailbox:
            write = 'write the e-mail address all requests go to; without it intake = "mailbox" reaches nobody'
            raise ContentError(file, f"vendor.{slug}.mailbox", write)


def _under(at, key):
    return f"{at}.{key}" if at else key
