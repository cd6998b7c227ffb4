"""The door of the desk: who is let in, for how long, how guessing is slowed down, and where the way in leads."""

import re
from urllib.parse import quote, urljoin, urlsplit

import pytest
from argon2 import PasswordHasher

from content.settings.kiosk_toml import Operator, Settings
from forms.desk.auth.session import QUEUE, local_path
from forms.desk.auth.sign_in_page import CHANGED, NOT_TOGETHER
from forms.steps.worker_round import run_round
from forms.store.desk.staff import add_staff, all_staff, disable_staff, password_of
from forms.web.messages import STALE
from tests.support.payloads import FOREIGN
from tests.support.steps import (
    QUICK_HASHER,
    STAFF_PASSWORD,
    hidden,
    locked,
    make_staff,
    open_app,
    post_form,
    rows,
    session_token,
    signed_in,
)

SIGN_IN, ACCOUNT, SIGN_OUT = "/rma/desk/sign-in/", "/rma/desk/account/", "/rma/desk/sign-out/"
NEW = "five other words, said twice"
SECURE = Settings(
    name="Returns at Example Optics", url="https://rma.example", demonstration=False,
    operator=Operator(name="Example Optics", contact="returns@optics.example"),
)  # fmt: skip


@pytest.fixture
def app(app):
    app.config["DESK_HASHER"] = QUICK_HASHER
    return app


@pytest.fixture
def sam(app):
    return make_staff(app)


def enter(client, password=STAFF_PASSWORD, login="sam", address="192.0.2.1", **more):
    token = hidden(client.get(SIGN_IN).text, "csrf_token")
    data = {"csrf_token": token, "login": login, "password": password} | more
    return client.post(SIGN_IN, data=data, environ_base={"REMOTE_ADDR": address})


def is_in(client):
    return client.get(ACCOUNT).status_code == 200


def cookie_of(client, name="desk"):
    cookie = client.get_cookie(name)
    return cookie and cookie.value


def with_token(app, token):
    client = app.test_client()
    client.set_cookie("desk", token)
    return client


def change(client, present=STAFF_PASSWORD, new=NEW, again=None):
    return post_form(client, {"present": present, "new": new, "again": again or new}, ACCOUNT)


def leave(client, **do):
    return client.post(SIGN_OUT, data={"csrf_token": hidden(client.get(ACCOUNT).text, "csrf_token")} | do)


# In and out


def test_the_right_password_opens_the_desk(client, sam):
    answer = enter(client)
    assert (answer.status_code, answer.headers["Location"]) == (303, QUEUE) and is_in(client)


@pytest.mark.parametrize("login", ["SAM", " sam ", "Sam"])
def test_a_login_is_read_however_it_is_typed(client, sam, login):
    assert enter(client, login=login).status_code == 303


@pytest.mark.parametrize("typed", ["schlüssel für die tür", "schlu\u0308ssel fu\u0308r die tu\u0308r"])
def test_a_password_fits_however_the_keyboard_writes_its_letters(app, client, typed):
    make_staff(app, password="schlüssel für die tür")
    assert enter(client, typed).status_code == 303


@pytest.mark.parametrize(
    "login, password, told",
    [
        ("", STAFF_PASSWORD, "Type your login."),
        (" ", STAFF_PASSWORD, "Type your login."),
        ("sam", "", "Type your password."),
        ("sam", STAFF_PASSWORD.upper(), NOT_TOGETHER),
        ("sam", STAFF_PASSWORD + " ", NOT_TOGETHER),
        ("kim", STAFF_PASSWORD, NOT_TOGETHER),
        ("sam'--", STAFF_PASSWORD, NOT_TOGETHER),
        ("s" * 9000, STAFF_PASSWORD, NOT_TOGETHER),
    ],
)
def test_a_wrong_try_says_what_to_do_and_opens_nothing(client, sam, login, password, told):
    answer = enter(client, password, login)
    assert answer.status_code == 422 and answer.text.count(told) == 1
    assert re.search("Type it once more|Nothing is typed here yet", answer.text)
    assert 'aria-invalid="true"' in answer.text
    assert cookie_of(client) is None and not is_in(client)


