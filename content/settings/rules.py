"""What each setting may hold, and what to write where it holds something else."""

import re
from unicodedata import category

import iso3166
from email_validator import EmailNotValidError, validate_email

# Persian and the scripts of India spell with joiners; marks of direction keep Latin words in Arabic in their order.
UNSEEN_LETTERS = "\u200c\u200d\u200e\u200f\u061c"

HOST = r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?"
ORIGIN = re.compile(rf"http://{HOST}(?::(?!80$)\d+)?|https://{HOST}(?::(?!443$)\d+)?")
SMTP = re.compile(rf"smtps?://(?:[^\s/:@]+:[^\s/@]+@)?{HOST}(?::\d+)?(?:\?starttls=1)?")
SLUG = re.compile(r"[a-z0-9-]+")


def is_line(text):
    """Something to read, on one line."""
    return bool(text.strip()) and on_one_line(text)


def is_email(text):
    """An e-mail address that any mail server takes."""
    try:
        return bool(validate_email(text, check_deliverability=False, allow_smtputf8=False))
    except EmailNotValidError:
        return False


def is_contact(text):
    """An e-mail address or a page."""
    return is_email(text) or re.fullmatch(rf"https://{HOST}(?::\d+)?/\S*", text) is not None


def is_page(text):
    return re.fullmatch(rf"https://{HOST}(?::\d+)?(?:/\S*)?", text) is not None


def are_slugs(names):
    return bool(names) and len(set(names)) == len(names) and all(SLUG.fullmatch(name) for name in names)


def or_empty(check):
    return lambda text: not text or check(text)


def is_address(text):
    """A postal address that fits the packing sheet and holds no placeholder in round brackets; or an empty text."""
    lines = text.strip().splitlines()
    if any(re.fullmatch(r"\s*\(.*\)\s*", line) for line in lines):
        return False
    return len(lines) <= 10 and all(len(line) <= 60 and on_one_line(line) for line in lines)


def is_country(code):
    """A country by the two capital letters of ISO 3166."""
    return re.fullmatch("[A-Z]{2}", code) and code in iso3166.countries_by_alpha2


def up_to(most, least=0):
    return lambda count: least <= count <= most


def anything(value):
    return True


RULES = {  # each key: whether a value will do, and what to write when it does not
    "name": (is_line, 'write the name of this kiosk on one line, such as "Returns at Example Optics"'),
    "url": (ORIGIN.fullmatch, 'write where people reach it, in small letters, without a path and without a slash at'
            ' the end, such as "https://rma.example"'),
    "vendors": (are_slugs, 'write the vendors\' folder names, each once, in the order to show them, such as'
                ' ["flir", "pixelink"]; for all of them leave the key out'),
    "trusted_proxies": (up_to(9), "write how many proxies of yours stand in front, or 0"),
    "draft_hours": (up_to(720, 1), "write how many hours an unsent form is kept, from 1 to 720"),
    "operator.name": (is_line, "write who runs this kiosk, on one line"),
    "operator.contact": (is_email, "write the e-mail address people can ask at"),
    "operator.imprint": (str.strip, "write the imprint as text, in three quotes if it has several lines"),
    "operator.privacy": (str.strip, "write the privacy statement as text, in three quotes if it has several lines"),
    "mail.sender": (is_email, "write the e-mail address the kiosk's mail comes from"),
    "mail.reply_to": (or_empty(is_email), 'write the e-mail address answers go to, or "" for the sender'),
    "mail.bounces": (or_empty(is_email), 'write the e-mail address that is told which mail could not be delivered, or'
                     ' "" for the sender'),
    "mail.smtp": (or_empty(SMTP.fullmatch), 'write "smtp://host:587", "smtps://host:465" or'
                  ' "smtp://user:password@host:587?starttls=1"; "" puts mail into instance/mail/'),
    "limits.drafts_an_hour": (up_to(10**6, 1), "write how many forms may be begun from one network within an hour"
                              " before the mails of what is more are held, at least 1"),
    "limits.sent_an_hour": (up_to(10**6, 1), "write how many forms all may send within an hour before the mails"
                                " of what is more are held, at least 1"),
    "limits.draft_megabytes": (up_to(10**5, 1), "write how many megabytes all forms that were begun and not sent may"
                               " take, at least 1"),
    "security.contact": (or_empty(is_contact), "write an e-mail address or an https:// page for security faults"),
    "security.expires": (anything, "write a date without quotes, such as 2030-12-31"),
    "vendor.*.intake": (anything, 'write "kiosk" where requests are kept here, "handover" where the vendor keeps its'
                        ' own portal, or "mailbox" where all goes on by mail'),
    "vendor.*.portal": (or_empty(is_page), 'write the https:// page where the vendor takes requests, or ""'),
    "vendor.*.mailbox": (or_empty(is_email), 'write the e-mail address of this vendor\'s support desk, or ""'),
    "vendor.*.return_address": (is_address, "write the real street, town and country parcels go to, no line in round"
                                " brackets, as text in three quotes: at most ten lines of sixty characters"),
    "vendor.*.return_country": (or_empty(is_country), 'write the country of the return address in the two capital'
                                ' letters of ISO 3166, such as "CA", or "" where it is not settled'),
    "vendor.*.rma_source": (anything, 'write "series" for numbers made here, or "entered" for the vendor\'s own'),
    "vendor.*.rma_days": (up_to(3650), "write how many days an RMA number is good where the vendor states none, or 0"
                          " for no end"),
    "vendor.*.advice_reminder_days": (up_to(365, 1), "write after how many days support's advice is brought to mind,"
                                      " from 1 to 365"),
    "vendor.*.advice_close_days": (up_to(365), "write how many days after that reminder an unanswered request is"
                                   " closed, or 0 for never"),
    "vendor.*.rma_reminder_days": (up_to(365, 1), "write how many days before an RMA number ends people are reminded of"
                                   " it, from 1 to 365; where it has no end, days after it was issued"),
    "vendor.*.quote_reminder_days": (up_to(365, 1), "write after how many days an unanswered quote is brought to mind,"
                                     " from 1 to 365"),
}  # fmt: skip


def on_one_line(text):
    """Whether every sign can be seen, is a blank of some width, or belongs to how a word is spelled."""
    return all(sign.isprintable() or sign in UNSEEN_LETTERS or category(sign) == "Zs" for sign in text)
