"""What the mail of each step says: the numbers, what happened to which cameras, whose turn it is, and one link."""

from content.wording.catalog import fill, read_words
from content.wording.possessive import possessive
from forms.mail.layout import INDENTED, asking_words, new_mail, wrapped
from forms.mail.paragraphs import PARAGRAPHS, PURCHASING, found_out
from forms.rma.status import on_day
from forms.rma.ways import grouped

SUPPORTS = ("words", "more")  # what support types to be mailed; nothing else that is typed goes out as it stands


def step_mail(step, context):
    """The NewMail of a Step; in its MailContext the request and the units are as they are after it.

    An RMA number that is empty is still to come, as in a look ahead: the mail then says so.
    """
    kind, vendor, words = step.mail, context.vendor, read_words().mails[step.mail]
    names = {name: f"“{step.own}”" for name, step in read_words().steps.items() if step.own}  # as the buttons are
    names |= {"vendor": vendor.name, "number": context.all_numbers, "some": context.request_is}
    names["them"] = "it" if len(context.units) == 1 else "them"
    some = context.share and words.some
    subject, first = (words.some_subject, words.some) if some else (words.subject, words.first)
    return new_mail(context.whole, f"{vendor.name}: {fill(subject, **names)}", vendor, context.settings, [
        wrapped(" ".join([*(found_out(context) if kind == "quote" else ()), fill(first, **names)])),
        "" if some else context.scope,
        *context.numbers_and_cameras(words.about, statuses=kind == "back"),
        *(PARAGRAPHS[kind](context) if kind in PARAGRAPHS else ()),
        _supports_words(context, step.needs),
        wrapped(fill(_next(context.whole, words), **names)) + "\n{link}",
        wrapped(PURCHASING) + "\n{quote}" if kind == "quote" else "",
        *_where_it_stands(context),
    ], context.tag)  # fmt: skip


def _next(request, words):
    return words.by_mail if request.intake == "mailbox" and words.by_mail else words.next


def _supports_words(context, needs):
    typed = "\n\n".join(context.inputs[name] for name in SUPPORTS if name in needs and context.inputs.get(name))
    # Line by line: what support sets below each other, such as steps, stays so.
    lines = [wrapped(line, INDENTED) for line in typed.split("\n")]
    return "\n".join([f"{possessive(context.vendor.name)} support writes:\n", *lines]) if typed else ""


def _where_it_stands(context):
    closes = context.inputs.get("closes")
    ends = closes and f"{on_day(closes)}; then {context.request_is} closed"
    how = asking_words(context.vendor, context.whole)
    found = grouped(context.statuses, lambda status: (status.who, status.since, ends or status.by, how))
    for answers, alike in found.items():
        rows = zip(("Who:", "Since:", "By when:", "To ask:"), answers, strict=True)
        lines = [wrapped(answer, (f"  {label:<10}", " " * 12)) for label, answer in rows]
        names = dict.fromkeys(status.name for status in alike)
        yield "\n".join([wrapped("Where it stands: " + "; ".join(names)), *lines])
