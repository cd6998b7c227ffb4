"""Who runs the kiosk: instance/kiosk.toml, read strictly; without that file it is a demonstration."""

import os
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Literal

from msgspec import Struct, ValidationError, convert, structs

from content.errors import ContentError
from content.places import KIOSK
from content.settings.rules import RULES, SLUG

# A demonstration's would be untrue here.
ASKED_FOR = ("name", "operator.name", "operator.contact", "operator.imprint", "operator.privacy", "mail.sender")


class Operator(Struct, frozen=True):
    """Who answers for this kiosk, and the texts the law asks of them."""

    name: str = "Demonstration"
    contact: str = ""
    imprint: str = ""
    privacy: str = ""


class Mail(Struct, frozen=True):
    """Where mail comes from and goes through; without `smtp` it is put into instance/mail/.

    `bounces` is told by mail servers what could not be delivered; without it the sender is.
    """

    sender: str = "kiosk@kiosk.example"
    reply_to: str = ""
    bounces: str = ""
    smtp: str = ""


class Limits(Struct, frozen=True):
    """How much is taken within an hour before the first mails of what is more are held; and the room for drafts."""

    drafts_an_hour: int = 20  # begun from one network
    sent_an_hour: int = 600  # by all
    draft_megabytes: int = 500


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
    limits: Limits = Limits()
    security: Security = Security()
    vendor: dict[str, Desk] = {}
    demonstration: bool = True

    def desk(self, slug):
        """What is settled for the vendor `slug`, or the defaults."""
        return self.vendor.get(slug, Desk())


def read_settings(path=None):
    """The operator's settings, the demonstration's where there is no file, or a ContentError.

    A demonstration is open on this machine alone, at the port that it is told.
    """
    path = Path(path or KIOSK)
    if not path.exists():
        return Settings(url=f"http://127.0.0.1:{os.environ.get('PORT') or 8000}")
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
