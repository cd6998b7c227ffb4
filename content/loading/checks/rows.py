"""Checks rows with `when`: what they name is there, in every situation one holds, and each holds in one."""

from itertools import product

from content.errors import Fault
from content.explain.holds import holds_for
from content.loading.checks.known import unknown_faults
from content.schema.outcome_kinds import KINDS
from content.schema.policy import ANY, CLOSED_QUESTIONS, ELSEWHERE
from content.schema.when import PLACES, axes_of, fits, names_on

UNKNOWN = "?"  # a name that no row has: of a product that is not in the catalogue


def row_faults(where, rows, vendor, policy, less=()):
    """The Faults of the rows of one fact or window, which may be narrowed on any axis less these."""
    known = {axis: names for axis, names in _names(vendor, [policy]).items() if axis not in less}
    at = [f"{where}[{number}].when" if len(rows) > 1 else f"{where}.when" for number in range(1, len(rows) + 1)]
    unknown = [fault for place, row in zip(at, rows, strict=True) for fault in names_faults(place, row.when, known)]
    yield from unknown
    for place, row in zip(at, rows, strict=True):
        yield from _wordless(place, row.when, policy)
    if not unknown and (len(rows) > 1 or rows[0].when):  # what names nothing can be proved of nothing
        yield from _proof(where, rows, policy, known)


def names_faults(where, when, known):
    """A Fault for each axis that is not among those known, {axis: its names}, and each name that is not on its own."""
    write = "nothing here is told apart by {!r}; write one of {known}, or write a [[questions]] of this id"
    for axis, names in when.items():
        at = f"{where}.{axis}"
        yield from unknown_faults(at, [axis], known, write)
        none = "there is no {!r}; write one of {known}" if known.get(axis) else _none_known(axis)
        yield from unknown_faults(at, names_on(when, axis), known.get(axis, names), none)
        yield from () if names else [Fault(at, "write at least one name, or take it away")]


def known_names(vendor):
    """{axis: the names there are} for the catalogue's rows, whichever revision asks for them."""
    return _names(vendor, vendor.policies)


def _names(vendor, policies):
    asked = dict.fromkeys((*PLACES, *(id for policy in policies for id in policy.said)))
    answers = {id: [name for policy in policies for name in policy.answers.get(id, ())] for id in asked}
    regions = {place: [*vendor.products.regions, *answers[place]] for place in PLACES}
    answers |= {place: [*names, ELSEWHERE] if names else [] for place, names in regions.items()}
    known = {id: [name for name in dict.fromkeys(names) if name != "unknown"] for id, names in answers.items()}
    families = [family.slug for family in vendor.products.families]
    return {"purpose": CLOSED_QUESTIONS["purpose"], "kind": KINDS, "family": families, **known}


def _wordless(where, when, policy):
    """A Fault for each answer on an axis that has no words for what a row with it holds for."""
    write = 'text.toml has no words for a row that holds for this; write them there, such as {} = "if it is registered"'
    for id in (axis for axis in when if axis in policy.said):
        words = policy.text.questions.get(id)
        for answer in names_on(when, id):
            if answer in policy.answers[id] and not (words and answer in words.holds):
                yield Fault(f"{where}.{id}", write.format(f"questions.{id}.holds.{answer}"))


def _none_known(axis):
    """What to write where there is no name at all on an axis."""
    return {
        "family": "there is no family {!r}; write it in products.toml",
    }.get(axis, "there is no region {!r}; write it under [regions] in products.toml, or ask for it by a question")


def _proof(where, rows, policy, known):
    """No gap: in every situation that is known a row holds; and each row holds in one, or says what else may be."""
    held = [_first_that_fits(rows, situation) for situation in _situations(rows, known)]
    if None in held:
        gap = _situations(rows, known)[held.index(None)]
        mend = "write one, or last a row without `when`: { silent = true } will do"
        yield Fault(where, f"no row holds {_in_words(gap, axes_of(rows))}; {mend}")
    of_strangers = {_first_that_fits(rows, situation) for situation in _situations(rows, known, (UNKNOWN,))}
    for number, row in enumerate(rows):
        if number in held or (number in of_strangers and not row.silent):
            continue
        write = f"this row ({holds_for(policy, row.when) or 'for all'}) never holds: the rows above take all of it"
        yield Fault(f"{where}[{number + 1}]", f"{write}. Move it up, narrow them, or take it away")


def _first_that_fits(rows, situation):
    return next((number for number, row in enumerate(rows) if fits(row.when, situation)), None)


def _situations(rows, known, more=()):
    """Every Situation that these rows tell apart, by each name there is on their axes, and by these.

    A purpose and a kind are always known; a product, a place and an answer need not be. Then several rows may hold,
    and all of them are told.
    """
    axes = [axis for axis in axes_of(rows) if axis in known]
    values = [known[axis] if axis in ("purpose", "kind") else [*known[axis], *more] for axis in axes]
    return [ANY.with_values(dict(zip(axes, names, strict=True))) for names in product(*values)]


def _in_words(situation, axes):
    given = [(axis, situation.on(axis)) for axis in axes if situation.on(axis)]
    return "where " + " and ".join(f"{axis} = {name!r}" for axis, name in given)
