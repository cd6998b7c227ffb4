"""The shapes of the files in words/: what is said of each tag, fact, kind, state, step and mail."""

import msgspec

from content.schema.facts import Shape


class Value(Shape):
    """A tag in words; with `payer` and `amount` it is a cost line too, with `event` and `plus` a day to count from.

    With `alone` it is a sentence of its own, in place of a list of names.
    """

    text: str
    payer: str = ""
    amount: str = ""
    event: str = ""
    plus: int = 0
    alone: bool = False


class EventWords(Shape):
    """An event whose day the form asks, in words: after "from", at its field, and where it is told back."""

    day: str
    label: str
    hint: str
    told: str
    change: str


class FactWords(Shape):
    """A fact in words: its label, its group, how it is told, and how its silence is told and asked."""

    label: str
    group: str
    silent: str
    question: str
    sentence: str = ""
    values: dict[str, str | Value] = {}
    payer: str = ""
    amount: str = ""

    def value(self, tag):
        """The words of `tag`, or None where words/facts.toml holds none."""
        words = self.values.get(tag)
        return Value(text=words) if isinstance(words, str) else words

    @property
    def holds_names(self):
        """Whether its values are names, shown as they are; what has words stands in place of them all."""
        return all(self.value(tag).alone for tag in self.values)


class KindWords(Shape):
    """A kind of outcome in words, and the facts whose silence matters to it; `first` is the button before `button`."""

    name: str
    sentence: str
    next: str
    button: str
    gets: str
    matters: list[str]
    first: str = ""


class StateWords(Shape):
    """A state in words: its name, whose turn, by when where nobody published a time, and what not to do yet."""

    name: str
    who: str
    by: str
    keep: str = ""


class StepWords(Shape):
    """A step in words: support's button, the customer's (where it is theirs too), and what is told of it afterwards.

    `desk` is that for the desk, where `told` speaks to the customer.
    """

    button: str
    told: str
    desk: str = ""
    own: str = ""
    hint: str = ""


class MailWords(Shape):
    """A mail in words: its subject, what happened, which cameras it speaks of, and what to do next (a link follows).

    `some` and `some-subject` say what happened where it was to some of the request's cameras only, by their count;
    `by-mail` stands for `next` where the request went on by mail, and its page has no buttons.
    """

    subject: str
    first: str
    some: str = ""
    some_subject: str = ""
    next: str = "See where it stands, at any time:"
    by_mail: str = ""
    about: str = "This mail is about"


class StopWords(Shape):
    """A stop of the return in words."""

    title: str
    text: str


class IntakeWords(Shape):
    """Where requests go, in words: at the way to the form, and at the stop where you ask."""

    choice: str
    asking: str


class LinkWords(Shape):
    """A link for dealers in words: its page's title, what a mail says of it, and what a dealer's code in it is for."""

    title: str
    told: str
    named: str = ""


class Words(Shape):
    """Everything in words/: each table of FILES."""

    kinds: dict[str, KindWords]
    groups: dict[str, str]
    units: dict[str, str]
    unit: dict[str, str]
    after: dict[str, str]
    events_asked: dict[str, EventWords]
    scopes: dict[str, str]
    of: dict[str, str]
    purposes: dict[str, str]
    bought_from: dict[str, str]
    warranty: dict[str, str]
    channels: dict[str, str]
    symptoms: dict[str, str]
    facts: dict[str, FactWords]
    places: dict[str, str]
    voids: dict[str, str]
    events: dict[str, str]
    intakes: dict[str, IntakeWords]
    dealer_pages: dict[str, LinkWords]
    dealer_links: dict[str, str]
    dealer_questions: dict[str, str]
    dealer_forms: dict[str, LinkWords]
    stops: dict[str, StopWords]
    states: dict[str, StateWords]
    steps: dict[str, StepWords]
    reasons: dict[str, str]
    results: dict[str, str]
    remarks: dict[str, str]
    mails: dict[str, MailWords]
    desk: dict[str, str]


FILES = {  # words/<file>.toml → the tables that stand in it
    "facts": ("facts", "groups", "units", "unit", "after", "of", "scopes", "channels", "places", "voids"),
    "outcomes": ("kinds", "stops"),
    "questions": ("purposes", "bought-from", "warranty"),
    "states": ("states",),
    "steps": ("steps", "reasons", "results", "remarks", "events", "desk"),
    "mails": ("mails",),
    "form": ("events-asked", "symptoms", "intakes"),
    "dealers": ("dealer-pages", "dealer-links", "dealer-questions", "dealer-forms"),
}
FILE_OF = {table: f"words/{file}.toml" for file, tables in FILES.items() for table in tables}


def section_of(table):
    """'[of] in words/facts.toml': where an editor writes the words of a tag."""
    return f"[{table}] in {FILE_OF[table.partition('.')[0]]}"


def sentences_of(words, path=()):
    """Pairs of a path, (table, key, …), and the text that stands there, for every text in any table or list."""
    words = msgspec.to_builtins(words)
    if isinstance(words, str):
        yield path, words
    elif isinstance(words, dict):
        for key, below in words.items():
            yield from sentences_of(below, (*path, key))
    elif isinstance(words, list):
        for below in words:
            yield from sentences_of(below, path)
