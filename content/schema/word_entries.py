"""The shapes of the entries in words/: what is said of one value, fact, kind, state, step or mail."""

from content.schema.base import Payer, Shape


class Value(Shape):
    """A value in words: its sentence, how much that is at a cost, what the vendor does by it.

    With `alone` it stands in place of a list of names.
    """

    text: str
    amount: str = ""
    alone: bool = False
    verb: str = ""


class EventWords(Shape):
    """An event whose day the form asks, in words: after "from", at its field, and where it is told back."""

    day: str
    label: str
    hint: str
    told: str
    change: str


class FactWords(Shape):
    """A fact in words: its label, its group, how it is told, and how its silence is told and asked.

    `amounts` says how much it is by who pays, where the value itself has no words for that.
    """

    label: str
    group: str
    silent: str
    question: str
    sentence: str = ""
    values: dict[str, str | Value] = {}
    amounts: dict[Payer, str] = {}

    def value(self, tag):
        """The words of `tag`, or None where words/facts.toml holds none."""
        words = self.values.get(tag)
        return Value(text=words) if isinstance(words, str) else words

    @property
    def holds_names(self):
        """Whether its values are names, shown as they are; what has words stands in place of them all."""
        return all(self.value(tag).alone for tag in self.values)


class KindWords(Shape):
    """A kind of outcome in words, and the facts whose silence matters to it; `first` is the button before `button`.

    `unsaid` stands for the sentence where the fact `rests_on` is silent, `claimed` where only the customer says so, and
    `kept_next` for `next` where nothing is sent there.
    """

    name: str
    sentence: str
    next: str
    button: str
    gets: str
    matters: list[str]
    first: str = ""
    rests_on: str = ""
    unsaid: str = ""
    claimed: str = ""
    claimed_name: str = ""
    kept_next: str = ""


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
