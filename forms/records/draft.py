"""A draft: what a customer has typed and not sent yet."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Draft:
    key: str
    vendor: str
    shared_device: bool
    answers: dict
    digest: str
    created: str
    expires: str
    confirmed: str | None = None
    network: str = ""  # where it was begun, by a name that tells nobody which network that is
