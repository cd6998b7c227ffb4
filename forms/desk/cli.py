"""The operator's command for accounts, `flask --app forms desk-user`, beside the one for the export."""

import re
import sys

import click
from flask.cli import with_appcontext

from content.settings.rules import on_one_line
from forms.desk.auth.password import hash_password, password_fault
from forms.store.desk.staff import (
    add_staff,
    all_staff,
    change_password,
    disable_staff,
    enable_staff,
    password_of,
    staff_by_login,
)
from forms.web.request_context import get_store, timestamp

LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")
ASK_LOGIN = "Add the login, in small letters, digits and . _ @ -, such as --login sam."


@click.command("desk-user")
@click.argument("name", default="")
@click.option("--login", default="", help="What they sign in with; else the first word of NAME in small letters.")
@click.option("--password-stdin", "piped", is_flag=True, help="Read the password from the first line of the input.")
@click.option("--new-password", "do", flag_value="new-password", help="Give an account a new password.")
@click.option("--disable", "do", flag_value="disable", help="Shut an account; its sessions end at once.")
@click.option("--enable", "do", flag_value="enable", help="Open a shut account again.")
@click.option("--list", "do", flag_value="list", help="Tell all accounts.")
@with_appcontext
def desk_user(name, login, piped, do):
    """Make the account of NAME at the support desk, or change it."""
    if do == "list":
        return _list()
    login = (login or name.partition(" ")[0]).lower()
    if not LOGIN.fullmatch(login):
        raise click.ClickException(ASK_LOGIN)
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
