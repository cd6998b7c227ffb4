"""A mail to send, real mail servers on this machine with manners of their own, and what they took, read."""

import asyncio
import socket
from contextlib import closing, contextmanager
from dataclasses import replace
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller

from forms.records.mail import Mail
from tests.support.writer import NOW


def sample_mail(**changes):
    mail = Mail(
        id=1, request=1, event=1, message_id="<1@kiosk.example>", thread="", to_address="ann@mail.example",
        subject="We have your request [#KXQTF-RMWLH]", body="Good day,\n\nyour page: {link}\n",
        attempts=1, next_try=NOW, claimed=NOW, error=None, sent=None, ticket="KXQTFRMWLH", link_turn=0,
    )  # fmt: skip
    return replace(mail, **changes)


def read(finished):
    return message_from_bytes(finished, policy=policy.default)


class Mailbox:
    """A mail server's manners: answers what it was told to at RCPT and DATA, and else takes the mail."""

    def __init__(self):
        self.taken = []
        self.at_rcpt, self.at_data = [], []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.at_rcpt:
            return self.at_rcpt.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        answer = self.at_data.pop(0) if self.at_data else "250 OK"
        if answer == "hang":
            await asyncio.sleep(1)
        if answer[:3] in ("250", "dro"):
            self.taken.append(envelope)
        if answer == "drop":
            server.transport.abort()
        return answer


class ParticularMailbox(Mailbox):
    """Takes no mail from nobody, as many servers of companies do."""

    async def handle_MAIL(self, server, session, envelope, address, options):
        if not address or address == "<>":
            return "501 Invalid MAIL FROM"
        envelope.mail_from = address
        return "250 OK"


class RudeMailbox(Mailbox):
    async def handle_QUIT(self, server, session, envelope):
        server.transport.abort()
        return "221 Bye"


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(mailbox, **options):
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{controller.port}"
    finally:
        controller.stop()
