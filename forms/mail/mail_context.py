"""What a step's mail speaks of: which cameras of a request, under which RMA number, by which facts."""

from dataclasses import replace

from content.explain.facts import fact_line
from content.wording.joining import joined
from forms.mail import layout
from forms.mail.layout import NO_NUMBER, camera_lines, section, serial_ends, without_placeholders, wrapped
from forms.records.rma_number import shown_in
from forms.rma.deadlines import open_deadlines
from forms.rma.lifecycle import STATES
from forms.rma.status import policy_of, statuses
from forms.rma.ways import grouped, situations_of

TO_COME = "comes with sending"
AS_MAILED = "see the vendor's mails"  # whoever reads a mail need not be who wrote its number down
VOID_IN_MAIL = {"expired": "run out: DO NOT SHIP", "withdrawn": "not for this: DO NOT SHIP"}


def only(request, ids):
    """The request as if it had only the units with these ids."""
    batches = [replace(batch, units=tuple(unit for unit in batch.units if unit.id in ids)) for batch in request.batches]
    return replace(request, batches=tuple(batch for batch in batches if batch.units))


class MailContext:
    """A request, the units one mail speaks of (all, if none are named) and the inputs of the step that sends it.

    `whole` is the request, `request` the same with these units only, `others` with the rest; `share` is '2 of 5', where
    there are others. No link is filled into an input.
    """

    def __init__(self, request, vendor, settings, units=(), inputs=()):
        self.whole, self.vendor, self.settings = request, vendor, settings
        self.policy, self.vendor_settings = policy_of(vendor, request), settings.of_vendor(vendor.slug)
        typed = dict(inputs).items()
        self.inputs = {name: without_placeholders(text) if isinstance(text, str) else text for name, text in typed}
        ids = {unit.id for unit in units or request.units}
        self.request = only(request, ids)
        self.others = only(request, {unit.id for unit in request.units} - ids)
        self.units, all_units = self.request.units, len(request.units)
        self.share = f"{len(self.units)} of {all_units}" if self.others.units else ""
        self.statuses = statuses(vendor, self.request)

    # The numbers

    @property
    def numbers(self):
        """The RMA numbers of these units, each once; an empty one is still to come, None is none."""
        return list(dict.fromkeys(unit.rma for unit in self.units))

    @property
    def all_numbers(self):
        """All of them, as people see them."""
        return joined(self.shown(number) for number in self.numbers if number is not None)

    def shown(self, number):
        """An RMA number as people see it; one that is still to come says so."""
        return f"(the number {TO_COME})" if number == "" else shown_in(self.request, number) or ""

    @property
    def number_slot(self):
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
        return void or (f"({TO_COME})" if self.numbers == [""] else self.all_numbers)

    @property
    def tag(self):
        """The tag of the subject while these units share an RMA number that holds; else the ticket's stands there."""
        void = all(STATES[unit.state].void for unit in self.units)
        return f"RMA#{self.numbers[0] or '…'}" if len(self.numbers) == 1 and self.all_numbers and not void else ""

    # The cameras

    @property
    def request_is(self):
        """'the request is', or '2 of 5 cameras are'."""
        verb = "is" if len(self.units) == 1 else "are"
        return f"{self.share} cameras {verb}" if self.share else "the request is"

    @property
    def scope(self):
        """What stands above the two slots where they are not those of all the request's units; else nothing."""
        return f"This mail is about {self.share} cameras." if self.share else ""

    def numbers_and_cameras(self, about, statuses=False):
        """The two slots, what not to do yet, the cameras it speaks of, and the others of the request with their status.

        With `statuses`, and where these units differ, the lines say of each how it stands.
        """
        each, rest = statuses or len(self._by_status(self.request)) > 1, len(self.others.units)
        own = self._status_lines(self.request) if each else camera_lines(self.request, self.vendor)
        other = "The other one:" if rest == 1 else f"The other {rest}:"
        yield layout.number_slots(self.whole.ticket, self.number_slot)
        yield from (wrapped(deadline.told) for deadline in open_deadlines(self.vendor, self.whole, self.units))
        yield from self._cautions()
        yield section(f"{about} {self.share}".strip() + ":", own, layout.HANGING)
        yield section(other, self._status_lines(self.others), layout.HANGING)

    def _cautions(self):
        # What does not hold for all of these cameras names those it is for.
        found = _ids_by(self.statuses, lambda status: status.caution)
        for caution, ids in found.items():
            which = "" if len(found) == 1 else f"{joined(camera_lines(only(self.request, ids), self.vendor))}: "
            yield wrapped(which + caution) if caution else ""

    def _status_lines(self, request):
        """A line for each state and RMA number there is, and each batch in it: the cameras, and how they stand."""
        for (name, rma), ids in self._by_status(request).items():
            group = only(request, ids)
            number = f", RMA number {self.shown(rma)}" if rma and self.numbers != [rma] else ""
            for line, batch in zip(camera_lines(group, self.vendor), group.batches, strict=True):
                yield f"{line}: {name}{number}{_new_serials(batch.units)}"

    def _by_status(self, request):
        # Since when stands beside; cameras that differ in nothing else share a line.
        return _ids_by(statuses(self.vendor, request), lambda status: (status.name, status.rma))

    # The facts

    def fact_lines(self, keys):
        """What the vendor's text says of these facts, with its doubts."""
        return [line.told for line in self._facts(keys) if line.text]

    def silence(self, keys):
        """A paragraph of what it leaves unsaid of them, or nothing."""
        silent = [line.unsaid for line in self._facts(keys) if line.unsaid]
        return wrapped(f"{self.vendor.name} does not say {joined(silent, 'or')}.") if silent else ""

    def _facts(self, keys):
        return [self.fact_line(key) for key in dict.fromkeys(keys)]

    def fact_line(self, key):
        """A fact as it holds for these units; where they differ, with what each of its values holds for."""
        return fact_line(self.vendor, self.policy, key, *situations_of(self.whole, self.units))


def _new_serials(units):
    ends = serial_ends(unit.new_serial for unit in units)
    return f"; the new serial ends in {joined(ends)}" if ends else ""


def _ids_by(statuses, key):
    found = grouped(statuses, key)
    return {value: {unit.id for status in alike for unit in status.units} for value, alike in found.items()}
