"""One serial: how it is written down, and whether it has the form that its vendor's serials have."""

import re
import unicodedata

LONGEST = 64
LABEL = r"(?:s/n|(?:serials?(?: ?(?:numbers?|nos?|nr))?|sn)(?=[\s.:#=]|[\W_]*$)|n[or](?=[.:#=])|and(?=\s))"
LABELS = re.compile(rf"(?:{LABEL}|[\W_])*", re.IGNORECASE)
# Only where the vendor's form is known, and only if what is left has that form: "SN16048501", "1)16048501".
GLUED = re.compile(r"(?:\d{1,3}[.)])?(?:SN)?")
ENDS = re.compile(r"^[\W_]+|[\W_]+$")
HEX = re.compile(r"0(?=.*[A-F])[0-9A-F]{7}")


def normal(core, form):
    """Return the serial as it is stored: upper case, without blanks, label or punctuation around it."""
    serial = unicodedata.normalize("NFC", core.upper())
    serial = ENDS.sub("", serial[LABELS.match(serial).end() :])
    bare = GLUED.sub("", serial, count=1)
    return bare if form.pattern and not fits(serial, form) and fits(bare, form) else serial


def fits(serial, form):
    if not form.pattern:
        return True
    if len(serial) > LONGEST:
        return False
    if is_hex(serial, form):
        return True
    small = form.at_most is None or not serial.isdecimal() or int(serial) <= form.at_most
    return small and bool(re.fullmatch(form.pattern, serial))


def is_hex(serial, form):
    return form.hex and bool(HEX.fullmatch(serial))


def is_word(serial, form):
    """Whether it has no digit, and the vendor has no serials of letters alone that it could be."""
    return not has_digit(serial) and not (form.pattern and fits(serial, form))


def has_digit(text):
    return bool(re.search(r"\d", text))


def says_something(text):
    return bool(re.search(r"[^\W_]", text))


def tidy(text):
    """Drop what cannot be seen and bring wide signs, foreign digits and special blanks to their plain form."""
    return unicodedata.normalize("NFC", "".join(map(_plain, text)))


def _plain(sign):
    if sign.isascii():
        return sign
    if unicodedata.category(sign) == "Cf":
        return ""
    if sign.isdecimal():
        return str(int(sign))
    if unicodedata.category(sign) == "Zs":
        return " "
    return unicodedata.normalize("NFKC", sign) if unicodedata.east_asian_width(sign) == "F" else sign
