"""The operator's commands for the desk: its accounts, the export, and judging stored requests again."""

import re
import shutil
import sys
from collections import Counter
from itertools import starmap

import click
from flask import Blueprint, current_app

from content.errors import ContentError
from content.settings.rules import on_one_line
from forms.desk.auth.password import hash_password, password_fault
from forms.desk.reports.export_page import export_file, read_since
from forms.desk.reports.formats import FORMATS
from forms.records.private_files import written_whole
from forms.records.ticket import show_ticket
from forms.steps.rejudge import can_judge_again, differences_of
from forms.store.desk.staff import (
    add_staff,
    all_staff,
    change_password,
    disable_staff,
    enable_staff,
    password_of,
    staff_by_login,
)
from forms.store.requests import all_tickets, request_by_ticket
from forms.web.request_context import get_store, timestamp

commands = Blueprint("commands", __name__, cli_group=None)
LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")


@commands.cli.command("desk-user")
@click.argument("name", default="")
@click.option("--login", default="", help="What they sign in with; else the first word of NAME in small letters.")
@click.option("--password-stdin", "piped", is_flag=True, help="Read the password from the first line of the input.")
@click.option("--new-password", "do", flag_value="new-password", help="Give an account a new password.")
@click.option("--disable", "do", flag_value="disable", help="Shut an account; its sessions end at once.")
@click.option("--enable", "do", flag_value="enable", help="Open a shut account again.")
@click.option("--list", "do", flag_value="list", help="Tell all accounts.")
def desk_user(name, login, piped, do):
    """Make the account of NAME at the support desk, or change it."""
    if do == "list":
        return _list()
    login = (login or name.partition(" ")[0]).lower()
    if not LOGIN.fullmatch(login):
        raise click.ClickException("Add the login, in small letters, digits and . _ @ -, such as --login sam.")
    if do is None:
        return _create(name, login, piped)
    staff = staff_by_login(get_store(), login)
    if not staff:
        raise click.ClickException(f"Nobody has the login {login}. See who has one: --list.")
    {"new-password": _new_password, "disable": _disable, "enable": _enable}[do](staff, piped)


def _list():
    for staff in all_staff(get_store()):
        click.echo(f"{staff.login}  {staff.name}{f'  disabled {staff.disabled}' if staff.disabled else ''}")


def _create(name, login, piped):
    if not name.strip() or not on_one_line(name):
        raise click.ClickException('Say whose account it is, such as: desk-user "Sam Support" --login sam')
    if staff_by_login(get_store(), login):
        _taken(login)
    made = add_staff(get_store(), login, name.strip(), hash_password(_password(login, piped)), timestamp())
    click.echo(f"{made.name} can sign in as {made.login} now." if made else _taken(login))


def _taken(login):
    raise click.ClickException(f"The login {login} is taken. Choose another, or change its password: --new-password.")


def _new_password(staff, piped):
    store, new = get_store(), hash_password(_password(staff.login, piped))
    change_password(store, staff.id, password_of(store, staff.id), new, None, timestamp())
    click.echo(f"{staff.name} has a new password and is signed out everywhere.")


def _disable(staff, _):
    disable_staff(get_store(), staff.id, timestamp())
    click.echo(f"{staff.name} is signed out and cannot sign in any more.")


def _enable(staff, _):
    enable_staff(get_store(), staff.id)
    click.echo(f"{staff.name} can sign in again.")


def _password(login, piped):
    """The password from the input or, typed twice and unseen, from the person at the keyboard."""
    if piped:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt="The same once more")
    if sentence := password_fault(login, password):
        raise click.ClickException(sentence)
    return password


@commands.cli.command("export")
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), default="csv", help="A table, or JSON lines.")
@click.option("--since", default="", help="Only requests made since that day, such as 2026-04-03.")
@click.option("--out", type=click.Path(dir_okay=False), help="The file to write; else it goes to the output.")
def export(kind, since, out):
    """Write a row for every camera, with its request."""
    day = read_since(since)
    file, count = export_file(get_store(), kind, day)
    with file:
        if out:
            _save(file, out)
        else:
            shutil.copyfileobj(file, sys.stdout.buffer)
    click.echo(f"{count} camera{'' if count == 1 else 's'} written.", err=True)


def _save(file, path):
    # It holds people's addresses, so only the operator may read it.
    try:
        with written_whole(path) as whole:
            shutil.copyfileobj(file, whole)
    except OSError as fault:
        raise click.ClickException(f"{path} cannot be written: {fault.strerror}.") from None


@commands.cli.command("judge-again")
@click.option("--ticket", default="", help="Only the request of this ticket.")
def judge_again(ticket):
    """Judge every stored request again by the text it was judged by, and say where the verdict differs."""
    batches = ((request, batch) for request in _requests(ticket) for batch in request.batches)
    counts = Counter(starmap(_judge_again, batches))
    click.echo(
        f"{counts['same']} judged the same, {counts['differ']} otherwise, {counts['not kept']} cannot be judged again."
    )
    if counts["differ"]:
        raise SystemExit(1)


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
    folder = current_app.config["ARCHIVE"]
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
