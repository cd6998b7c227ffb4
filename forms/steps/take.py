"""Takes a step for whoever asks: worked out under the write lock, so that nobody acts on what is no longer so."""

from dataclasses import replace

from forms.mail.mail_context import MailContext
from forms.mail.step_mails import step_mail
from forms.mail.vendor_mail import taken_back_mails
from forms.rma.lifecycle import STEPS
from forms.rma.timeline import sentence_of
from forms.rma.transition import applied, transition_of
from forms.store.steps import store_step

NUMBER_TAKEN = "This RMA number is given already. Look at the vendor's own system again."


def take(store, intent):
    """Take the step of an Intent and give its event's id; raises Refused, Overtaken or NumberTaken."""

    def make_transition(request, number):
        return work_out(intent._replace(request=request), number)

    return store_step(store, intent.request.id, intent.seen, make_transition, intent.now)


def work_out(intent, number=""):
    """The Transition of an Intent with its mails; raises Refused.

    `number` is the next of the series; without one it is a look ahead, and the mail says that the number comes with
    sending.
    """
    step = STEPS[intent.step]
    if "number" in step.needs:
        intent = intent._replace(inputs=intent.inputs | {"number": intent.inputs.get("number") or number})
    transition = transition_of(intent)
    if not step.mail:
        return transition
    after = applied(intent.request, transition.units, transition.rma)
    moved = [unit for unit in after.units if unit.id in transition.units]
    context = MailContext(after, intent.vendor, intent.settings, moved, intent.inputs)
    mail = replace(step_mail(step, context), automatic=intent.by != "support")
    return replace(transition, mails=(mail, *(taken_back_mails(context) if intent.step == "withdraw" else ())))


def overtaken_words(fault, name_of, told_of=sentence_of):
    """What to tell the one who came second: what happened meanwhile, and that nothing was overwritten."""
    last = fault.events[-1]
    who, told = name_of(last["actor"]), told_of(last["kind"]) or "Something was changed."
    were = "were" if who == "you" else "was"
    return f"Meanwhile {who} {were} here: {told} Nothing of yours was done; look at it again, then decide."
