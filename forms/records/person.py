"""Who asks: every field of a person once, for the form, the store, the desk and the export."""

from dataclasses import dataclass, field, fields
from typing import NamedTuple

from forms.records.limits import LINE, TEXT


class PersonField(NamedTuple):
    """One field: where it is told back by `label`, where it is asked by `question`, `hint` and HTML `attributes`.

    `longest` is how many characters it takes. `code` says that a spreadsheet must not take it for a number or a date.
    """

    name: str
    label: str
    question: str
    optional: bool = True
    hint: str = ""
    attributes: dict = {}
    longest: int = LINE
    code: bool = False


def _asked(label, question, **more):
    return field(default="", metadata={"label": label, "question": question, **more})


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person as stored: the fields are named as the columns of the database and of the export are."""

    name: str = _asked("Name", "Your name", optional=False, attributes={"autocomplete": "name"})
    email: str = _asked(
        "E-mail", "Your e-mail address", optional=False,
        attributes={"type": "email", "autocomplete": "email", "inputmode": "email", "spellcheck": "false"},
    )  # fmt: skip
    company: str = _asked("Company", "Company or institute", attributes={"autocomplete": "organization"})
    phone: str = _asked("Phone", "Phone", code=True, attributes={"type": "tel", "autocomplete": "tel"})
    address: str = _asked(
        "Address", "Where it should come back to", hint="Street, town, postcode.", longest=TEXT,
        attributes={"autocomplete": "street-address", "rows": 3},
    )  # fmt: skip
    country: str = _asked(
        "Country", "Your country", optional=False, hint="The country the camera is sent from.",
        attributes={"autocomplete": "country"},
    )  # fmt: skip
    own_reference: str = _asked(
        "Your reference", "Your own reference", code=True, attributes={"autocomplete": "off"}
    )  # fmt: skip


# As they are asked and told back: what must be filled in comes first.
PERSON = {
    column.name: PersonField(column.name, **column.metadata)
    for column in sorted(fields(Person), key=lambda column: column.metadata.get("optional", True))
}
