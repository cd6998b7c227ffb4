"""Whose something is: "FLIR's", and of a name that ends in s "Axis'"."""

from markupsafe import Markup, escape


def possessive(name):
    """The name as an owner's; one that ends in s, small or capital, gets the sign alone."""
    return f"{name}'" if name.casefold().endswith("s") else f"{name}'s"


def possessive_on_page(name):
    """The same for a template, which would escape the sign."""
    return Markup(possessive(str(escape(name))))