def test_what_was_typed_is_kept_but_for_the_password(client, sam):
    page = enter(client, "a wrong secret", "Sam O'Neil", next="/rma/desk/figures/").text
    assert "Sam O&#39;Neil" in page and hidden(page, "next") == "/rma/desk/figures/" and "a wrong secret" not in page


def test_an_unknown_login_is_answered_like_a_wrong_password(app, client, sam):
    app.test_client().get(SIGN_IN)
    pages = [enter(client, "a wrong secret", login).text for login in ("sam", "kim")]
    plain = [re.sub(r'value="[^"]*"', "", page) for page in pages]
    assert plain[0] == plain[1]


class Counting(PasswordHasher):
    def verify(self, hash, password):
        self.seen = [*getattr(self, "seen", []), re.match(r"\$argon2id\$v=19\$[^$]*", hash)[0]]
        return super().verify(hash, password)


@pytest.mark.parametrize("login", ["sam", "kim", "shut"])
def test_an_unknown_login_costs_the_same_work(app, client, store, sam, login):
    disable_staff(store, make_staff(app, "shut").id, "2026-11-22T08:00:00Z")
    app.config["DESK_HASHER"] = hasher = Counting(time_cost=1, memory_cost=8, parallelism=1)
    enter(client, "a wrong secret", login)
    assert hasher.seen == ["$argon2id$v=19$m=8,t=1,p=1"]


def test_signing_out_ends_the_session_and_not_only_the_cookie(app, client, sam):
    enter(client)
    token = cookie_of(client)
    assert leave(client).headers["Location"] == SIGN_IN and cookie_of(client) is None
    assert not is_in(with_token(app, token))


def test_signing_out_is_never_a_link(app, sam):
    client = signed_in(app)
    assert client.get(SIGN_OUT).status_code == 405 and is_in(client)


def test_signing_out_everywhere_ends_all_sessions_and_nobody_elses(app, sam):
    here, there, kim = signed_in(app), signed_in(app), signed_in(app, "kim")
    leave(here, do="everywhere")
    assert [is_in(one) for one in (here, there, kim)] == [False, False, True]


def test_signing_out_here_leaves_the_others(app, sam):
    here, there = signed_in(app), signed_in(app)
    leave(here)
    assert [is_in(one) for one in (here, there)] == [False, True]


# Sessions


def test_a_token_from_before_the_sign_in_opens_nothing_after_it(app, client, sam):
    client.set_cookie("desk", "a token somebody planted")
    enter(client)
    assert cookie_of(client) != "a token somebody planted" and is_in(client)
    assert not is_in(with_token(app, "a token somebody planted"))


def test_signing_in_again_ends_the_session_before(app, sam):
    before = session_token(app)
    client = with_token(app, before)
    assert post_form(client, {}, ACCOUNT).status_code == 422  # it was a good one
    data = {"csrf_token": hidden(client.get(ACCOUNT).text, "csrf_token"), "login": "sam", "password": STAFF_PASSWORD}
    client.post(SIGN_IN, data=data)
    assert cookie_of(client) != before and is_in(client) and not is_in(with_token(app, before))


def test_the_forms_token_changes_with_the_sign_in(client, sam):
    before = hidden(client.get(SIGN_IN).text, "csrf_token")
    enter(client)
    assert client.post(SIGN_OUT, data={"csrf_token": before}).status_code == 422 and is_in(client)


def test_a_changed_password_ends_all_sessions_and_this_one_goes_on_under_a_new_token(app, sam):
    here, there = signed_in(app), signed_in(app)
    before = cookie_of(here)
    assert change(here).status_code == 303 and CHANGED in here.get(ACCOUNT).text
    assert [is_in(one) for one in (with_token(app, before), there, here)] == [False, False, True]
    assert enter(app.test_client()).status_code == 422 and enter(app.test_client(), NEW).status_code == 303


