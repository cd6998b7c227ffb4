"""The sign-in of the desk: who is kept out, signing in and out, and the page of one's own account."""

from urllib.parse import urlencode, urlsplit

from flask import Blueprint, flash, g, redirect, render_template, request
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField

from forms.desk.auth.password import LEAST, hash_password, password_fault, proved
from forms.desk.auth.resume import interrupted_post, post_in_sign_in
from forms.desk.auth.session import SIGN_IN, begin_anew, hashed, local_path, new_token, recognise, take_back
from forms.records.errors import CannotWrite
from forms.store.attempts import forget_attempts
from forms.store.desk.sessions import end_session, end_sessions, open_session
from forms.store.desk.staff import all_staff, change_password, staff_by_login
from forms.web.messages import STALE
from forms.web.network import counted_name
from forms.web.page_again import NotDone, PageError, check_token, errors_of, mark_fields, page_again
from forms.web.request_context import get_store, timestamp
from forms.web.throttle import count_attempt

pages = Blueprint("auth", __name__)
ACCOUNT, OPEN_TO_ALL = "/rma/desk/account/", "desk.auth.sign_in"
NOT_TOGETHER = "This login and this password do not belong together. Check both and try again."
EMPTY, ONCE_MORE = "Nothing is typed here yet.", "Type it once more."
NOT_YOURS = "This is not your password. Type the one you signed in with."
TOO_OFTEN = "Too many tries went wrong. Wait {wait}, then try again."
NOT_IN = "Nobody can sign in at the moment, because nothing can be stored. Try again in a few minutes."
FREE_ATTEMPTS, FREE_ATTEMPTS_OF_ALL = 5, 30  # at one login from one network, and from one network at all
CHANGED = "Your password is changed. Every other place where you were signed in is signed out."


class SignInForm(FlaskForm):
    """Who comes in."""

    login = StringField("Login")
    password = PasswordField("Password")


class PasswordForm(FlaskForm):
    """A new password, and the present one as proof."""

    present = PasswordField("Your present password")
    new = PasswordField("The new password")
    again = PasswordField("The new password once more")


def keep_out():
    """Let a signed-in person on; everybody else gets the sign-in page, which takes along what they posted."""
    if recognise() or request.endpoint == OPEN_TO_ALL:
        return None
    wanted = request.full_path if request.method == "GET" else urlsplit(request.referrer or "").path
    wanted = local_path(wanted.removesuffix("?"))
    post = interrupted_post() if request.method == "POST" else None
    if post:
        return _sign_in_page(SignInForm(formdata=None), wanted, post=post), 401
    return redirect(f"{SIGN_IN}?{urlencode({'next': wanted})}", 303)


@pages.route("/sign-in/", methods=["GET", "POST"])
def sign_in():
    form = SignInForm()
    wanted = local_path(request.values.get("next", ""))
    if request.method == "GET":
        return redirect(wanted, 303) if g.staff else _sign_in_page(form, wanted)
    return _sign_in(form, wanted, post_in_sign_in())


def _sign_in_again(fault, form, wanted, post):
    broken = isinstance(fault, CannotWrite) and fault.cause != "busy"
    errors = [PageError("password", NOT_IN)] if broken else errors_of(fault, "password")
    return _sign_in_page(form, wanted, errors, post)


@page_again(_sign_in_again)
def _sign_in(form, wanted, post):
    login = (form.login.data or "").strip()
    if errors := _blanks(form, login="Type your login.", password="Type your password."):
        raise NotDone(errors=errors)
    count_attempt(free(login), TOO_OFTEN)
    token = _opened(login, form.password.data)
    if not token:
        raise NotDone(NOT_TOGETHER)
    begin_anew(token)
    return render_template("resume.html", post=post) if post else redirect(wanted, 303)


def _opened(login, password):
    """The token of a new session, in place of the one there was; None for the wrong password."""
    store, token = get_store(), new_token()
    staff = staff_by_login(store, login)
    proof = proved(staff, password)
    if not (proof and open_session(store, hashed(token), staff.id, proof, timestamp())):
        return None
    forget_attempts(store, *free(login))
    if g.signed_in:
        end_session(store, g.signed_in.token)
    return token


def free(login):
    """How many attempts are free, by hashed name: at this login from this network, and at any login from it."""
    own, shared = counted_name(f"desk login {login.casefold()}"), counted_name("desk any login")
    return {own: FREE_ATTEMPTS, shared: FREE_ATTEMPTS_OF_ALL}


def _sign_in_page(form, wanted, errors=(), post=None):
    # What is wrong stands in the summary alone; the field says what to do there.
    mark_fields(form, [(name, ONCE_MORE if (form[name].data or "").strip() else EMPTY) for name, _ in errors])
    nobody = not all_staff(get_store())
    return render_template("sign_in.html", form=form, errors=errors, wanted=wanted, nobody=nobody, post=post)


@pages.post("/sign-out/")
@page_again(lambda fault: _account_page(PasswordForm(formdata=None), errors_of(fault, "out")))
def sign_out():
    check_token()
    if request.form.get("do") == "everywhere":
        end_sessions(get_store(), g.staff.id)
    else:
        end_session(get_store(), g.signed_in.token)
    return take_back(redirect(SIGN_IN, 303))


@pages.route("/account/", methods=["GET", "POST"])
def account():
    form = PasswordForm()
    return _account_page(form) if request.method == "GET" else _change_password(form)


@page_again(lambda fault, form: _account_page(form, errors_of(fault, "present")))
def _change_password(form):
    if errors := _password_errors(form):
        raise NotDone(errors=errors)
    count_attempt(free(g.staff.login), TOO_OFTEN)
    proof, token, new = proved(g.staff, form.present.data), new_token(), hash_password(form.new.data)
    if not (proof and change_password(get_store(), g.staff.id, proof, new, hashed(token), timestamp())):
        raise NotDone(NOT_YOURS)
    forget_attempts(get_store(), *free(g.staff.login))
    begin_anew(token)
    flash(CHANGED)
    return redirect(ACCOUNT, 303)


def _password_errors(form):
    errors = _blanks(form, present="Type your present password, so that we know it is you.")
    if sentence := password_fault(g.staff.login, form.new.data or ""):
        errors.append(PageError("new", sentence))
    elif form.new.data != form.again.data:
        errors.append(PageError("again", "The two new passwords differ. Type the same one twice."))
    return errors


def _account_page(form, errors=()):
    mark_fields(form, errors)
    return render_template("account.html", form=form, errors=errors, least=LEAST)


def _blanks(form, **asked):
    """PageErrors for the fields left empty, by {field: what to do}, and for a token that does not fit."""
    form.validate()
    errors = [PageError(name, sentence) for name, sentence in asked.items() if not (form[name].data or "").strip()]
    return errors + ([PageError("csrf_token", STALE)] if form.csrf_token.errors else [])
