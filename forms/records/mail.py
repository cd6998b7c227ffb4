"""A mail as it goes into the outbox and comes out of it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class NewMail:
    message_id: str
    to_address: str
    subject: str
    body: str
    thread: str = ""
    event: int = 0  # which of the request's new events it tells of, counted from none
    automatic: bool = True  # whether a machine wrote it: no person at the desk, and for no other desk
    unasked: bool = False  # whether anybody can cause it, to an address that need not be theirs


@dataclass(frozen=True, kw_only=True)
class Mail(NewMail):
    id: int
    request: int
    attempts: int
    next_try: str | None
    claimed: str | None
    error: str | None
    sent: str | None
    ticket: str
    link_turn: int
    mailbox: str = ""  # of a first mail: whose, in one spelling
    held: str | None = None  # until when it waits for that mailbox to have room
    told_in: int | None = None  # the mail about many tickets that has taken it in
    released: str | None = None  # when it was held no longer
