"""What a step's mail speaks of: which cameras of a request, under which RMA number, by which facts."""

from dataclasses import replace
from datetime import date

from content.dates import written
from content.explain.facts import line_of
from content.wording.joining import joined
from forms.mail.layout import NO_NUMBER, closed, contents, last_four, wrapped
from forms.records.rma_number import shown_in
from forms.rma.lifecycle import STATES
from forms.rma.status import policy_of, standings, way_of

COMES = "(the number comes with sending)"
AS_MAILED = "see the vendor's mails"  # whoever reads a mail need not be who wrote its number down
VOID_IN_MAIL = {"expired": "run out: DO NOT SHIP", "withdrawn": "not for this: DO NOT SHIP"}


def only(request, ids):
    """The request as if it had only the units with these ids."""
    batches = [replace(batch, units=tuple(unit for unit in batch.units if unit.id in ids)) for batch in request.batches]
    return replace(request, batches=tuple(batch for batch in batches if batch.units))


class Matter:
    """A request, the units one mail speaks of and what was typed; `said` can fill no link in."""

    def __init__(self, request, units, vendor, settings, said):
        self.whole, self.vendor, self.settings = request, vendor, settings
        self.policy, self.desk = policy_of(vendor, request), settings.desk(vendor.slug)
        self.said = {name: closed(value) if isinstance(value, str) else value for name, value in said.items()}
        ids = {unit.id for unit in units}
        self.request = only(request, ids)
        self.others = only(request, {unit.id for unit in request.units} - ids)
        self.units = self.request.units
        self.standings = standings(vendor, self.request)

    def way(self, unit):
        """The way a unit is on."""
        return way_of(self.request, unit)

    # The numbers

    @property
    def numbers(self):
        """The RMA numbers of these units, each once; an empty one is still to come, None is none."""
        return list(dict.fromkeys(unit.rma for unit in self.units))

    @property
    def number(self):
        """The one RMA number all these units share, as people see it; empty where there is none or more than one."""
        return self.shown(self.numbers[0]) if len(self.numbers) == 1 else ""

    @property
    def all_numbers(self):
        """All of them, as people see them."""
        return joined(self.shown(number) for number in self.numbers if number is not None)

    def shown(self, number):
        """An RMA number as people see it; one that is still to come says so."""
        return COMES if number == "" else shown_in(self.request, number) or ""

    @property
    def slot(self):
        """What stands in the slot of the RMA number."""
        states = {unit.state for unit in self.units}
        if len(self.numbers) > 1:
            return "see each camera below"
        if states == {"by-mail"} and self.whole.their_rma:
            return AS_MAILED
        if self.numbers == [None]:
            none = "none was given" if any(STATES[state].at_maker for state in states) else "none: DO NOT SHIP"
            return NO_NUMBER if any(STATES[state].camera == "home" for state in states) else none
        void = VOID_IN_MAIL.get(*states, "") if len(states) == 1 else ""
        return void or self.number.replace("the number ", "")

    @property
    def tag(self):
        """The tag of the subject while these units share an RMA number that holds; else the ticket's stands there."""
        void = all(STATES[unit.state].void for unit in self.units)
        return f"RMA#{self.numbers[0] or '…'}" if self.number and not void else ""

    # The cameras

    @property
    def partial(self):
        """Whether the request has cameras besides these."""
        return len(self.units) < len(self.whole.units)

    @property
    def some(self):
        """'the request is', or '2 of 5 cameras are'."""
        count = len(self.units)
        if not self.partial:
            return "the request is"
        return f"{count} of {len(self.whole.units)} cameras {'is' if count == 1 else 'are'}"

    def cameras(self, about, fates=False):
        """Which units it speaks of; where they are not all of the request's, how the others stand."""
        count, total = len(self.units), len(self.whole.units)
        split = fates or len(self._fates(self.request)) > 1
        own = list(self.told_apart(self.request)) if split else list(contents(self.request, self.vendor))
        rest = list(self.told_apart(self.others)) if self.others.batches else []
        partial = f"{about} {count} of {total}:" if rest else f"{about}:"
        other = "The other one:" if total - count == 1 else f"The other {total - count}:"
        return [(partial, own), (other, rest)]

    @property
    def partly(self):
        """What stands above the two slots where they are not those of all the request's units; else nothing."""
        return f"This mail is about {len(self.units)} of {len(self.whole.units)} cameras." if self.partial else ""

    @property
    def cautions(self):
        """What not to do yet, a paragraph each; what does not hold for all of these cameras names those it is for."""
        found = {}
        for stand in self.standings:
            found.setdefault(stand.caution, set()).update(unit.id for unit in stand.units)
        for caution, ids in found.items():
            which = "" if len(found) == 1 else f"{joined(contents(only(self.request, ids), self.vendor))}: "
            yield from [wrapped(which + caution)] if caution else ()

    def told_apart(self, request):
        """A line for each state and RMA number there is, and each batch in it: the cameras, and how they stand."""
        for (name, rma), ids in self._fates(request).items():
            lot = only(request, ids)
            number = f", RMA number {self.shown(rma)}" if rma and self.numbers != [rma] else ""
            for batch in lot.batches:
                [line] = contents(replace(lot, batches=(batch,)), self.vendor)
                yield f"{line}: {name}{number}{_new_serials(batch.units)}"

    def _fates(self, request):
        # Since when is told beside; cameras that differ in nothing else share a line.
        found = {}
        for stand in standings(self.vendor, request):
            found.setdefault((stand.name, stand.rma), set()).update(unit.id for unit in stand.units)
        return found

    # The facts

    def stated(self, *keys):
        """What the vendor's text says of these facts, with its doubts."""
        lines = [line_of(self.vendor, self.policy, key) for key in dict.fromkeys(keys)]
        return [f"{line.text} {line.doubt}".strip() for line in lines if line.text]

    def unsaid(self, *keys):
        """A paragraph of what it leaves unsaid of them, or nothing."""
        lines = [line_of(self.vendor, self.policy, key) for key in dict.fromkeys(keys)]
        silent = [line.unsaid for line in lines if line.unsaid]
        return wrapped(f"{self.vendor.name} does not say {joined(silent, 'or')}.") if silent else ""


def _new_serials(units):
    ends = [f"…{end}" for unit in units if (end := last_four(unit.new_serial or ""))]
    return f"; the new serial ends in {joined(ends)}" if ends else ""


def day_of(stamp):
    """'6 December 2026' from ISO text."""
    return written(date.fromisoformat(stamp[:10]))
