"""Writes the bytes of a mail, and reads them back before they leave: nothing a stranger typed may become a header."""

import re
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import Header
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, parseaddr
from secrets import token_hex

BODY_HEADERS = ["Content-Type", "Content-Transfer-Encoding", "MIME-Version"]
OPERATORS_OWN = ["From", "Reply-To"]
# An encoded word passes for an address, and so is looked out for by name.
ADDRESS = re.compile(r"(?!.*=\?)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")
AS_IT_STANDS = re.compile(r"(?!.*=\?)[!-~]([ -~]{0,800}[!-~])?")
NOT_IN_HEADERS = re.compile(r"[\0-\x1f\x7f-\x9f\u2028\u2029]")
NOT_IN_TEXT = re.compile(r"[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class UnsafeMail(Exception):
    """The finished mail is not what was meant; it must not leave."""


def new_message_id(sender):
    """Draw the Message-ID a mail keeps through all its tries."""
    return f"<{token_hex(16)}@{parseaddr(sender)[1].rpartition('@')[2]}>"


def compose(mail, settings, filled, now):
    """The finished bytes of a Mail, proved to say what was meant; raises UnsafeMail.

    `settings` are the mail's own (content/settings/kiosk_toml.py), `filled` is {placeholder: text} for the body.
    """
    headers, text = write_headers(mail, settings, now), write_text(mail.body, filled)
    try:
        finished = pack(headers, text)
        read_back(finished, headers, text)
    except (MessageError, ValueError, LookupError, AttributeError) as fault:  # The library's answers to hostile text.
        raise UnsafeMail(f"This mail cannot be written: {fault}") from fault
    return finished


def write_headers(mail, settings, now):
    """{name: text} of the headers that a mail is meant to have, besides those of its body."""
    headers = {
        "From": settings.sender,
        "To": mail.to_address,
        "Subject": mail.subject,
        "Date": format_datetime(datetime.fromisoformat(now)),
        "Message-ID": mail.message_id,
    }
    if mail.automatic:
        # Both tell other machines not to answer, so that two of them never write to each other for ever. On what a
        # person wrote they would be untrue, and a ticket system takes no mail that bears them.
        headers |= {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    if settings.reply_to:
        headers["Reply-To"] = settings.reply_to
    if mail.thread and mail.thread != mail.message_id:
        headers |= {"In-Reply-To": mail.thread, "References": mail.thread}
    return headers


def write_text(body, filled):
    """The text of a mail with its placeholders filled in: one pass, so that what is filled in is not looked through."""
    text = re.sub(r"\{([^{}]*)\}", lambda found: filled.get(found[1], found[0]), body)
    return NOT_IN_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n")


class SevenBitHeaders(HeaderRegistry):
    """The bytes of headers; the library's own lose blanks of long subjects, and on some versions gain line breaks."""

    def __call__(self, name, value):
        if name in OPERATORS_OWN:
            return formataddr(parseaddr(value))
        if AS_IT_STANDS.fullmatch(value):
            return value
        return Header(value, "utf-8", header_name=name).encode(linesep="\r\n")


POLICY = policy.SMTP.clone(cte_type="7bit", header_factory=SevenBitHeaders(), refold_source="none")


def pack(headers, text):
    """Turn headers and a text into bytes, not to be trusted before they are read back."""
    message = EmailMessage(POLICY)
    for name, value in headers.items():
        message[name] = value
    message.set_content(text)
    return message.as_bytes()


def read_back(finished, headers, text):
    """Read finished bytes as a receiver would; raises UnsafeMail unless they say this and no more, to one address."""
    received = message_from_bytes(finished, policy=policy.SMTP)
    if received.keys() != [*headers, *BODY_HEADERS]:
        raise UnsafeMail("This mail would leave with other headers than the ones it was given.")
    for name, value in headers.items():
        # The operator may write the name before an address in more than one way; all else is compared as it stands.
        meant = policy.SMTP.header_factory(name, value) if name in OPERATORS_OWN else value
        if received[name] != meant or NOT_IN_HEADERS.search(value):
            raise UnsafeMail(f"The {name} of this mail would not arrive as it was written.")
    if not ADDRESS.fullmatch(headers["To"]):
        raise UnsafeMail("This mail is not addressed to exactly one plain address.")
    if received.get_content_type() != "text/plain" or received.get_content().replace("\r\n", "\n") != text:
        raise UnsafeMail("The text of this mail would not arrive as it was written.")
