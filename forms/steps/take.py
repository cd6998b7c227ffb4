"""Takes a step for whoever asks: worked out under the write lock, so that nobody acts on what is no longer so."""

from dataclasses import replace

from forms.mail.step_mails import step_letter
from forms.mail.vendor_mail import taken_back
from forms.rma.lifecycle import STEPS
from forms.rma.timeline import sentence_of
from forms.rma.transition import by_of, unmailed
from forms.store.steps import store_step

TAKEN = "This RMA number is given already. Look at the vendor's own system again."


def take(store, request, step_id, chosen, said, actor, vendor, settings, seen, now):
    """Take a step with some units of a request and give its event's id; raises Refused, Overtaken or NumberTaken.

    `seen` is the last event the one who asks was shown; None for the clock, which looks under the lock.
    """

    def make_move(fresh, number):
        return work_out(fresh, step_id, chosen, said, actor, vendor, settings, now, number)

    return store_step(store, request.id, seen, make_move, now)


def overtaken_words(fault, name_of, told_of=sentence_of):
    """What to tell the one who came second: what happened meanwhile, and that nothing was overwritten."""
    last = fault.events[-1]
    told = told_of(last["kind"]) or "Something was changed."
    who = name_of(last["actor"])
    were = "were" if who == "you" else "was"
    return f"Meanwhile {who} {were} here: {told} Nothing of yours was done; look at it again, then decide."


def work_out(request, step_id, chosen, said, actor, vendor, settings, now, number=""):
    """The NewMove of taking a step with the units whose ids are `chosen`, with its mail; raises Refused.

    `said` holds what was typed, by the step's needs. `actor` is customer, purchasing, clock or staff:ID. `number` is
    the next of the series; without one it is a look ahead, and the mail says that the number comes with sending.
    """
    step = STEPS[step_id]
    said = said | ({"number": said.get("number") or number} if "number" in step.needs else {})
    move, after = unmailed(request, step_id, chosen, said, actor, vendor, settings, now)
    if not step.mail:
        return move
    kept = [unit for unit in after.units if unit.id in move.units]
    copies = taken_back(after, kept, vendor, settings) if step_id == "withdraw" else ()
    letter = step_letter(step.mail, after, kept, vendor, settings, said)
    return replace(move, mails=(replace(letter, automatic=by_of(actor) != "support"), *copies))
