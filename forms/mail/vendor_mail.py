"""Mail to the vendor's own mailbox, and what the customer is told where a request goes on by mail."""

from forms.mail.layout import camera_lines, new_mail, section, without_placeholders, wrapped
from forms.mail.mail_context import only
from forms.records.ticket import show_ticket


def mail_to_vendor(request, subject, vendor, settings, parts):
    """The NewMail of these parts to the vendor's own mailbox: a customer's words, passed on for a person to work on."""
    to, parts = settings.desk(vendor.slug).mailbox, map(without_placeholders, parts)
    return new_mail(request, f"{vendor.name}: {subject}", vendor, settings, parts, to_address=to, automatic=False)


def goes_on_by_mail(vendor):
    """The paragraph of the customer's first mail that stands where else the stops of the way stand."""
    text = f"{vendor.name} has your request in its mailbox and answers you from there. The page behind the link below"
    text += f" shows no more of its way: it keeps what you sent, and the numbers {vendor.name} gives you, once you"
    return f"From here on by mail\n{wrapped(text + ' write them down there.')}"


def do_not_reply(request):
    """Whom the vendor has to write to: an answer to the copy in its mailbox goes to the operator."""
    return f"Do not press Reply: write to the customer, {request.email}."


def taken_back_mails(request, units, vendor, settings):
    """The mail to the vendor's mailbox, where it had the request by mail and the customer took some of it back."""
    if request.intake != "mailbox" or not settings.desk(vendor.slug).mailbox:
        return []
    parts = [
        f"The customer has taken back what was asked of {vendor.name} with the ticket {show_ticket(request.ticket)}.",
        section("Taken back", camera_lines(only(request, {unit.id for unit in units}), vendor)),
        wrapped(do_not_reply(request)),
    ]
    return [mail_to_vendor(request, "taken back", vendor, settings, parts)]