def test_a_disabled_account_is_out_at_once_and_cannot_come_in(app, store, sam):
    client = signed_in(app)
    disable_staff(store, sam.id, "2026-11-22T08:00:00Z")
    assert not is_in(client) and NOT_TOGETHER in enter(app.test_client()).text


def test_without_its_row_a_cookie_opens_nothing_and_with_it_it_does(app, sam):
    client, database = signed_in(app), app.config["DATABASE"]
    assert is_in(client) and len(rows(database, "SELECT * FROM session")) == 1
    leave(client)
    assert rows(database, "SELECT * FROM session") == []


def test_a_session_that_nobody_uses_ends_after_half_an_hour(app, sam, clock):
    idle, busy = signed_in(app), signed_in(app)
    for minutes in (20, 11, 24):
        clock.forward(minutes=minutes)
        assert is_in(busy)
    assert not is_in(idle)


def test_a_session_in_use_ends_after_twelve_hours(app, sam, clock):
    client = signed_in(app)
    for _ in range(20, 720, 20):
        clock.forward(minutes=20)
        assert is_in(client)
    clock.forward(minutes=20)
    assert not is_in(client)


def test_the_mail_worker_sweeps_what_ran_out(app, sam, clock):
    signed_in(app), enter(app.test_client(), "a wrong secret")
    clock.forward(minutes=31)
    run_round(app)
    assert rows(app.config["DATABASE"], "SELECT token FROM session UNION SELECT door FROM guess") == []


@pytest.mark.parametrize("settings, name, secure", [(Settings(), "desk", False), (SECURE, "__Host-desk", True)])
def test_the_cookie_is_kept_from_scripts_and_other_hosts(tmp_path, settings, name, secure):
    app = open_app(tmp_path, settings, DESK_HASHER=QUICK_HASHER)
    make_staff(app)
    client = app.test_client()
    told = [line.split("; ") for line in enter_at(client, settings.url).headers.getlist("Set-Cookie")]
    [(pair, *rules)] = [parts for parts in told if parts[0].startswith(f"{name}=")]
    assert len(pair) > 43 and set(rules) == {"Path=/", "HttpOnly", "SameSite=Lax"} | ({"Secure"} if secure else set())


def enter_at(client, url):
    token = hidden(client.get(SIGN_IN, base_url=url).text, "csrf_token")
    return client.post(
        SIGN_IN, data={"csrf_token": token, "login": "sam", "password": STAFF_PASSWORD}, base_url=url
    )  # fmt: skip


# Passwords


def whole_file(app):
    with open(app.config["DATABASE"], "rb") as file, open(app.config["DATABASE"] + "-wal", "rb") as journal:
        return file.read() + journal.read()


def test_no_password_and_no_token_stands_in_the_database(app, client, store, sam):
    enter(client)
    change(client)
    secrets = [STAFF_PASSWORD, NEW, cookie_of(client)]
    assert b"$argon2id$" in whole_file(app) and not any(text.encode() in whole_file(app) for text in secrets)
    add_staff(store, "kim", "Kim", STAFF_PASSWORD, "2026-11-22T08:00:00Z")  # as it must never be
    assert STAFF_PASSWORD.encode() in whole_file(app)


def test_an_old_hash_is_renewed_at_the_next_sign_in(app, client, store, sam):
    old = password_of(store, sam.id)
    app.config["DESK_HASHER"] = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    enter(client)
    assert is_in(client) and password_of(store, sam.id) != old and "m=16,t=2" in password_of(store, sam.id)


@pytest.mark.parametrize(
    "field, typed",
    [
        ("present", {"present": ""}),
        ("present", {"present": "a wrong secret"}),
        ("new", {"new": "eleven char"}),
        ("new", {"new": "x" * 1001}),
        ("again", {"again": "something else"}),
    ],
)
def test_a_password_that_will_not_do_changes_nothing_and_says_why(app, store, sam, field, typed):
    client, old = signed_in(app), password_of(store, sam.id)
    answer = change(client, **typed)
    assert answer.status_code == 422 and f'href="#{field}"' in answer.text and f'id="{field}-error"' in answer.text
    assert password_of(store, sam.id) == old and is_in(client)


