"""A kiosk in whose every text stands what would run if it could, and a window that notes whatever does."""

import json
from contextlib import closing
from types import SimpleNamespace

from content.schema.dealers import Dealer
from forms.rma.lifecycle import LANES, STATES
from forms.store.database.connection import open_store
from forms.store.requests import request_by_id, requests_of_draft
from forms.web.signed_links import make_dealer_key, make_quote_key
from tests.support.dealers import OF_A_DEALER, PIXELINK, YES
from tests.support.payloads import payload, poison
from tests.support.placed import insert, placing
from tests.support.steps import draft_key, filled, make_staff, open_app, review, send, session_token, ticket_path

# Columns that hold what somebody typed, or what a later version might put there.
FREE = {
    "request": "revision revision_hash name email company phone address country own_reference role dealer "
    "their_ticket their_rma",
    "batch": "model family symptom problem error_text bought_from warranty_said",
    "unit": "typed serial no_serial reason new_serial",
    "note": "text",
    "consent": "name order_number",
    "parcel": "carrier tracking",
    "outbox": "thread to_address subject body error",
    "staff": "login name",
    "draft": "digest",
}
# And those that hold what we make: keys, times, tags that pages are chosen by. What is typed cannot get there.
OURS = {
    "request": "ticket draft vendor purpose email_proved intake created",
    "dealer_link": "code",
    "batch": "answers dates verdict",
    "unit": "state decision result rma since",
    "note": "kind",
    "parcel": "way",
    "outbox": "message_id next_try claimed sent mailbox held released",
    "staff": "password disabled created",
    "draft": "key vendor answers created expires confirmed network",
    "pulse": "who at",
    "event": "at actor kind detail",
    "rma": "number source issued expires",
    "session": "token created used",
    "guess": "door at",
    "desk": "snoozed",
    "lane": "lane due",
}
# Single places within those, which are poisoned all the same.
WITHIN = (
    "verdict.rule verdict.title verdict.notes verdict.questions rma.number event.kind event.actor event.rma event.code "
    "event.question request.vendor dealer.name typed"
)
COLUMNS = [f"{table}.{name}" for table, names in FREE.items() for name in names.split()]
NUMBERS = {name: number for number, name in enumerate([*COLUMNS, *WITHIN.split()], 100)}
WAYS = {"quoted": "paid", "approved": "paid", "quote-refused": "paid", "ordered": "paid", "order-awaited": "paid"}
SOME_DAY, LATER = "2026-11-20T10:00:00Z", "9999-12-31T00:00:00Z"
TRAVELS = ("authorised", "on-its-way", "expired", "withdrawn", "arrived")
SHEET, AS_GIVEN = "1000018", payload(NUMBERS["rma.number"] * 100, 18)  # a number as printed; one as some maker gave it


def poisoned_kiosk(folder, talk=str):
    """A kiosk with one request whose cameras stand in every state there is; `talk` is what texts are put through."""
    app = open_app(folder)
    name = talk(payload(NUMBERS["dealer.name"] * 100, 34))
    app.dealers = {"ACME": Dealer(code="ACME", name=name, vendors=["flir", "pixelink"], source="acme")}
    staff = make_staff(app), make_staff(app, "kim", "Kim Second")
    cookie, client = session_token(app), app.test_client()
    serials = "\n".join(str(16048501 + count) for count in range(len(STATES) + 3))
    [one] = _sent(app, client, {"serials": serials})
    # One that a colleague has, one put aside, one of a vendor that is gone, one that went on by mail.
    serials = ("16048701", "16048702", "16048703", "16048704")
    others = [_sent(app, client, {"serials": serial})[0] for serial in serials]
    with placing(app.config["DATABASE"]) as db:
        for number, unit in enumerate(one.units):
            _settle(db, unit.id, [*STATES, "done", "done", "closed"][number])
        for request in (one, *others):
            _bring_along(db, request, talk)
        _poison(db, talk)
        _hold(db, one, others[:3], staff, talk)
        _share(db, others[0], others[3])
    typed, draft, handed = _typed(app, client, talk)
    with closing(open_store(app.config["DATABASE"])) as store:
        one = request_by_id(store, one.id)
    quote = f"/rma/quote/{make_quote_key(app.secret_key, one.ticket, one.link_turn)}/"
    cookies = {"desk": cookie, "kiosk": client.get_cookie("kiosk", path="/rma/").value}
    return SimpleNamespace(
        app=app, cookies=cookies, one=one, others=others, typed=typed, draft=draft, talk=talk, quote=quote,
        page=ticket_path(app, one), seen=ticket_path(app, others[0]), mailed=ticket_path(app, others[3]),
        handed=handed, dealer=f"/rma/dealer/{make_dealer_key(app.secret_key, 'ACME', 0)}/",
    )  # fmt: skip


