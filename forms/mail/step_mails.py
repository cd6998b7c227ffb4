"""What the mail of each step says: the numbers, what happened to which cameras, whose turn it is, and one link."""

from content.wording.catalog import fill, read_words
from forms.mail.layout import HANGING, INDENTED, asking_words, new_mail, number_slots, section, signature, wrapped
from forms.mail.mail_context import MailContext, day_of
from forms.mail.paragraphs import AFTER_LINK, OPENINGS, PARAGRAPHS
from forms.rma.lifecycle import STEPS

NEEDS = {step.mail: step.needs for step in STEPS.values() if step.mail}
SUPPORTS = ("words", "more")  # what support types to be mailed; nothing else that is typed goes out as it stands


def step_mail(kind, request, units, vendor, settings, inputs):
    """The NewMail of a step: `request` and `units` as they are after it, `inputs` what was typed for it.

    An RMA number that is empty is still to come, as in a look ahead: the mail then says so.
    """
    context, words = MailContext(request, vendor, settings, units, inputs), read_words().mails[kind]
    names = {"vendor": vendor.name, "number": context.all_numbers, "some": context.request_is} | _buttons()
    names["them"] = "it" if len(context.units) == 1 else "them"
    some = context.share and words.some
    subject, first = (words.some_subject, words.some) if some else (words.subject, words.first)
    cameras = context.cameras(words.about, statuses=kind == "back")
    return new_mail(request, f"{vendor.name}: {fill(subject, **names)}", settings, [
        wrapped(" ".join([*_of(OPENINGS, kind, context), fill(first, **names)])),
        "" if some else context.scope,
        number_slots(request.ticket, context.number_slot),
        *context.cautions,
        *(section(heading, lines, HANGING) for heading, lines in cameras.items()),
        *_of(PARAGRAPHS, kind, context),
        _supports_words(context, NEEDS[kind]),
        wrapped(fill(_next(request, words), **names)) + "\n{link}",
        *_of(AFTER_LINK, kind, context),
        *_where_it_stands(context),
        signature(vendor, settings),
    ], context.tag)  # fmt: skip


def _of(paragraphs, kind, context):
    return paragraphs[kind](context) if kind in paragraphs else ()


def _next(request, words):
    return words.by_mail if request.intake == "mailbox" and words.by_mail else words.next


def _buttons():
    """The customer's own buttons, by their steps, as a mail names them."""
    return {name: f"“{step.own}”" for name, step in read_words().steps.items() if step.own}


def _supports_words(context, needs):
    typed = "\n\n".join(context.inputs[name] for name in SUPPORTS if name in needs and context.inputs.get(name))
    # Line by line: what support sets below each other, such as steps, stays so.
    lines = [wrapped(line, INDENTED) for line in typed.split("\n")]
    return "\n".join([f"{context.vendor.name}'s support writes:\n", *lines]) if typed else ""


def _where_it_stands(context):
    closes = context.inputs.get("closes")
    ends = closes and f"{day_of(closes)}; then {context.request_is} closed"
    how, found = asking_words(context.vendor, context.whole), {}
    for status in context.statuses:
        found.setdefault((status.who, status.since, ends or status.by, how), []).append(status.name)
    for answers, names in found.items():
        rows = zip(("Who:", "Since:", "By when:", "To ask:"), answers, strict=True)
        lines = [wrapped(answer, (f"  {label:<10}", " " * 12)) for label, answer in rows]
        yield "\n".join([wrapped("Where it stands: " + "; ".join(dict.fromkeys(names))), *lines])
