"""Who runs the kiosk: instance/kiosk.toml, read strictly; without that file it is a demonstration."""

import os
import re
from datetime import date
from pathlib import Path
from typing import Literal

from msgspec import Struct, structs

from content.errors import ContentError, Fault
from content.places import KIOSK
from content.settings.rules import RULES, SLUG
from content.toml import parsed, read_text, shaped

# A demonstration's would be untrue here.
ASKED_FOR = ("name", "operator.name", "operator.contact", "operator.imprint", "operator.privacy", "mail.sender")


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    """What the tables of kiosk.toml share: frozen, and strict."""


class Operator(Table):
    """Who answers for this kiosk, and the texts the law asks of them."""

    name: str = "Demonstration"
    contact: str = ""
    imprint: str = ""
    privacy: str = ""


class Mail(Table):
    """Where mail comes from and which server sends it; without `smtp` it is put into instance/mail/.

    Mail servers report to `bounces` what they could not deliver; where it is empty, to the sender.
    """

    sender: str = "kiosk@kiosk.example"
    reply_to: str = ""
    bounces: str = ""
    smtp: str = ""


class Limits(Table):
    """How many forms are taken within an hour before the mails of further ones are held; and the room for drafts."""

    drafts_an_hour: int = 20  # begun from one network
    sent_an_hour: int = 600  # by all
    draft_megabytes: int = 500


class Security(Table):
    """What /.well-known/security.txt says."""

    contact: str = ""
    expires: date | None = None


class Desk(Table):
    """What the operator settled for one vendor; `entered` numbers come from the vendor's own system.

    `intake` is where requests go: to this kiosk; by a hand-over sheet to the vendor's own portal; by mail to `mailbox`.
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


class KioskFile(Table):
    """The whole of kiosk.toml."""

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


class Settings(KioskFile):
    """Everything the operator settles; without a file, the defaults of a demonstration that reaches nobody."""

    demonstration: bool = True

    def desk(self, slug):
        """What is settled for the vendor `slug`, or the defaults."""
        return self.vendor.get(slug, Desk())


def read_settings(path=None):
    """The operator's settings, the demonstration's where there is no file, or a ContentError.

    A demonstration answers on this machine alone, at the port that the environment names in PORT.
    """
    path = Path(path or KIOSK)
    if not path.exists():
        return Settings(url=f"http://127.0.0.1:{os.environ.get('PORT') or 8000}")
    tables = parsed(read_text(path.parent, path.name), path.name)
    settings = Settings(**structs.asdict(_shaped(tables, path.name)), demonstration=False)
    for fault in _faults(settings, dict(_given(tables))):
        raise ContentError(path.name, *fault)
    return settings


def _shaped(tables, file):
    """The KioskFile; what a key may hold is said by its rule."""
    try:
        return shaped(tables, file, KioskFile)
    except ContentError as fault:
        key = fault.key.partition("[")[0]  # of a list as a whole
        raise ContentError(file, key, RULES.get(_rule_of(key), (None, fault.write))[1]) from None


def _rule_of(key):
    """'vendor.*.mailbox' for 'vendor.flir.mailbox'."""
    return re.sub(r"^vendor\.[^.]+", "vendor.*", key)


def _given(table, above=""):
    """Pairs of a key, such as 'mail.smtp', and what is written there."""
    for key, value in table.items():
        yield from _given(value, f"{above}{key}.") if isinstance(value, dict) else [(above + key, value)]


def _faults(settings, given):
    """A Fault for each value that will not do, and for each that is missing."""
    if not all(SLUG.fullmatch(slug) for slug in settings.vendor):
        yield Fault("vendor", "write a table for each vendor's folder name, such as [vendor.flir]")
    for key, value in given.items():
        will_do, write = RULES[_rule_of(key)]
        if not will_do(value):
            yield Fault(key, write)
    yield from (Fault(key, RULES[key][1]) for key in ASKED_FOR if key not in given)
    for slug, desk in settings.vendor.items():
        if settings.vendors and slug not in settings.vendors:
            yield Fault(f"vendor.{slug}", f'add "{slug}" to vendors, or take this table away')
        if desk.intake == "mailbox" and not desk.mailbox:
            write = 'write the e-mail address all requests go to; without it intake = "mailbox" reaches nobody'
            yield Fault(f"vendor.{slug}.mailbox", write)
