"""The operator's commands for copies: `flask --app forms backup` and `restored`."""

from forms.operations.backup import backup
from forms.operations.restored import restored


def init(app):
    """Give the app its commands."""
    app.cli.add_command(backup)
    app.cli.add_command(restored)
