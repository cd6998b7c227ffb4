"""The door of the desk: sign in, sign out, and one's own account."""

from flask import flash, g, redirect, render_template, request
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField

from forms.desk import pages
from forms.desk.guessing import knock, let_in, wait_sentence
from forms.desk.password import LEAST, hash_password, password_fault, proved
from forms.desk.session import QUEUE, SIGN_IN, hand_over, hashed, local_path, new_token, take_back
from forms.form import STALE
from forms.here import get_store, stamp

ACCOUNT = "/rma/desk/account/"
NOT_TOGETHER = "This login and this password do not belong together. Check both and try again."
NOT_YOURS = "This is not your password. Type the one you signed in with."
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


@pages.route("/sign-in/", methods=["GET", "POST"])
def sign_in():
    form = SignInForm()
    wanted = local_path(request.values.get("next", ""))
    if request.method == "GET":
        return redirect(wanted, 303) if g.staff else _sign_in_page(form, wanted)
    login = (form.login.data or "").strip()
    if faults := _blanks(form, login="Type your login.", password="Type your password."):
        return _sign_in_page(form, wanted, faults), 422
    if wait := knock(login):
        return _sign_in_page(form, wanted, [("password", wait_sentence(wait))]), 429, {"Retry-After": str(wait)}
    token = _opened(login, form.password.data)
    if not token:
        return _sign_in_page(form, wanted, [("password", NOT_TOGETHER)]), 422
    return hand_over(redirect(wanted, 303), token)


def _opened(login, password):
    """The token of a new session, in place of the one there was; None for the wrong password."""
    store, token = get_store(), new_token()
    staff = store.staff_by_login(login)
    proof = proved(staff, password)
    if not (proof and store.open_session(hashed(token), staff.id, proof, stamp())):
        return None
    let_in(login)
    if g.signed_in:
        store.end_session(g.signed_in.token)
    return token


def _sign_in_page(form, wanted, faults=()):
    _point_out(form, faults)
    return render_template(
        "signin.html", form=form, errors=faults, wanted=wanted, nobody=not get_store().all_staff(), queue=QUEUE
    )


@pages.post("/sign-out/")
def sign_out():
    form = FlaskForm()
    if not form.validate():
        return _account_page(PasswordForm(formdata=None), [("out", f"{STALE} Press the button again.")]), 422
    if request.form.get("do") == "everywhere":
        get_store().end_sessions(g.staff.id)
    else:
        get_store().end_session(g.signed_in.token)
    return take_back(redirect(SIGN_IN, 303))


@pages.route("/account/", methods=["GET", "POST"])
def account():
    form = PasswordForm()
    if request.method == "GET":
        return _account_page(form)
    if faults := _password_faults(form):
        return _account_page(form, faults), 422
    if wait := knock(g.staff.login):
        return _account_page(form, [("present", wait_sentence(wait))]), 429, {"Retry-After": str(wait)}
    proof, token = proved(g.staff, form.present.data), new_token()
    new = hash_password(form.new.data)
    if not (proof and get_store().change_password(g.staff.id, proof, new, hashed(token), stamp())):
        return _account_page(form, [("present", NOT_YOURS)]), 422
    let_in(g.staff.login)
    answer = hand_over(redirect(ACCOUNT, 303), token)
    flash(CHANGED)
    return answer


def _password_faults(form):
    faults = _blanks(form, present="Type your present password, so that we know it is you.")
    if told := password_fault(g.staff.login, form.new.data or ""):
        faults.append(("new", told))
    elif form.new.data != form.again.data:
        faults.append(("again", "The two new passwords differ. Type the same one twice."))
    return faults


def _account_page(form, faults=()):
    _point_out(form, faults)
    return render_template("account.html", form=form, errors=faults, least=LEAST)


def _blanks(form, **asked):
    """The fields left empty, with what to do; and the token, where it does not fit."""
    form.validate()
    faults = [(name, told) for name, told in asked.items() if not (form[name].data or "").strip()]
    return faults + ([("csrf_token", STALE)] if form.csrf_token.errors else [])


def _point_out(form, faults):
    for name, told in faults:
        if name in form:
            form[name].errors = [told]
