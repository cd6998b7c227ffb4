"""The operator's command for dealers: `flask --app forms dealer-link CODE`."""

import click
from flask import Blueprint, current_app

from forms.store.dealers import read_dealer_turn, renew_dealer_turn
from forms.web.request_context import get_store
from forms.web.signed_links import make_dealer_key

commands = Blueprint("dealers", __name__, cli_group=None)
UNKNOWN = "There is no dealer {code!r} in content/dealers.toml. Write one of: {known}."
NONE = "There is no dealer in content/dealers.toml yet. Add one there first; its comment shows how."


@commands.cli.command("dealer-link")
@click.argument("code")
@click.option("--renew", is_flag=True, help="Make a new link; every earlier one stops working.")
def dealer_link(code, renew):
    """Print the link with which a dealer sees the requests of those who agreed."""
    code = code.upper()  # as everywhere: a code is found in any case
    if code not in current_app.dealers:
        known = ", ".join(current_app.dealers)
        raise click.ClickException(UNKNOWN.format(code=code, known=known) if known else NONE)
    turn = renew_dealer_turn(get_store(), code) if renew else read_dealer_turn(get_store(), code)
    click.echo(f"{current_app.settings.url}/rma/dealer/{make_dealer_key(current_app.secret_key, code, turn)}/")
