"""What can go wrong on the way: each error says in its sentence what became of what was asked."""

PASSING = {"busy", "full", "read-only", "failing", "shut"}  # by itself, or once the operator made room


class Unavailable(Exception):
    """The database cannot be used now, and nothing was stored; `cause` is one of the words above, or where a file is
    missing or damaged, or its tables are behind or ahead of this code, that word."""

    def __init__(self, cause, sentence):
        super().__init__(cause, sentence)  # what it is made of, so that another process can make it again
        self.cause, self.sentence = cause, sentence

    def __str__(self):
        return self.sentence

    @property
    def passes(self):
        """Whether trying again later is right: else somebody must put the file right first."""
        return self.cause in PASSING


class CannotWrite(Unavailable):
    """Nothing can be stored now; what is stored already may still be read."""


class CannotRead(Unavailable):
    """Nothing can be read now either."""


class Overtaken(Exception):
    """Something happened to the request since the one who asks has looked; nothing was stored."""

    def __init__(self, events):
        super().__init__(events)
        self.events = events  # [{id, at, actor, kind}]

    def __str__(self):
        return f"{len(self.events)} newer"


class NumberTaken(Exception):
    """The RMA number entered is there already, of another request or of the series; nothing was stored."""


class TicketTaken(Exception):
    """A new request brought a ticket that another has; nothing was stored: draw again and confirm again."""


class TooMany(Exception):
    """More was begun than can be kept; nothing was stored. `seconds` is how long to wait."""

    def __init__(self, seconds):
        super().__init__(seconds)
        self.seconds = seconds


class TooLarge(Exception):
    """One form holds more than is kept of one."""


class NoCopy(Exception):
    """No copy was made; the sentence says why, and nothing stands where it should have stood."""


class Refused(Exception):
    """The table forbids this step; the sentence says why, nothing was worked out."""
