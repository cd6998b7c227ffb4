"""The door of the desk: who is kept out, sign in, sign out, and one's own account."""

from urllib.parse import urlencode, urlsplit

from flask import Blueprint, flash, g, make_response, redirect, render_template, request
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField

from forms.desk.auth.password import LEAST, Crowded, hash_password, password_fault, proved
from forms.desk.auth.resume import brought, interrupted
from forms.desk.auth.session import (
    QUEUE,
    SIGN_IN,
    begin_anew,
    hand_over,
    hashed,
    local_path,
    new_token,
    recognise,
    take_back,
)
from forms.desk.auth.throttle import knock, let_in, wait_sentence
from forms.records.errors import CannotWrite
from forms.store.desk.sessions import end_session, end_sessions, open_session
from forms.store.desk.staff import all_staff, change_password, staff_by_login
from forms.web.messages import STALE
from forms.web.request_context import get_store, stamp
from forms.web.unavailable import NOT_IN, unstored, wait

pages = Blueprint("auth", __name__)
ACCOUNT, OPEN_TO_ALL = "/rma/desk/account/", "desk.auth.sign_in"
OVER = "You were signed out meanwhile. What you typed is kept: sign in, and you go on with it."
TOO_MUCH = "You were signed out meanwhile, and this is too long to be kept. Go back in your browser and copy it first."
NOT_TOGETHER = "This login and this password do not belong together. Check both and try again."
EMPTY, ONCE_MORE = "Nothing is typed here yet.", "Type it once more."
NOT_YOURS = "This is not your password. Type the one you signed in with."
CROWDED, A_MOMENT = "Others are signing in at this moment. Press the button again.", {"Retry-After": "2"}
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
    """Let a signed-in person on; everybody else stands at the door, with what they posted in hand."""
    if recognise() or request.endpoint == OPEN_TO_ALL:
        return None
    wanted = request.full_path if request.method == "GET" else urlsplit(request.referrer or "").path
    wanted = local_path(wanted.removesuffix("?"))
    carried = interrupted() if request.method == "POST" else None
    if carried:
        return _sign_in_page(SignInForm(formdata=None), wanted, carried=carried), 401
    return redirect(f"{SIGN_IN}?{urlencode({'next': wanted})}", 303)


@pages.route("/sign-in/", methods=["GET", "POST"])
def sign_in():
    form = SignInForm()
    wanted = local_path(request.values.get("next", ""))
    if request.method == "GET":
        return redirect(wanted, 303) if g.staff else _sign_in_page(form, wanted)
    try:
        return _sign_in(form, wanted, brought())
    except CannotWrite as fault:
        told = unstored(fault) if fault.cause == "busy" else NOT_IN
        return _sign_in_page(form, wanted, [("password", told)], brought()), 503, wait(fault)
    except Crowded:
        return _sign_in_page(form, wanted, [("password", CROWDED)], brought()), 503, A_MOMENT


def _sign_in(form, wanted, carried):
    login = (form.login.data or "").strip()
    if faults := _blanks(form, login="Type your login.", password="Type your password."):
        return _sign_in_page(form, wanted, faults, carried), 422
    if wait := knock(login):
        told = [("password", wait_sentence(wait))]
        return _sign_in_page(form, wanted, told, carried), 429, {"Retry-After": str(wait)}
    token = _opened(login, form.password.data)
    if not token:
        return _sign_in_page(form, wanted, [("password", NOT_TOGETHER)], carried), 422
    begin_anew(token)
    return hand_over(_go_on(carried) if carried else redirect(wanted, 303), token)


def _go_on(carried):
    return make_response(render_template("again.html", carried=carried))


def _opened(login, password):
    """The token of a new session, in place of the one there was; None for the wrong password."""
    store, token = get_store(), new_token()
    staff = staff_by_login(store, login)
    proof = proved(staff, password)
    if not (proof and open_session(store, hashed(token), staff.id, proof, stamp())):
        return None
    let_in(login)
    if g.signed_in:
        end_session(store, g.signed_in.token)
    return token


def _sign_in_page(form, wanted, faults=(), carried=None):
    # What is wrong stands in the summary alone; the field says what to do there.
    _point_out(form, [(name, ONCE_MORE if (form[name].data or "").strip() else EMPTY) for name, _ in faults])
    kept = carried if carried and carried.fits else None
    return render_template(
        "signin.html", form=form, errors=faults, wanted=wanted, nobody=not all_staff(get_store()), queue=QUEUE,
        carried=kept, over=carried and (OVER if kept else TOO_MUCH),
    )  # fmt: skip


@pages.post("/sign-out/")
def sign_out():
    form = FlaskForm()
    if not form.validate():
        return _account_page(PasswordForm(formdata=None), [("out", f"{STALE} Press the button again.")]), 422
    if request.form.get("do") == "everywhere":
        end_sessions(get_store(), g.staff.id)
    else:
        end_session(get_store(), g.signed_in.token)
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
    try:
        proof, token = proved(g.staff, form.present.data), new_token()
    except Crowded:
        return _account_page(form, [("present", CROWDED)]), 503, A_MOMENT
    new = hash_password(form.new.data)
    if not (proof and change_password(get_store(), g.staff.id, proof, new, hashed(token), stamp())):
        return _account_page(form, [("present", NOT_YOURS)]), 422
    let_in(g.staff.login)
    begin_anew(token)
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
