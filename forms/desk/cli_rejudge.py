"""The operator's command to judge stored requests again: `flask --app forms judge-again`."""

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
    for request in _requests(ticket):
        for batch in request.batches:
            counts[_judge_again(request, batch)] += 1
    click.echo(
        f"{counts['same']} judged the same, {counts['differ']} otherwise, {counts['not kept']} cannot be judged again."
    )
    context.exit(1 if counts["differ"] else 0)


def _requests(ticket):
    store = get_store()
    for letters in [ticket.upper().replace("-", "")] if ticket else all_tickets(store):
        request = request_by_ticket(store, letters)
        if request is None:
            raise click.ClickException(f"There is no ticket {ticket}. Read it again: it has ten letters.")
        yield request


def _judge_again(request, batch):
    """What became of a batch, "same", "differ" or "not kept", printed unless it is the same."""
    vendor, name = current_app.vendors.get(request.vendor), f"{show_ticket(request.ticket)}, {batch.model}"
    folder = current_app.config.get("ARCHIVE", ARCHIVE)
    if not vendor or not can_judge_again(request, folder):
        text = f"{request.revision} {request.revision_hash} of {request.vendor}"
        click.echo(f"{name}: the text {text} is not kept.")
        return "not kept"
    try:
        differences = differences_of(vendor, request, batch, folder)
    except ContentError as fault:
        click.echo(f"{name}: {fault}")
        return "differ"
    for what, was, now in differences:
        click.echo(f"{name}: the {what} was {was}, is {now}.")
    return "differ" if differences else "same"