def _typed(app, client, talk):
    """(a request, a review, a hand-over sheet), in which payloads came in by the form itself."""
    said = {"problem": f"black {talk(payload(5, 34))}", "model": talk(payload(6, 3))}
    said |= {"error_text": talk(poison(NUMBERS["typed"]))}
    who = {name: talk(payload(7, 34)) for name in ("name", "company", "phone", "address", "own_reference", "dealer")}
    [sent] = _sent(app, client, said, **who)
    draft = review(client, filled(said | {"serials": talk(payload(8, 3))}, **who))
    sold = review(client, filled(OF_A_DEALER | said, **who | YES), PIXELINK)
    return sent, draft, sold.replace("review", "handover")


def _sent(app, client, batch, **person):
    receipt = send(client, batch, **person)
    with closing(open_store(app.config["DATABASE"])) as store:
        return requests_of_draft(store, draft_key(receipt))


def _settle(db, unit, state):
    way = WAYS.get(state, "warranty")
    number = SHEET if state in TRAVELS else AS_GIVEN if state in ("sent-back", "closed") else None
    done = ("as-is", "refunded", "repaired")[unit % 3]
    result = {"done": done, "sent-back": "replaced", "closed": "replaced"}.get(state)
    sql = "UPDATE unit SET state = ?, decision = ?, result = ?, rma = ? WHERE id = ?"
    db.execute(sql, [state, way, result, number, unit])


def _bring_along(db, one, talk):
    """Everything that hangs on a request, each kind of it once."""
    ids, mark = [unit.id for unit in one.units], {name: talk(poison(number)) for name, number in NUMBERS.items()}

    def event(kind, actor="staff:1", **detail):
        return insert(db, "event", request=one.id, at=SOME_DAY, actor=actor, kind=kind, detail=json.dumps(detail))

    quote = event("quote", units=ids, price=100, currency=mark["event.code"])
    event("refund", units=ids, price=100, fee=25, amount=75, currency=mark["event.code"])
    event("arrive", units=ids[:2], remarks=[mark["event.code"]], missing=ids[2:])
    event("decide", units=ids, way=mark["event.code"], reason=mark["event.code"])
    event("authorise", units=ids[:1], rma=mark["event.rma"])
    event("answered", question=mark["event.question"])
    event(mark["event.kind"], actor=mark["event.actor"])
    for kind in ("internal", "told", "said"):
        insert(db, "note", request=one.id, event=event("write", units=ids[1:2]), kind=kind, text="")
    consent = insert(db, "consent", request=one.id, event=event("approve", units=ids), name="", order_number="")
    for way, kind in (("there", "ship"), ("back", "send-back")):
        insert(db, "parcel", request=one.id, event=event(kind, units=ids), way=way, carrier="", tracking="")
    for unit in one.units:
        agreed = consent if unit.id % 2 else None
        db.execute("UPDATE unit SET quote = ?, consent = ? WHERE id = ?", [quote, agreed, unit.id])


def _poison(db, talk):
    for table, names in FREE.items():
        for name in names.split():
            if (table, name) != ("staff", "login"):
                db.execute(f"UPDATE {table} SET {name} = ?", [talk(poison(NUMBERS[f"{table}.{name}"]))])
    db.execute("UPDATE staff SET login = id || ?", [talk(poison(NUMBERS["staff.login"]))])
    db.execute("UPDATE unit SET serial = '' WHERE id % 3 = 0")
    db.execute("UPDATE unit SET reason = NULL WHERE state NOT IN ('refused', 'closed')")
    db.execute("UPDATE outbox SET next_try = NULL")
    for batch, verdict in db.execute("SELECT id, verdict FROM batch").fetchall():
        texts = {name: talk(poison(NUMBERS[f"verdict.{name}"])) for name in ("rule", "title", "notes", "questions")}
        told = json.loads(verdict) | texts | {name: [texts[name]] for name in ("notes", "questions")}
        db.execute("UPDATE batch SET verdict = ? WHERE id = ?", [json.dumps(told), batch])


def _hold(db, one, others, staff, talk):
    hers, aside, gone = others
    insert(db, "rma", number=SHEET, request=one.id, source="series", issued=SOME_DAY, expires="2027-01-01")
    insert(db, "rma", number=talk(AS_GIVEN), request=one.id, source="entered", issued=SOME_DAY)
    db.execute("UPDATE unit SET rma = ? WHERE rma = ?", [talk(AS_GIVEN), AS_GIVEN])
    db.execute("UPDATE desk SET owner = ? WHERE request = ?", [staff[1].id, hers.id])
    db.execute("UPDATE desk SET snoozed = ? WHERE request = ?", [LATER, aside.id])
    db.execute("UPDATE request SET vendor = ? WHERE id = ?", [talk(poison(NUMBERS["request.vendor"])), gone.id])
    for lane in LANES[1:]:
        insert(db, "lane", request=one.id, lane=lane, due=SOME_DAY)


