"""Nothing a stranger types runs: every text there is, on every page of the desk and of the customer, in Chromium."""

import re
from contextlib import ExitStack
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from flask import request, request_started

from content.places import ROOT
from forms import create_app
from forms.rma.lifecycle import STEPS
from forms.store.desk.queue import LISTS
from forms.web.signed_links import make_key
from tests.support.eyes import serving
from tests.support.payloads import HARMLESS, PAYLOADS, payload, poison, tame, whose
from tests.support.poisoned import AS_GIVEN, FREE, NUMBERS, OURS, SHEET, Window, poisoned_kiosk
from tests.support.steps import rows

TYPED = NUMBERS["typed"]
# What stands on no page: what no template asks for, and tags of which only those we know are told.
UNSEEN = {
    *("request.revision_hash", "request.role", "draft.digest", "outbox.thread"),
    *("batch.family", "batch.bought_from", "batch.warranty_said", "unit.reason", "event.actor"),
}


# Every page


def desk_pages(it):
    """The addresses of every page of the desk, some of them with what somebody put into the address."""
    typed = quote(it.talk(poison(TYPED)), safe="")
    case, goods = f"/rma/desk/case/{it.one.ticket}/", "/rma/desk/goods-in/"
    yield from ("/rma/desk/", *(f"/rma/desk/lane/{name}/" for name in LISTS))
    yield from (case, *(f"/rma/desk/case/{one.ticket}/" for one in (it.others[0], it.others[3], it.typed)))
    yield from (f"{case}{step}/?fix={typed}&u={typed}" for step in STEPS if step == "advise" or step not in asked_for())
    yield from (goods, f"{goods}{SHEET}/", f"{goods}{it.one.ticket}/?scanned={typed}", f"{goods}?q={typed[:600]}")
    yield from (f"{goods}?after={typed}", f"{goods}?q={it.typed.ticket}", f"{goods}{typed[:300].replace('%2F', '')}/")
    yield from (f"/rma/desk/search/?q={quote(it.talk(text))}" for text in (payload(TYPED), '"><script>', "x" * 201))
    yield from (f"/rma/desk/search/?q={typed}", f"/rma/desk/?after={typed}", f"/rma/desk/lane/{typed[:200]}/")
    yield from (f"/rma/desk/{name}" for name in ("figures/", "silence/", "export/", "account/", "life/", "life.svg"))
    yield f"/rma/desk/sign-in/?next={typed}"


def customers_pages(it):
    """The addresses of the pages behind mailed links, and of those that need none."""
    typed, sheet = quote(it.talk(poison(TYPED)), safe=""), f"{it.page}sheet/"
    theirs = f"/rma/ticket/{make_key(it.app.secret_key, it.typed.ticket, 0)}/"
    yield from (it.page, theirs, it.quote, f"{sheet}{SHEET}/", f"{sheet}{quote(it.talk(AS_GIVEN), safe='')}/")
    yield from (f"/rma/sent/{it.one.draft}/", f"/rma/sent/{it.typed.draft}/", it.draft)
    yield from (it.seen, it.mailed, it.dealer, it.handed, "/rma/flir/?dealer=ACME")
    yield f"/rma/flir/?model={typed}&serial={typed}&dealer={typed}&answers={typed}&purpose={typed}"
    yield from (f"/rma/ticket/{typed[:300]}/", f"/rma/{typed[:100]}/")


def some_pages(it):
    """A page of the desk for each template that shows what somebody typed, and the customer's."""
    case = f"/rma/desk/case/{it.one.ticket}/"
    yield from ("/rma/desk/", case, f"{case}advise/", f"/rma/desk/goods-in/{SHEET}/", "/rma/desk/goods-in/")
    yield from ("/rma/desk/figures/", "/rma/desk/account/", "/rma/desk/search/?q=bite", it.page)
    yield from (it.seen, it.mailed, it.dealer, it.handed)


