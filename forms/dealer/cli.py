"""The operator's command for dealers: `flask --app forms dealer-link CODE`."""

from contextlib import closing

import click

from forms.dealer.link_key import make_dealer_key
from forms.store.database.connection import open_store
from forms.store.dealers import read_dealer_turn, renew_dealer_turn

UNKNOWN = "There is no dealer {code!r} in content/dealers.toml. Write one of: {known}."
NONE = "There is no dealer in content/dealers.toml yet. Add one there first; its comment shows how."


def init(app):
    """Give the app its command."""

    @app.cli.command("dealer-link")
    @click.argument("code")
    @click.option("--renew", is_flag=True, help="Make a new link; every earlier one stops working.")
    def dealer_link(code, renew):
        """Print the link with which a dealer sees the requests of those who agreed."""
        code = code.upper()  # as everywhere: a code is found in any case
        if code not in app.dealers:
            known = ", ".join(app.dealers)
            raise click.ClickException(UNKNOWN.format(code=code, known=known) if known else NONE)
        with closing(open_store(app.config["DATABASE"])) as store:
            turn = renew_dealer_turn(store, code) if renew else read_dealer_turn(store, code)
        click.echo(f"{app.settings.url}/rma/dealer/{make_dealer_key(app.secret_key, code, turn)}/")