def test_a_login_is_no_password(app, store):
    login = "sam.support.of.optics"
    make_staff(app, login)
    assert "else than the login" in change(signed_in(app, login), new=login.upper()).text


def test_the_present_password_cannot_be_guessed_at_leisure_either(app, sam):
    client = signed_in(app)
    answers = [change(client, f"a wrong secret {number}").status_code for number in range(8)]
    assert answers[:5] == [422] * 5 and 429 in answers


# Guessing


def test_after_five_wrong_tries_the_next_waits_and_is_told_how_long(client, sam, clock):
    assert [enter(client, "a wrong secret").status_code for _ in range(6)] == [422] * 5 + [429]
    answer = enter(client)  # not even the right one is looked at
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1") and "Wait 1 second, then" in answer.text
    clock.forward(seconds=1)
    assert enter(client).status_code == 303


def test_a_thousand_wrong_tries_are_slowed_down_and_the_right_person_comes_in_from_elsewhere(app, client, sam, clock):
    token, answers = hidden(client.get(SIGN_IN).text, "csrf_token"), []
    for second in range(1000):
        data = {"csrf_token": token, "login": "sam", "password": f"wrong secret {second}"}
        answers.append(client.post(SIGN_IN, data=data))
        clock.forward(seconds=1)
    assert sum(answer.status_code == 422 for answer in answers) < 30
    assert max(int(answer.headers.get("Retry-After", 0)) for answer in answers) > 250
    assert enter(app.test_client(), address="198.51.100.7").status_code == 303


def test_without_the_doors_all_of_them_would_be_tried(client, sam, monkeypatch):
    monkeypatch.setattr("forms.desk.auth.sign_in_page.count_attempt", lambda *tries: None)
    assert {enter(client, "a wrong secret").status_code for _ in range(40)} == {422}


def test_one_address_cannot_try_one_password_at_many_logins(client, sam):
    answers = [enter(client, "a wrong secret", f"kim{number}").status_code for number in range(40)]
    assert answers == [422] * 30 + [429] * 10


def test_who_has_an_account_cannot_buy_more_tries_at_others(app, client, sam):
    make_staff(app, "kim")
    for number in range(40):
        wrong = enter(client, "a wrong secret", f"lee{number}")
        right = enter(app.test_client(), login="kim")
    assert (wrong.status_code, right.status_code) == (429, 429)


SAME = [("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"), ("::ffff:192.0.2.1", "192.0.2.1"), ("fe80::1%eth0", "fe80::2")]
OTHER = [("192.0.2.1", "192.0.2.2"), ("2001:db8:1:2::1", "2001:db8:1:3::1"), ("::ffff:192.0.2.1", "::ffff:192.0.2.2")]
OTHER += [("odd:1.2", "192.0.2.1"), ("", "192.0.2.1")]


@pytest.mark.parametrize("one, other, answer", [(*pair, 429) for pair in SAME] + [(*pair, 303) for pair in OTHER])
def test_an_address_is_known_by_its_network(client, sam, one, other, answer):
    for _ in range(5):
        enter(client, "a wrong secret", address=one)
    assert enter(client, address=other).status_code == answer


def test_the_right_password_clears_what_went_wrong_before(app, sam):
    answers = [enter(app.test_client(), word) for word in 3 * ([STAFF_PASSWORD] + 4 * ["a wrong secret"])]
    assert {answer.status_code for answer in answers} == {303, 422}


def test_the_names_of_the_doors_tell_nobody_who_knocked(app, client, sam):
    enter(client, "a wrong secret")
    doors = rows(app.config["DATABASE"], "SELECT door FROM guess")
    assert len(doors) == 2 and all(re.fullmatch("[0-9a-f]{64}", door) for [door] in doors)


# Where the way in leads


PLAIN = [
    "/rma/desk/", "/rma/desk/figures/", "/rma/desk/case/KXQTFRMWLH/", "/rma/desk/search/?q=1604%208501&lane=mine",
    "/rma/desk/account",
]  # fmt: skip
@pytest.mark.parametrize("wanted", PLAIN)
def test_the_way_in_leads_where_one_wanted_to(client, sam, wanted):
    assert enter(client, next=wanted).headers["Location"] == wanted


