"""Checks the e-mail field of every form, and adds error sentences to fields."""

from email_validator import EmailNotValidError, validate_email


def add_error(field, sentence):
    """Add an error sentence to a field."""
    field.errors = [*field.errors, sentence]


def correct_email(field):
    """Bring the address in a field to its plain form; where it is none, add an error there and give False."""
    try:
        # "=?" opens an encoded word: it passes for an address, but no mail to it may leave.
        typed = (field.data or "").strip().replace("=?", " ")
        field.data = validate_email(typed, check_deliverability=False, allow_smtputf8=False).ascii_email
    except EmailNotValidError:
        add_error(field, "Type your e-mail address, such as name@company.example. Answers are sent there.")
    return not field.errors
