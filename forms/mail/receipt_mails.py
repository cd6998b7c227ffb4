"""The mails of no step: the receipt of a new request or of many at once, the link once more, an address given up.

To a customer only what is safe goes out: no word they typed stands in it.
"""

from dataclasses import replace

from content.schema.outcome_kinds import LEADS_TO_RETURN
from content.wording.joining import joined
from content.wording.possessive import possessive
from forms.mail.layout import HANGING, asking_words, camera_lines, new_mail, number_slots, wrapped
from forms.mail.mail_context import MailContext
from forms.mail.vendor_mail import copy_for_vendor, siblings
from forms.records.ticket import show_ticket, spell_ticket
from forms.rma.deadlines import open_deadlines
from forms.rma.status import first_stops
from forms.rma.ways import grouped

KEEP = "Keep the camera with you until you have digits."
KEEP_UNTIL_MAIL = "Keep the camera with you until {vendor} has given you an RMA number by mail."  # its own, of any form
BY_MAIL = (
    "{vendor} has your request in its mailbox and answers you from there. The page behind the link below shows no more"
    " of its way: it keeps what you sent, and the numbers {vendor} gives you, once you write them down there."
)
SEPARATE = "It is looked at first; support tells you what applies before you send anything."


def receipt_mails(request, tickets, vendor, settings, sees=""):
    """All mails a new request, or a corrected address, sends: to the customer and, where one is named, the vendor.

    `sees` is what their dealer sees, in words; only the vendor reads it.
    """
    mails = [acknowledgement(request, tickets, vendor, settings)]
    if settings.of_vendor(vendor.slug).mailbox:
        mails.append(copy_for_vendor(request, tickets, vendor, settings, sees))
    return mails


def acknowledgement(request, tickets, vendor, settings):
    """The mail that brings a ticket: two slots, what was asked, what applies, what comes next, one link."""
    return new_mail(request, f"{vendor.name}: we have your request", vendor, settings, [
        f"We have your request to {vendor.name}.",
        number_slots(request.ticket),
        "Your ticket, to be said aloud:\n" + spell_ticket(request.ticket),
        "What you asked for\n" + "\n".join(f"  {line}" for line in camera_lines(request, vendor)),
        siblings(request.ticket, tickets),
        *(wrapped(deadline.told) for deadline in open_deadlines(vendor, request)),
        *_verdicts(request, vendor),
        _what_comes(request, vendor),
        wrapped(KEEP_UNTIL_MAIL.format(vendor=vendor.name)) if request.intake == "mailbox" else KEEP,
        "To ask something\n" + wrapped(asking_words(vendor, request)),
        "See where it stands, at any time:\n{link}",
        f"Without that link: {settings.url}/rma/status/ asks for the ticket\nand your e-mail address.",
    ], unasked=True)  # fmt: skip


def gathered_mail(requests, vendors, settings):
    """The one NewMail of requests whose address would have had too many within an hour: of each all it has to know."""
    first = requests[0]
    return new_mail(first, f"{len(requests)} requests, in one mail", vendors[first.vendor], settings, [
        "Hello,",
        wrapped(f"We have received {len(requests)} more return requests with this e-mail address within a short time."
                " This one mail tells of all of them."),
        *(_request(request, vendors[request.vendor], settings) for request in requests),
        wrapped("Do not ship a camera before you have its RMA number."),
        wrapped("If you know nothing of this, somebody typed your address by mistake: you need not do anything."),
    ], unasked=True)  # fmt: skip


def link_mail(request, vendor, settings):
    """The NewMail that brings a request's link once more, and says how it stands now."""
    context = MailContext(request, vendor, settings)
    return new_mail(request, f"{vendor.name}: your link, once more", vendor, settings, [
        f"Here is the link to your request to {vendor.name} once more, as asked for.",
        *context.numbers_and_cameras("Where it stands", statuses=True),
        "See all of it, at any time:\n{link}",
    ], context.tag, unasked=True)  # fmt: skip


def dropped_address_mail(requests, vendor, settings):
    """The mail to an address that was given by mistake: that it is no longer used, and nothing else."""
    first, *others = [show_ticket(request.ticket) for request in requests]
    also = f" and {joined(others)}" if others else ""
    return new_mail(requests[0], "this address is no longer used", vendor, settings, [
        "Hello,",
        wrapped(f"This e-mail address is no longer used for ticket {first}{also}. You get no more mail about it."),
    ])  # fmt: skip


def _request(request, vendor, settings):
    rows = [
        f"Ticket number: {show_ticket(request.ticket)} ({vendor.name})",
        f"RMA number: {MailContext(request, vendor, settings).number_slot}",
        *camera_lines(request, vendor),
        f"{{link:{request.ticket}}}",
    ]
    return "\n".join(rows)


def _verdicts(request, vendor):
    """A paragraph for each verdict there is: what applies by the vendor's text, who pays what, for which cameras."""
    found = grouped(request.batches, _told)
    for (title, kind, claimed, costs), batches in found.items():
        cameras = camera_lines(replace(request, batches=tuple(batches)), vendor) if len(found) > 1 else ()
        lines = [wrapped(f"For {joined(cameras)}:", HANGING)] if cameras else []
        lines += [wrapped(claimed, HANGING)] if claimed else []
        lines += [_cost(*cost) for cost in costs]
        lines += [] if kind in LEADS_TO_RETURN else [wrapped(SEPARATE)]
        yield "\n".join([f"By {possessive(vendor.name)} text: {title}", *lines])


def _told(batch):
    """What a mail tells of a batch's verdict."""
    verdict = batch.verdict
    return verdict["title"], verdict["kind"], verdict.get("claimed", ""), tuple(map(tuple, verdict["costs"]))


def _what_comes(request, vendor):
    if request.intake == "mailbox":
        return "From here on by mail\n" + wrapped(BY_MAIL.format(vendor=vendor.name))
    return "What comes next\n" + "\n".join(f"  {stop.title}" for stop in first_stops(vendor, request, None)[1:])


def _cost(what, who, amount, doubt):
    payer = f"{who.lower() if who == 'You' else who}, " if who else ""
    return wrapped(f"{what}: {payer}{amount}{f'. {doubt}' if doubt else ''}", HANGING)
