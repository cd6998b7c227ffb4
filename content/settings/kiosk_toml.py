"""Who runs the kiosk: instance/kiosk.toml, read strictly; without that file it is a demonstration."""

import os
from datetime import date
from functools import reduce
from pathlib import Path
from typing import Literal

from msgspec import Struct, structs

from content.errors import ContentError, Fault, refuse
from content.misshapen import type_below
from content.places import KIOSK
from content.settings import rules
from content.toml import limited, parsed, read_text, shaped

# A demonstration's would be untrue here.
ASKED_FOR = ("name", "operator.name", "operator.contact", "operator.imprint", "operator.privacy", "mail.sender")
Intake = Literal["kiosk", "handover", "mailbox"]


def or_empty(check):
    return lambda text: not text or check(text)


def text(will_do, write):
    """The type of a text that the check `will_do` takes; else the operator is told what to write."""
    return limited(str, write, extra={"will_do": will_do})


def number(least, most, write):
    """The type of a whole number within these bounds; else the operator is told what to write."""
    return limited(int, write, ge=least, le=most)


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    """What the tables of kiosk.toml share: frozen, and strict."""


# fmt: off
class Operator(Table):
    """Who answers for this kiosk, and the texts the law asks of them."""

    name: text(rules.is_line, "write who runs this kiosk, on one line") = "Demonstration"
    contact: text(rules.is_email, "write the e-mail address people can ask at") = ""
    imprint: text(str.strip, "write the imprint as text, in three quotes if it has several lines") = ""
    privacy: text(str.strip, "write the privacy statement as text, in three quotes if it has several lines") = ""


class Mail(Table):
    """Where mail comes from and which server sends it; without `smtp` it is put into instance/mail/.

    Mail servers report to `bounces` what they could not deliver; where it is empty, to the sender.
    """

    sender: text(rules.is_email, "write the e-mail address the kiosk's mail comes from") = "kiosk@kiosk.example"
    reply_to: text(or_empty(rules.is_email), 'write the e-mail address answers go to, or "" for the sender') = ""
    bounces: text(or_empty(rules.is_email), 'write the e-mail address that is told which mail could not be delivered,'
        ' or "" for the sender') = ""
    smtp: text(or_empty(rules.SMTP.fullmatch), 'write "smtp://host:587", "smtps://host:465" or'
        ' "smtp://user:password@host:587?starttls=1"; "" puts mail into instance/mail/') = ""


class Limits(Table):
    """How many forms are taken within an hour before the mails of further ones are held; and the room for drafts."""

    drafts_an_hour: number(1, 10**6, "write how many forms may be begun from one network within an hour before the"
        " mails of what is more are held, at least 1") = 20
    sent_an_hour: number(1, 10**6, "write how many forms all may send within an hour before the mails of what is more"
        " are held, at least 1") = 600
    draft_megabytes: number(1, 10**5, "write how many megabytes all forms that were begun and not sent may take, at"
        " least 1") = 500


class Security(Table):
    """What /.well-known/security.txt says."""

    contact: text(or_empty(rules.is_contact), "write an e-mail address or an https:// page for security faults") = ""
    expires: limited(date | None, "write a date without quotes, such as 2030-12-31") = None


class VendorSettings(Table):
    """What the operator settled for one vendor; `entered` numbers come from the vendor's own system.

    `intake` is where requests go: to this kiosk; by a hand-over sheet to the vendor's own portal; by mail to `mailbox`.
    """

    intake: limited(Intake, 'write "kiosk" where requests are kept here, "handover" where the vendor keeps its own'
        ' portal, or "mailbox" where all goes on by mail') = "kiosk"
    portal: text(or_empty(rules.is_page), 'write the https:// page where the vendor takes requests, or ""') = ""
    mailbox: text(or_empty(rules.is_email), 'write the e-mail address of this vendor\'s support desk, or ""') = ""
    return_address: text(rules.is_address, "write the real street, town and country parcels go to, no line in round"
        " brackets, as text in three quotes: at most ten lines of sixty characters") = ""
    return_country: text(or_empty(rules.is_country), 'write the country of the return address in the two capital'
        ' letters of ISO 3166, such as "CA", or "" where it is not settled') = ""
    rma_source: limited(Literal["series", "entered"], 'write "series" for numbers made here, or "entered" for the'
        " vendor's own") = "series"
    rma_days: number(0, 3650, "write how many days an RMA number is good where the vendor states none, or 0 for no"
        " end") = 0
    advice_reminder_days: number(1, 365, "write after how many days support's advice is brought to mind, from 1 to"
        " 365") = 5
    advice_close_days: number(0, 365, "write how many days after that reminder an unanswered request is closed, or 0"
        " for never") = 14
    rma_reminder_days: number(1, 365, "write how many days before an RMA number ends people are reminded of it, from"
        " 1 to 365; where it has no end, days after it was issued") = 7
    quote_reminder_days: number(1, 365, "write after how many days an unanswered quote is brought to mind, from 1 to"
        " 365") = 7


