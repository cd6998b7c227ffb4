"""Writes the bytes of a mail, and reads them again before they leave: nothing a stranger typed may become a header."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import Header
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, parseaddr
from secrets import token_hex
from unicodedata import category

SEVEN_BIT = policy.SMTP.clone(cte_type="7bit")
BODY_HEADERS = ["Content-Type", "Content-Transfer-Encoding", "MIME-Version"]
OPERATORS_OWN = ["From", "Reply-To"]
# An encoded word passes for an address, and so is looked out for by name.
ADDRESS = re.compile(r"(?!.*=\?)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")
AS_IT_STANDS = re.compile(r"(?!.*=\?)[!-~]([ -~]{0,800}[!-~])?")


class UnsafeMail(Exception):
    """The finished mail is not what was meant; it must not leave."""


@dataclass(frozen=True)
class Letter:
    headers: dict
    text: str


def new_message_id(sender):
    """Draw the Message-ID a mail keeps through all its tries."""
    return f"<{token_hex(16)}@{parseaddr(sender)[1].rpartition('@')[2]}>"


def compose(mail, sender, reply_to, fill, now):
    """Give a mail's finished bytes, proved to say what was meant; raises UnsafeMail."""
    letter = write_letter(mail, sender, reply_to, fill(mail), now)
    try:
        finished = pack(letter)
        guard(finished, letter)
    except (MessageError, ValueError, LookupError, AttributeError) as fault:  # The library's answers to hostile text.
        raise UnsafeMail(f"This mail cannot be written: {fault}") from fault
    return finished


def write_letter(mail, sender, reply_to, filling, now):
    """Say what a mail shall hold: its headers and its text."""
    headers = {
        "From": sender,
        "To": mail.to_address,
        "Subject": mail.subject,
        "Date": format_datetime(datetime.fromisoformat(now)),
        "Message-ID": mail.message_id,
    }
    if mail.automatic:
        # Both tell other machines not to answer, so that two of them never write to each other for ever. On what a
        # person wrote they would be untrue, and a ticket system takes no mail that bears them.
        headers |= {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    if reply_to:
        headers["Reply-To"] = reply_to
    if mail.thread and mail.thread != mail.message_id:
        headers |= {"In-Reply-To": mail.thread, "References": mail.thread}
    return Letter(headers, _plain(_filled(mail.body, filling)))


def pack(letter):
    """Turn a letter into bytes; what comes out is not to be trusted before guard has read it."""
    head = "".join(f"{name}: {_encoded(name, value)}\r\n" for name, value in letter.headers.items())
    content = EmailMessage(policy=SEVEN_BIT)
    content.set_content(letter.text)
    return head.encode("ascii") + content.as_bytes()


def guard(finished, letter):
    """Read finished bytes as a receiver would, and raise UnsafeMail unless they are this letter, to one address."""
    received = message_from_bytes(finished, policy=policy.default)
    if sorted(received.keys()) != sorted([*letter.headers, *BODY_HEADERS]):
        raise UnsafeMail("This mail would leave with other headers than the ones it was given.")
    for name, value in letter.headers.items():
        if _holds_controls(value) or str(received[name]) != _as_read(name, value):
            raise UnsafeMail(f"The {name} of this mail would not arrive as it was written.")
    if not ADDRESS.fullmatch(letter.headers["To"]):
        raise UnsafeMail("This mail is not addressed to exactly one plain address.")
    if received.get_content_type() != "text/plain" or _text_of(received) != letter.text:
        raise UnsafeMail("The text of this mail would not arrive as it was written.")


def _encoded(name, value):
    # The library's own folding loses blanks in long subjects, and on some versions decodes line breaks into them.
    if name in OPERATORS_OWN:
        return formataddr(parseaddr(value))
    if AS_IT_STANDS.fullmatch(value):
        return value
    return Header(value, "utf-8", header_name=name).encode(linesep="\r\n")


def _as_read(name, value):
    # The operator may write the name before an address in more than one way; all else is compared as it stands.
    return str(policy.default.header_factory(name, value)) if name in OPERATORS_OWN else value


def _holds_controls(value):
    return any(category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in value)


def _text_of(received):
    return received.get_payload(decode=True).decode("utf-8", "replace").replace("\r\n", "\n")


def _filled(body, filling):
    # One pass over the known names: what is filled in is never looked through again.
    names = "|".join(re.escape(name) for name in filling)
    return re.sub(r"\{(" + names + r")\}", lambda found: filling[found[1]], body) if names else body


def _plain(text):
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"
    return "".join(sign for sign in lines if sign in "\n\t" or category(sign) not in ("Cc", "Cs"))
