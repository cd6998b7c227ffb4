"""What a setting may hold."""

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


def is_address(text):
    """A postal address that fits the packing sheet and holds no placeholder in round brackets; or an empty text."""
    lines = text.strip().splitlines()
    if any(re.fullmatch(r"\s*\(.*\)\s*", line) for line in lines):
        return False
    return len(lines) <= 10 and all(len(line) <= 60 and on_one_line(line) for line in lines)


def is_country(code):
    """A country by the two capital letters of ISO 3166."""
    return re.fullmatch("[A-Z]{2}", code) and code in iso3166.countries_by_alpha2


def on_one_line(text):
    """Whether every sign can be seen, is a blank of some width, or belongs to how a word is spelled."""
    return all(sign.isprintable() or sign in UNSEEN_LETTERS or category(sign) == "Zs" for sign in text)
