"""What the mail of each step says: the numbers, what happened to which cameras, whose turn it is, and one link."""

from content.wording.catalog import fill, read_words
from forms.mail.layout import HUNG, listed, put_together, signed, slots, to_ask, wrapped
from forms.mail.mail_context import Matter, day_of
from forms.mail.paragraphs import AFTER, OPENING, TELLINGS
from forms.rma.lifecycle import STEPS

NEEDS = {step.mail: step.needs for step in STEPS.values() if step.mail}
SUPPORTS = ("words", "more")  # what support types to be mailed; nothing else that is typed goes out as it stands


def step_letter(kind, request, units, vendor, settings, said):
    """The NewMail of a step: `request` and `units` as they are after it, `said` what was typed for it.

    An RMA number that is empty is still to come, as in a look ahead: the mail then says so.
    """
    matter, words = Matter(request, units, vendor, settings, said), read_words().mails[kind]
    names = {"vendor": vendor.name, "number": matter.all_numbers, "some": matter.some} | _buttons()
    names["them"] = "it" if len(matter.units) == 1 else "them"
    some = matter.partial and words.some
    subject, first = (words.some_subject, words.some) if some else (words.subject, words.first)
    return put_together(request, request.email, f"{vendor.name}: {fill(subject, **names)}", settings, [
        wrapped(" ".join([*OPENING.get(kind, _nothing)(matter), fill(first, **names)])),
        "" if some else matter.partly,
        slots(request.ticket, matter.slot),
        *matter.cautions,
        *(listed(heading, lines, HUNG) for heading, lines in matter.cameras(words.about, fates=kind == "back")),
        *TELLINGS.get(kind, _nothing)(matter),
        _supports_words(matter, NEEDS[kind]),
        wrapped(fill(_next(request, words), **names)) + "\n{link}",
        *AFTER.get(kind, _nothing)(matter),
        *_where_it_stands(matter),
        signed(vendor, settings),
    ], matter.tag)  # fmt: skip


def _nothing(matter):
    return ()


def _next(request, words):
    return words.by_mail if request.intake == "mailbox" and words.by_mail else words.next


def _buttons():
    """The customer's own buttons, by their steps, as a mail names them."""
    return {name: f"“{step.own}”" for name, step in read_words().steps.items() if step.own}


def _supports_words(matter, needs):
    typed = "\n\n".join(matter.said[name] for name in SUPPORTS if name in needs and matter.said.get(name))
    # Line by line: what support sets below each other, such as steps, stays so.
    lines = [wrapped(line, initial_indent="  ", subsequent_indent="  ") for line in typed.split("\n")]
    return "\n".join([f"{matter.vendor.name}'s support writes:\n", *lines]) if typed else ""


def _where_it_stands(matter):
    closes = matter.said.get("closes")
    ends = closes and f"{day_of(closes)}; then {matter.some} closed"
    how, found = to_ask(matter.vendor, matter.whole), {}
    for lot in matter.standings:
        found.setdefault((lot.who, lot.since, ends or lot.by, how), []).append(lot.name)
    for answers, names in found.items():
        rows = zip(("Who:", "Since:", "By when:", "To ask:"), answers, strict=True)
        told = [wrapped(text, initial_indent=f"  {label:<10}", subsequent_indent=" " * 12) for label, text in rows]
        yield "\n".join([wrapped("Where it stands: " + "; ".join(dict.fromkeys(names))), *told])
