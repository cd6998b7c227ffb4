"""Takes a step for whoever asks: worked out under the write lock, so that nobody acts on what is no longer so."""

from forms.rma.timeline import sentence_of
from forms.rma.transition import work_out
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
