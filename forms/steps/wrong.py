"""How a field of a step says that what was typed will not do."""


def wrong(field, sentence):
    """Say at a field why it will not do; gives what was read from it, which is nothing."""
    field.errors = [*field.errors, sentence]
    return {}