def asked_for():
    """The steps that ask support for something."""
    return {step: known for step, known in STEPS.items() if "support" in known.by and known.needs}


def desk_presses(it):
    """{address: [how its forms are filled, one after the other]}: as somebody types, and as somebody crafts it."""
    case, hers = (f"/rma/desk/case/{one.ticket}/" for one in (it.one, it.others[0]))
    shown, crafted = {"press": "show"}, {"press": "show", "crafted": True}
    bench, meanwhile = {"at": "form.bench", "press": "compare"}, {"press": "send", "seen": "0"}
    ways = {step: [*([shown] if known.mail else []), crafted] for step, known in asked_for().items()}
    return {f"{case}{step}/": ways[step] + [meanwhile] * (step == "write") for step in ways} | {
        case: [{"at": ".note-form", "crafted": True}, {"at": ".held form", "press": "until", "crafted": True}],
        hers: [{"at": ".held form", "press": "take-over", "owner": "99"}],
        f"/rma/desk/goods-in/{SHEET}/": [bench, bench | {"crafted": True}],
        "/rma/desk/export/": [{}],
        "/rma/desk/account/": [{}],
    }


def customers_presses(it):
    """The same for the customer's forms."""
    steps = ("approve", "give-order", "still-broken", "tell")
    offers = [{"at": "form.offer", "press": step, "crafted": step != "still-broken"} for step in steps]
    offers += [{"at": "form.offer", "press": "reopen", "seen": "0"}, {"at": "form.offer", "press": "withdraw"}]
    theirs = {"press": "show", "number": it.typed.ticket, "email": it.typed.email}
    return {
        it.page: offers,
        it.quote: [{"press": "approve", "crafted": True}, {"press": "refuse-quote", "seen": "0"}],
        "/rma/status/": [{"press": "show"}, theirs],
        f"/rma/sent/{it.typed.draft}/": [{}],
        "/rma/flir/": [{"press": "continue", "crafted": True}],
        it.draft.replace("review", "edit"): [{"press": "add"}],
        it.seen: [{"at": "#dealer", "press": "bar-dealer"}],
        it.mailed: [{"at": "#theirs", "press": "theirs"}, {"at": "#theirs", "press": "theirs", "crafted": True}],
        it.handed.replace("handover", "review"): [{"press": "send", "crafted": True}],
        it.draft: [{"press": "send", "seal": poison(TYPED)}],
    }


def crafted_posts(it):
    """(address, the names of fields nobody is asked for, all with payloads in them)."""
    case = f"/rma/desk/case/{it.one.ticket}/"
    yield from (
        (case + path, ("do", "question", "back", "text", "u")) for path in ("tick/", "hold/", "note/", "write/")
    )
    yield "/rma/desk/sign-out/", ("csrf_token", "do")
    yield "/rma/desk/sign-in/", ("login", "password", "next")


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """{poisoned, tame}: two kiosks alike but for what was typed, each served; `asked` is every route that answered."""
    asked, served = set(), {}

    def note(app, **_):
        asked.add((request.endpoint, request.method))

    with ExitStack() as stack, request_started.connected_to(note):
        for name, talk in (("poisoned", str), ("tame", tame)):
            it = poisoned_kiosk(tmp_path_factory.mktemp(name), talk)
            it.url = stack.enter_context(serving(it.app))
            served[name] = it
        yield SimpleNamespace(**served, asked=asked)


def opened(window, it):
    """{address: the look of it} of every page."""
    return {path: window.open(path) for pages in (desk_pages, customers_pages) for path in pages(it)}


def pressed(window, it):
    """{what was done: the look of what came of it}."""
    found = {}
    for path, ways in (desk_presses(it) | customers_presses(it)).items():
        found[path] = window.open(path)
        for how in ways:
            known = {"at": "main form[method=post]", "typed": TYPED, "talk": it.talk}
            found[f"{path} {how}"[:150]] = window.fill(**known | how)
    for path, names in crafted_posts(it):
        found[f"{path} {names}"] = window.post(path, *((name, it.talk(poison(TYPED))) for name in names))
    return found