@pytest.mark.parametrize("wanted", FOREIGN)
def test_the_way_in_leads_nowhere_else(app, client, sam, wanted):
    posted = enter(client, next=wanted).headers["Location"]
    followed = signed_in(app).get(f"{SIGN_IN}?next={quote(wanted, safe='')}").headers["Location"]
    assert posted == followed == QUEUE == local_path(wanted)
    assert hidden(app.test_client().get(f"{SIGN_IN}?next={quote(wanted, safe='')}").text, "next") == QUEUE


def test_taken_at_their_word_most_of_them_would_lead_away():
    away = [
        path for path in FOREIGN if urlsplit(urljoin("https://rma.example/rma/desk/", path)).netloc != "rma.example"
    ]
    assert len(FOREIGN) >= 60 and len(away) > 10


def test_who_is_not_in_is_brought_back_after_the_sign_in(client, sam):
    door = client.get("/rma/desk/account/?q=one+two").headers["Location"]
    assert door == SIGN_IN + "?next=%2Frma%2Fdesk%2Faccount%2F%3Fq%3Done%2Btwo"
    answer = enter(client, next=hidden(client.get(door).text, "next"))
    assert answer.headers["Location"] == "/rma/desk/account/?q=one+two"


def test_a_post_leads_back_to_the_page_it_stood_on(client, sam):
    answer = client.post(SIGN_OUT, headers={"Referer": "http://localhost/rma/desk/account/"})
    assert answer.headers["Location"] == SIGN_IN + "?next=%2Frma%2Fdesk%2Faccount%2F"


# Every page of the desk


def harmless(blank):
    """What fits a blank of a route: the first of what may stand there, else a one."""
    told = re.match(r"any\W+(\w+)", blank[1])
    return told[1] if told else "1"


def desk_paths(app):
    """(method, path) of every route of the desk but the door, its blanks filled with something harmless."""
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("desk.")]
    shut = [rule for rule in rules if rule.endpoint != "desk.auth.sign_in"]
    filled = [(rule, re.sub("<([^>]*)>", harmless, rule.rule)) for rule in shut]
    return [(method, path) for rule, path in filled for method in sorted(rule.methods - {"HEAD", "OPTIONS"})]


def test_no_page_of_the_desk_opens_for_a_stranger_and_no_post_is_read(app, client, sam):
    paths = desk_paths(app)
    assert {method for method, _ in paths} == {"GET", "POST"} and len(paths) >= 3
    for method, path in paths:
        for stranger in (client, with_token(app, ""), with_token(app, "nobody's")):
            answer = stranger.open(path, method=method, data={"do": "everywhere"} if method == "POST" else None)
            sent_away = answer.headers.get("Location", "").startswith(f"{SIGN_IN}?next=")
            asked_who = method == "POST" and answer.status_code == 401 and "<title>Sign in" in answer.text
            assert (answer.status_code == 303 and sent_away) or asked_who, path


def test_no_post_without_the_forms_token_does_anything(app, sam):
    client, database = signed_in(app), app.config["DATABASE"]
    tables = [name for [name] in rows(database, "SELECT name FROM sqlite_schema WHERE type = 'table'")]
    before = {table: rows(database, f"SELECT * FROM {table}") for table in tables}
    for method, path in desk_paths(app):
        if method == "POST":
            data = {"present": STAFF_PASSWORD, "new": NEW, "again": NEW, "do": "everywhere"}
            assert client.post(path, data=data).status_code in (400, 404, 422), path
    assert {table: rows(database, f"SELECT * FROM {table}") for table in tables} == before


def test_a_sign_in_without_the_forms_token_is_not_even_counted(app, client, sam):
    answer = client.post(SIGN_IN, data={"login": "sam", "password": STAFF_PASSWORD})
    assert answer.status_code == 422 and STALE in answer.text and not is_in(client)
    assert rows(app.config["DATABASE"], "SELECT * FROM guess") == []


