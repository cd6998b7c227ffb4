"""The operator's command of the time machine: `flask --app forms judge-again`."""

import click
from flask import current_app
from flask.cli import with_appcontext

from content.errors import ContentError
from content.places import ARCHIVE
from forms.records.ticket import show_ticket
from forms.steps.rejudge import can_judge_again, differences_of
from forms.store.requests import all_tickets, request_by_ticket
from forms.web.request_context import get_store


@click.command("judge-again")
@click.option("--ticket", default="", help="Only the request of this ticket.")
@click.pass_context
@with_appcontext
def judge_again(context, ticket):
    """Judge every stored request again by the text it was judged by, and say where the verdict differs."""
    counts = {"same": 0, "differ": 0, "not kept": 0}
    for one in _asked_for(ticket):
        for batch in one.batches:
            counts[_again(one, batch)] += 1
    click.echo(
        f"{counts['same']} judged the same, {counts['differ']} otherwise, {counts['not kept']} cannot be judged again."
    )
    context.exit(1 if counts["differ"] else 0)


def _asked_for(ticket):
    store = get_store()
    for letters in [ticket.upper().replace("-", "")] if ticket else all_tickets(store):
        one = request_by_ticket(store, letters)
        if one is None:
            raise click.ClickException(f"There is no ticket {ticket}. Read it again: it has ten letters.")
        yield one


def _again(one, batch):
    """What became of one batch: "same", "differ" or "not kept"; all but the first is told."""
    vendor, at = current_app.vendors.get(one.vendor), f"{show_ticket(one.ticket)}, {batch.model}"
    folder = current_app.config.get("ARCHIVE", ARCHIVE)
    if not vendor or not can_judge_again(one, folder):
        click.echo(f"{at}: the text {one.revision} {one.revision_hash} of {one.vendor} is not kept.")
        return "not kept"
    try:
        found = differences_of(vendor, one, batch, folder)
    except ContentError as fault:
        click.echo(f"{at}: {fault}")
        return "differ"
    for what, was, now in found:
        click.echo(f"{at}: the {what} was {was}, is {now}.")
    return "differ" if found else "same"