class KioskFile(Table):
    """The whole of kiosk.toml."""

    name: text(rules.is_line, 'write the name of this kiosk on one line, such as'
        ' "Returns at Example Optics"') = "Return kiosk"
    url: text(rules.ORIGIN.fullmatch, 'write where people reach it, in small letters, without a path and without a'
        ' slash at the end, such as "https://rma.example"') = "http://127.0.0.1:8000"
    vendors: limited(tuple[str, ...] | None, "write the vendors' folder names, each once, in the order to show them,"
        ' such as ["flir", "pixelink"]; for all of them leave the key out',
        extra={"will_do": rules.are_slugs}) = None
    trusted_proxies: number(0, 9, "write how many proxies of yours stand in front, or 0") = 0
    draft_hours: number(1, 720, "write how many hours an unsent form is kept, from 1 to 720") = 24
    operator: Operator = Operator()
    mail: Mail = Mail()
    limits: Limits = Limits()
    security: Security = Security()
    vendor: dict[str, VendorSettings] = {}
# fmt: on


class Settings(KioskFile):
    """Everything the operator settles; without a file, the defaults of a demonstration that reaches nobody."""

    demonstration: bool = True

    def of_vendor(self, slug):
        """What is settled for the vendor `slug`, or the defaults."""
        return self.vendor.get(slug, VendorSettings())


def read_settings(path=None):
    """The operator's settings, the demonstration's where there is no file, or a ContentError.

    A demonstration answers on this machine alone, at the port that the environment names in PORT.
    """
    path = Path(path or KIOSK)
    if not path.exists():
        return Settings(url=f"http://127.0.0.1:{os.environ.get('PORT') or 8000}")
    tables = parsed(read_text(path.parent, path.name), path.name)
    settings = Settings(**structs.asdict(shaped(tables, path.name, KioskFile)), demonstration=False)
    refuse(ContentError(path.name, *fault) for fault in _faults(settings, dict(_given(tables))))
    return settings


def rule_of(key):
    """The rule of a key such as 'mail.smtp', msgspec's Meta: its `description` is what to write there."""
    return reduce(type_below, key.split("."), KioskFile).__metadata__[0]


def _given(table, above=""):
    """Pairs of a key, such as 'mail.smtp', and what is written there."""
    for key, value in table.items():
        yield from _given(value, f"{above}{key}.") if isinstance(value, dict) else [(above + key, value)]


def _faults(settings, given):
    """A Fault for each value that will not do, and for each that is missing."""
    if not all(rules.SLUG.fullmatch(slug) for slug in settings.vendor):
        yield Fault("vendor", "write a table for each vendor's folder name, such as [vendor.flir]")
        return  # no rule is found by such a name
    for key, value in given.items():
        rule = rule_of(key)
        if rule.extra and not rule.extra["will_do"](value):
            yield Fault(key, rule.description)
    yield from (Fault(key, rule_of(key).description) for key in ASKED_FOR if key not in given)
    for slug, own in settings.vendor.items():
        if settings.vendors and slug not in settings.vendors:
            yield Fault(f"vendor.{slug}", f'add "{slug}" to vendors, or take this table away')
        if own.intake == "mailbox" and not own.mailbox:
            write = 'write the e-mail address all requests go to; without it intake = "mailbox" reaches nobody'
            yield Fault(f"vendor.{slug}.mailbox", write)