def _share(db, hers, mailed):
    """Two that a dealer may see; the second went on by mail."""
    db.execute("UPDATE request SET dealer = 'ACME' WHERE id IN (?, ?)", [hers.id, mailed.id])
    db.execute("UPDATE request SET intake = 'mailbox' WHERE id = ?", [mailed.id])
    db.execute("UPDATE unit SET state = 'by-mail' WHERE id = ?", [mailed.units[0].id])


# The window

LOOK = """async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const tags = {}, odd = [], leads = /^(href|src|action|formaction|data|xlink:href|srcset|poster|background)$/;
    const fits = (node, address) => node.rel === "icon"
        || /^(https?|mailto):/.test(address.protocol) && address.hostname !== "elsewhere.example";
    for (const node of document.querySelectorAll("*")) {
        tags[node.nodeName] = (tags[node.nodeName] || 0) + 1;
        for (const { name, value } of node.attributes) {
            const astray = leads.test(name) && !fits(node, new URL(value, location.href));
            if (astray || /^on|^style$|^srcdoc$|^xmlns:/.test(name)) odd.push(`${node.nodeName} ${name}=${value}`);
        }
    }
    const markers = document.documentElement.outerHTML.matchAll(/bite\\((\\d+)\\)/g);
    return { tags, odd, markers: [...markers].map((it) => +it[1]) };
}"""
# A form as somebody fills it who does not care what it asks for; `crafted` also changes what cannot be typed.
FILL = """([at, press, line, text, crafted, more]) => {
    const button = press && `[name=do][value="${press}"]`, kept = /^(csrf_token|seen|u|units|shown)$/;
    const form = [...document.querySelectorAll(at)].find((it) => !press || it.querySelector(button));
    const put = (field) => {
        if (field.tagName === "TEXTAREA") field.value = text;
        else if (field.tagName === "SELECT") field.add(new Option(line, line, true, true));
        else if (field.type === "radio") { field.checked = true; if (crafted) field.value = line; }
        else if (/^(text|search|email|tel|date)$/.test(field.type)) { field.type = "text"; field.value = line; }
        else if (field.type === "hidden" && crafted && !kept.test(field.name)) field.value = line;
    };
    [...form.elements].forEach(put);
    for (const [name, value] of Object.entries(more)) form.elements[name].value = value;
    form.requestSubmit(press ? form.querySelector(button) : undefined);
}"""
POST = """([action, fields]) => {
    const form = Object.assign(document.createElement("form"), { method: "post", action });
    for (const [name, value] of fields) {
        form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    document.body.append(form);
    form.requestSubmit();
}"""


class Window:
    """A browser's window that notes whatever runs, asks elsewhere, or is stopped by the policy of a page."""

    def __init__(self, browser, url, cookies=(), policy=False):
        self.url, self.caught = url, []
        self.context = browser.new_context(bypass_csp=not policy)
        self.context.expose_function("bite", lambda number=0: self.caught.append(f"{number} ran"))
        self.context.on("request", lambda asked: self._asked(asked.url))
        self.context.on("response", lambda answer: self._answered(answer.status))
        self.context.add_cookies([{"name": name, "value": value, "url": url} for name, value in dict(cookies).items()])
        self.page = self.context.new_page()
        self.page.on("dialog", self._dialog)
        self.page.on("console", lambda said: self._console(said.text))

    def _asked(self, address):
        if not address.startswith((self.url + "/", "data:image/svg+xml,")):
            self.caught.append(f"asked for {address[:80]}")

    def _answered(self, status):
        if status >= 500:
            self.caught.append(f"broke with {status}")

    def _dialog(self, dialog):
        self.caught.append("a dialog")
        dialog.dismiss()

    def _console(self, text):
        if "Content Security Policy" in text:
            self.caught.append(f"stopped: {text[:160]}")

    def open(self, path):
        self.page.goto(self.url + path)
        return self.look()

    def fill(self, at, press="", typed=0, crafted=False, talk=str, **more):
        """Type into every field of a form of the page that stands there, and press a button."""
        text = talk(poison(typed))
        line, text = (text, text * 3) if crafted else (talk(payload(typed * 100, 34)), text)
        with self.page.expect_navigation():
            self.page.evaluate(FILL, [at, press, line, text, crafted, more])
        return self.look()

    def post(self, path, *fields):
        """Post to an address whatever one likes, from a page of ours."""
        self.page.goto(self.url + "/rma/status/")
        with self.page.expect_navigation():
            self.page.evaluate(POST, [path, fields])
        return self.look()

    def look(self):
        """What the page is made of, and what was caught since the last look."""
        seen, caught = self.page.evaluate(LOOK), self.caught[:]
        self.caught.clear()
        return SimpleNamespace(**seen, caught=caught)
