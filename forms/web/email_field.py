"""The e-mail field of every form, and how a field says that it will not do."""

from email_validator import EmailNotValidError, validate_email


def wrong(field, sentence):
    field.errors = [*field.errors, sentence]


def correct_email(field):
    """Bring an address to its plain form; False, with a sentence at the field, where it is none."""
    try:
        # "=?" opens an encoded word: it passes for an address, but no mail to it may leave.
        typed = (field.data or "").strip().replace("=?", " ")
        told = validate_email(typed, check_deliverability=False, allow_smtputf8=False)
        field.data = told.ascii_email
    except EmailNotValidError:
        wrong(field, "Type your e-mail address, such as name@company.example. Answers are sent there.")
    return not field.errors
