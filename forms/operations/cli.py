"""The operator's commands for copies: `flask --app forms restored`."""

from forms.operations.restored import restored


def init(app):
    """Give the app its commands."""
    app.cli.add_command(restored)