def test_no_page_of_the_desk_reads_a_post_of_another_site(app, sam):
    client = signed_in(app)
    for method, path in [*desk_paths(app), ("POST", SIGN_IN)]:
        if method == "POST":
            token = hidden(client.get(ACCOUNT).text, "csrf_token")
            answer = client.post(path, data={"csrf_token": token}, headers={"Sec-Fetch-Site": "cross-site"})
            assert answer.status_code == 403, path


def test_every_page_tells_who_is_signed_in_and_the_door_tells_nobody(app, client, sam):
    assert "Sam Support" in signed_in(app).get(ACCOUNT).text and "Sign out" not in client.get(SIGN_IN).text


def test_a_page_is_read_while_the_file_is_busy(app, sam, clock, monkeypatch):
    monkeypatch.setattr("forms.store.database.connection.PATIENCE", 0.05)
    client = signed_in(app)
    clock.forward(minutes=5)
    with locked(app):
        assert is_in(client)


def test_a_customers_cookie_and_page_know_nothing_of_the_desk(client, sam):
    page = client.get("/rma/flir/")
    assert "desk" not in page.headers["Set-Cookie"] and "/rma/desk" not in page.text and "desk.css" not in page.text


# Accounts are made by the operator


def desk_user(app, *words, typed=""):
    return app.test_cli_runner().invoke(args=["desk-user", *words], input=typed)


def test_without_an_account_the_door_says_how_one_is_made_and_with_one_it_does_not(app, client):
    assert "No account has been made yet" in client.get(SIGN_IN).text and "desk-user" in client.get(SIGN_IN).text
    make_staff(app)
    assert "No account" not in client.get(SIGN_IN).text and "desk-user" not in client.get(SIGN_IN).text


def test_there_is_no_default_account(app, store):
    assert all_staff(store) == []


@pytest.mark.parametrize("words, typed", [(["--password-stdin"], NEW), ([], f"{NEW}\n{NEW}\n")])
def test_an_account_is_made_from_a_pipe_or_by_typing_twice_unseen(app, client, words, typed):
    made = desk_user(app, "Kim Example", *words, typed=typed)
    assert made.exit_code == 0 and "Kim Example can sign in as kim now." in made.output and NEW not in made.output
    assert enter(client, NEW, "kim").status_code == 303


@pytest.mark.parametrize(
    "words, typed, told",
    [
        (["Kim", "--password-stdin"], "eleven char", "at least 12 characters"),
        (["Kim", "--login", "kim.of.optics", "--password-stdin"], "Kim.of.Optics", "else than the login"),
        (["Kim", "--password-stdin"], "", "at least 12 characters"),
        (["Sam", "--password-stdin"], NEW, "The login sam is taken"),
        (["Zoë", "--password-stdin"], NEW, "Add the login"),
        (["--login", "kim", "--password-stdin"], NEW, "Say whose account"),
        ([], NEW, "Add the login"),
        (["--login", "kim", "--disable"], "", "Nobody has the login kim"),
    ],
)
def test_an_account_that_will_not_do_is_refused_with_a_way_on(app, store, sam, words, typed, told):
    answer = desk_user(app, *words, typed=typed)
    assert answer.exit_code == 1 and told in answer.output
    assert all_staff(store) == [sam]


def test_the_operator_gives_a_new_password_and_all_sessions_end(app, client, sam):
    before = signed_in(app)
    assert "new password" in desk_user(app, "sam", "--new-password", "--password-stdin", typed=NEW).output
    assert not is_in(before) and enter(client).status_code == 422 and enter(client, NEW).status_code == 303


def test_the_operator_shuts_an_account_and_opens_it_again(app, client, sam):
    before = signed_in(app)
    desk_user(app, "--login", "sam", "--disable")
    assert not is_in(before) and enter(client).status_code == 422
    assert "disabled 20" in desk_user(app, "--list").output
    desk_user(app, "--login", "sam", "--enable")
    assert not is_in(before) and enter(client).status_code == 303
    assert desk_user(app, "--list").output == "sam  Sam Support\n"