@pytest.fixture(scope="module")
def window(browser, served):
    """Opens a window on one of the two kiosks, with the policy of its pages in force or not."""
    windows = []

    def open_window(it, policy=False):
        windows.append(Window(browser, it.url, it.cookies, policy))
        return windows[-1]

    yield open_window
    for window in windows:
        window.context.close()


@pytest.fixture(scope="module")
def pages(window, served):
    """Every page of the poisoned kiosk, as nothing but our own escaping shows it."""
    return opened(window(served.poisoned), served.poisoned)


@pytest.fixture(scope="module")
def answers(window, served):
    """What comes of every form of the poisoned kiosk."""
    return pressed(window(served.poisoned), served.poisoned)


# Nothing runs


def test_nothing_runs_and_nothing_is_asked_for_on_any_page(pages):
    assert {at: (look.caught, look.odd) for at, look in pages.items() if look.caught or look.odd} == {}


def test_nothing_runs_whatever_is_pressed(answers):
    assert {at: (look.caught, look.odd) for at, look in answers.items() if look.caught or look.odd} == {}


def test_no_text_makes_an_element(pages, window, served):
    plain = opened(window(served.tame), served.tame)
    made = [(at, look.tags, other.tags) for (at, look), other in zip(pages.items(), plain.values(), strict=True)]
    assert [each for each in made if each[1] != each[2]] == []


def test_no_answer_has_an_element_that_no_template_makes(answers):
    known = {
        tag.upper() for path in templates() for tag in re.findall(r"<([a-z]+[1-6]?)", path.read_text(encoding="utf-8"))
    }
    # Made by the form's library, or by level.
    known |= {"INPUT", "SELECT", "OPTGROUP", "OPTION", "TEXTAREA", "H2", "H3", "LABEL"}
    known = known - {"SCRIPT", "STYLE", "IFRAME", "OBJECT", "EMBED", "BASE", "IMG"}
    strange = {at: {tag.upper() for tag in look.tags} - known for at, look in answers.items()}
    assert {at: tags for at, tags in strange.items() if tags} == {}


def test_the_policy_of_the_pages_has_nothing_to_stop(window, served):
    strict = window(served.poisoned, policy=True)
    paths = [*some_pages(served.poisoned), *customers_pages(served.poisoned)]
    assert {path: caught for path in paths if (caught := strict.open(path).caught)} == {}


def test_every_payload_stands_on_the_page_as_it_was_typed(pages, window, served):
    last = window(served.poisoned)
    last.open(f"/rma/desk/case/{served.poisoned.one.ticket}/")
    shown = last.page.evaluate("document.querySelector('blockquote.internal').textContent")
    for place in range(len(PAYLOADS)):
        wanted = payload(NUMBERS["note.text"] * 100 + place, place).replace("\r\n", "\n").replace("\0", "")
        assert wanted in shown.replace("\ufffd", ""), wanted


def test_every_text_there_is_was_on_some_page(pages, answers):
    seen = whose(marker for look in (*pages.values(), *answers.values()) for marker in look.markers)
    assert {name for name, number in NUMBERS.items() if number not in seen} == UNSEEN


def test_every_page_and_form_of_the_desk_was_asked(pages, answers, served):
    rules = [rule for rule in served.poisoned.app.url_map.iter_rules() if rule.rule.startswith("/rma/desk/")]
    wanted = {(rule.endpoint, method) for rule in rules for method in rule.methods - {"HEAD", "OPTIONS"}}
    assert wanted - served.asked - {("desk.export.download", "POST")} == set()


