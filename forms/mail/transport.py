"""Delivers the mails of the outbox: hands each over, once, until a mail server has taken it or refused it for good."""

import re
import smtplib
import ssl
from collections import Counter
from contextlib import closing, suppress
from email.utils import parseaddr
from functools import partial
from itertools import islice
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from forms.mail.message import UnsafeMail, compose
from forms.records.errors import Unavailable
from forms.records.private_files import private_folder, written_whole
from forms.records.timestamps import later
from forms.store.mail.outbox import claim_mail, give_up_mail, note_mail_sent, put_off_mail
from forms.web.log_redaction import without_keys

MINUTE, HOUR = 60, 3600
LEASE, MOST_A_ROUND = 120, 100  # for how many seconds a mail in hand is another worker's to leave alone
# About three days in all; counted in tries, so that a kiosk switched off for a week gives nothing up.
WAITS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, *[12 * HOUR] * 5]


class TryLater(Exception):
    """The mail was not taken now, but may be."""


class Undeliverable(Exception):
    """The mail will never be taken."""


class FolderTransport:
    """Puts mails into a folder of its owner's as .eml files, for trying the kiosk out."""

    def __init__(self, folder):
        self.folder = Path(folder)

    def send(self, mail, finished, bounces):
        """Write one file, whole or not at all; raises TryLater."""
        time = mail.claimed.replace(":", "")
        name = re.sub(r"[^A-Za-z0-9@.+-]", "_", f"{time}-{mail.id}-{mail.to_address}")[:120] + ".eml"
        try:
            private_folder(self.folder)
            with written_whole(self.folder / name) as file:
                file.write(finished)
        except OSError as fault:
            raise TryLater(f"The mail folder cannot be written: {fault.strerror}.") from fault


class SmtpTransport:
    """Hands mails to a server: smtp://user:password@host:port?starttls=1, or smtps://…"""

    def __init__(self, url, timeout=10):
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("Write the mail server as smtp://host:port or smtps://user:password@host.")
        self.host, self.port, self.timeout = parts.hostname, parts.port or 0, timeout
        self.user, self.password = unquote(parts.username or ""), unquote(parts.password or "")
        self.tls = ssl.create_default_context()
        self.call = partial(smtplib.SMTP_SSL, context=self.tls) if parts.scheme == "smtps" else smtplib.SMTP
        self.starttls = parse_qs(parts.query).get("starttls") == ["1"]

    def send(self, mail, finished, bounces):
        """Hand one mail over, in an envelope from the address `bounces`; raises TryLater, or Undeliverable."""
        try:
            with closing(self.call(self.host, self.port, timeout=self.timeout)) as server:
                self._converse(server, bounces, mail.to_address, finished)
        except smtplib.SMTPRecipientsRefused as refusal:
            raise _by_code(*refusal.recipients[mail.to_address]) from refusal
        except smtplib.SMTPDataError as refusal:
            raise _by_code(refusal.smtp_code, refusal.smtp_error) from refusal
        except (smtplib.SMTPException, OSError) as fault:
            # Also a refused log-in or sender: those are our settings, to be mended while the mail waits.
            raise TryLater(str(fault) or type(fault).__name__) from fault

    def _converse(self, server, bounces, to_address, finished):
        if self.starttls:
            server.starttls(context=self.tls)
        if self.user:
            server.login(self.user, self.password)
        server.sendmail(bounces, [to_address], finished)
        # It is taken; a server that then fails at the farewell must not make us send it again.
        with suppress(smtplib.SMTPException, OSError):
            server.quit()


def deliver_due(store, transport, settings, fill, clock):
    """Send the mails that are due, and count them as {sent, later, failed}.

    `settings` are the table `mail` of kiosk.toml, `fill` gives a Mail's {placeholder: text}, `clock` tells the time
    when asked. What cannot be delivered goes back to `settings.bounces`, or to the sender: an envelope without
    a sender, which many servers refuse, is for answers to machines alone.
    """
    counts, due = Counter(sent=0, later=0, failed=0), iter(lambda: claim_mail(store, clock(), LEASE), None)
    for mail in islice(due, MOST_A_ROUND):
        counts[_deliver(store, transport, mail, settings, fill, clock)] += 1
    return dict(counts)


def _deliver(store, transport, mail, settings, fill, clock):
    try:
        finished = compose(mail, settings, fill(mail), clock())
        transport.send(mail, finished, settings.bounces or parseaddr(settings.sender)[1])
    except (Undeliverable, UnsafeMail) as never:
        give_up_mail(store, mail.id, without_keys(str(never)), clock())  # a server may quote the link it does not like
        return "failed"
    except TryLater as answer:
        return _put_off(store, mail, str(answer), clock())
    except Unavailable:
        raise
    except Exception as fault:  # One of our own: it must not hold up the mails behind this one.
        return _put_off(store, mail, f"{type(fault).__name__}: {fault}", clock())
    note_mail_sent(store, mail.id, clock())
    return "sent"


def _put_off(store, mail, why, now):
    why = without_keys(why)
    if mail.attempts > len(WAITS):
        give_up_mail(store, mail.id, why, now)
        return "failed"
    put_off_mail(store, mail.id, later(now, WAITS[mail.attempts - 1]), why)
    return "later"


def _by_code(code, answer):
    sentence = f"{code} {answer.decode(errors='replace')}"
    return Undeliverable(sentence) if code >= 500 else TryLater(sentence)