def test_every_column_of_text_is_poisoned_or_told_to_be_ours(served):
    for (table,) in rows(served.tame.app.config["DATABASE"], "SELECT name FROM sqlite_master WHERE type = 'table'"):
        columns = rows(served.tame.app.config["DATABASE"], f"PRAGMA table_info({table})")
        texts = {column[1] for column in columns if column[2] == "TEXT"}
        known = {*FREE.get(table, "").split(), *OURS.get(table, "").split()}
        assert table.startswith(("_", "sqlite")) or texts == known, table


# The twins: without its defence each page bites, and the window sees it

ESCAPED = re.compile(r"bite\((\d+)\)")


def out_of_quotes(text):
    """In place of all payloads the one that leaves a quoted value and a text alike."""
    found = ESCAPED.search(text)
    return payload(found[1], 34) if found else text


@pytest.fixture(scope="module")
def naked(tmp_path_factory):
    """A kiosk that escapes nothing."""
    it = poisoned_kiosk(tmp_path_factory.mktemp("naked"), out_of_quotes)
    dealers = it.app.dealers
    it.app = create_app(
        it.app.settings, demonstration=True, SECRET_KEY=it.app.secret_key, DATABASE=it.app.config["DATABASE"]
    )
    it.app.dealers, it.app.jinja_env.autoescape = dealers, False
    with serving(it.app) as it.url:
        yield it


def test_without_escaping_something_runs_on_each(window, naked):
    open_to_all = window(naked)
    caught = {path: open_to_all.open(path).caught for path in some_pages(naked)}
    assert [path for path in caught if not any(it.endswith(" ran") for it in caught[path])] == []


def test_without_escaping_the_policy_stops_it_and_is_heard(window, naked):
    strict = window(naked, policy=True)
    caught = {path: {it.partition(":")[0] for it in strict.open(path).caught} for path in some_pages(naked)}
    assert caught == dict.fromkeys(caught, {"stopped"})


# How templates are written

EXCEPTIONS = {
    "site/templates/guide.html": 2,  # the editor's own words, cleaned when they are read
    "site/templates/base.html": 1,  # structured data: as JSON no text of it can close the script
    "content/wording/possessive.py": 2,  # escapes the name before it puts its own sign behind it
    "content/pages/drawing.py": 1,  # turns it on
    "content/preview/bar.py": 1,  # turns it on
}
UNESCAPED = re.compile(r"\|\s*safe\b|\bMarkup\b|\bautoescape\b|render_template_string|from_string|\|\s*tojson|xmlattr")
UNQUOTED = re.compile(r"""\s[\w-]+=\{[{%]""")


def templates():
    return [path for folder in ("forms", "site") for path in sorted((ROOT / folder).rglob("*.html"))]


def test_nothing_is_taken_out_of_the_escaping():
    sources = [*templates(), *sorted((ROOT / "forms").rglob("*.py")), *sorted((ROOT / "content").rglob("*.py"))]
    found = {str(path.relative_to(ROOT)): len(UNESCAPED.findall(path.read_text(encoding="utf-8"))) for path in sources}
    assert {path: count for path, count in found.items() if count} == EXCEPTIONS


def test_every_value_of_an_attribute_stands_in_quotes():
    for path in templates():
        for tag in re.findall(r"<[a-z][^<>]*>", path.read_text(encoding="utf-8")):
            assert not UNQUOTED.search(tag), f"{path.name}: {tag}"


@pytest.mark.parametrize(
    "source",
    ["{{ note|safe }}", "{{ note | safe }}", "return Markup(note)", "{% autoescape false %}", "{{ note|tojson }}"],
)
def test_such_a_place_is_seen(source):
    assert UNESCAPED.search(source)


def test_a_value_without_quotes_is_seen():
    assert UNQUOTED.search("<input value={{ typed }}>") and not UNQUOTED.search('<input value="{{ typed }}">')


def test_what_is_tame_has_no_sign_left_that_could_bite():
    assert not set(tame(poison(1))) & {chr(sign) for sign in HARMLESS}
