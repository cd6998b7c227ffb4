"""Sentences about the export: every camera once, no cell a formula, every text back as it was."""

import csv
import io
import json
import runpy
import shutil
import stat
import subprocess
import tracemalloc
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.dates import now
from content.wording.catalog import read_words
from forms.desk.reports import formats
from forms.desk.reports.csv_escape import SIGNS, escape_cell
from forms.desk.reports.export_page import NO_DAY, NOT_YET, export_file
from forms.desk.reports.formats import ALWAYS_TEXT
from forms.records.person import PERSON, PersonField
from forms.store.desk import export as stored_columns
from forms.store.desk.export import COLUMNS, export_units
from forms.web.messages import STALE
from tests.support.desk import exported, read_back, unescape_cell
from tests.support.placed import insert, place, placing
from tests.support.steps import bought, hidden, rows, send, signed_in

EXPORT = "/rma/desk/export/"
CONTRACT = """ticket unit part vendor revision revision_hash purpose created name email company phone address country
    own_reference role dealer model family symptom problem error_text bought_from purchased warranty_said rule kind
    decision line typed serial no_serial state since rma rma_issued rma_expires result reason new_serial
    order_number invoice_on shipment_on receipt_on activation_on manufacture_on answers""".split()
COUNTED = {"unit", "part", "line", "answers"}  # what nobody types
HOW = ("=1+1", "+1+1", "-1+1", "@SUM(1;1)", '=HYPERLINK("http://elsewhere.example";"x")', "=cmd|' /C calc'!A0")
BEFORE = (
    " ", "\t", "\r", "\n", "\r\n", "\0", "\u00a0", "\u3000", "\u200b", "\ufeff", "\u202e", "'", '"', "'=", "a;", "a\n",
)  # fmt: skip
WIDE = [sign + "1+1" for sign in "＝＋－＠﹦﹢﹣﹫⁼⁺⁻−₌"]
ODD = [
    "=", "'", "''", "\t", "\r", "\n", "\0", 'a;"=1+1;"', "x;'y", "a\t=1+1", "；=1+1", "00123", "1E10", "+49 30 1", "é",
]  # fmt: skip
PAYLOADS = [*HOW, *(before + "=1+1" for before in BEFORE), *(before + "-2+3" for before in BEFORE[:7]), *WIDE, *ODD]
PAYLOADS += ["=1+1;=2+2", '";=1+1;"', "a;\u00a0＝1+1", "a\r\n+1+1", "-", "+", "@", " \n=1+1", "a;;=1+1", "=" * 3000]
INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10)))

TEXTS = {
    "request": "vendor revision revision_hash purpose created name email company phone address country own_reference"
    " role dealer",
    "batch": "model family symptom problem error_text bought_from warranty_said",
    "unit": "decision typed serial no_serial state since result reason new_serial",
}


def place_payload(db, payload, number):
    """A request with the payload in every text there is; what must be the only one of its kind has a number behind."""
    one = place(db, "", lanes=())
    batch = db.execute("SELECT id FROM batch WHERE request = ?", [one]).fetchone()[0]
    event = insert(db, "event", request=one, at="", actor="", kind="", detail="{}")
    consent = insert(db, "consent", request=one, event=event, name="", order_number=payload)
    insert(db, "rma", number=f"{payload}{number}", request=one, source="entered", issued=payload, expires=payload)
    for table, names in TEXTS.items():
        sets = ", ".join(f"{name} = :payload" for name in names.split())
        at = {"request": "id = :one", "batch": "request = :one", "unit": f"batch = {batch}"}[table]
        db.execute(f"UPDATE {table} SET {sets} WHERE {at}", {"payload": payload, "one": one})
    names = (*read_words().events_asked, "rule", "kind")
    told = json.dumps(dict.fromkeys(names, payload.replace("\0", "")))  # SQLite reads no NUL there
    db.execute("UPDATE request SET ticket = ? WHERE id = ?", [f"{payload}{number}", one])
    db.execute("UPDATE batch SET dates = ?, verdict = ? WHERE id = ?", [told, told, batch])
    db.execute("UPDATE unit SET rma = ?, consent = ? WHERE batch = ?", [f"{payload}{number}", consent, batch])


@pytest.fixture
def poisoned(app):
    """The endpoint's database with a request a payload."""
    with placing(app.config["DATABASE"]) as db:
        for number, payload in enumerate(PAYLOADS):
            place_payload(db, payload, number)
    return app


def formulas(data, delimiter=","):
    """The column places where a spreadsheet that cuts there could see a formula; looked for by other means."""
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    lines = csv.reader(text, delimiter=delimiter)
    # Cut where we did not, a cell can begin with the end of our line; what counts is what comes behind it.
    signs = ("\t", "\r", "\n", "\0") if delimiter == "," else ()
    return [p for cells in lines for p, cell in enumerate(cells) if cell.startswith(signs) or looks_like_one(cell)]


def looks_like_one(cell):
    seen = iter(cell)
    unseen = ("Cc", "Cf", "Zs", "Zl", "Zp")
    first = next((s for s in seen if unicodedata.category(s) not in unseen and s not in INVISIBLE and s != '"'), "")
    return unicodedata.normalize("NFKC", first)[:1] in set("=+-@−")


# No cell is a formula


def test_the_payloads_are_many_and_stand_in_every_column_of_text(poisoned):
    wanted = set(CONTRACT) - COUNTED
    assert len(PAYLOADS) >= 60 and len(set(PAYLOADS)) == len(PAYLOADS)
    for payload, row in zip(PAYLOADS, map(json.loads, exported(poisoned, "jsonl").splitlines()), strict=True):
        assert {name for name in wanted if str(row[name]).startswith((payload, payload.replace("\0", "")))} == wanted


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_of_any_column_is_a_formula_wherever_a_spreadsheet_cuts(poisoned, delimiter):
    assert formulas(exported(poisoned), delimiter) == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_without_the_apostrophe_formulas_are_found(poisoned, monkeypatch, delimiter):
    monkeypatch.setattr("forms.desk.reports.formats.escape_cell", lambda text, always: text)
    found = set(formulas(exported(poisoned), delimiter))
    every = {place for place, name in enumerate(COLUMNS) if name not in COUNTED}
    assert found >= every if delimiter == "," else found


def test_the_texts_come_back_as_they_were_from_both(poisoned, tmp_path):
    (tmp_path / "export.csv").write_bytes(exported(poisoned))
    back = list(read_back(tmp_path / "export.csv"))
    raw = [json.loads(line) for line in exported(poisoned, "jsonl").split(b"\n")[:-1]]
    assert back == [{name: "" if value is None else str(value) for name, value in row.items()} for row in raw]
    assert [row["problem"] for row in raw] == [row["address"] for row in back] == PAYLOADS


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.text("='\";\t\n\r -aé＝\0", max_size=9), st.booleans())
def test_any_text_is_inert_and_comes_back(text, always):
    cell = escape_cell(text, always)
    assert unescape_cell(cell) == text and not looks_like_one(cell) and not cell.startswith(("\t", "\r", "\n", "\0"))
    assert not always or not text or cell.startswith("'")


def test_the_signs_are_all_that_unicode_takes_for_one():
    alike = {chr(code) for code in range(0x110000) if unicodedata.normalize("NFKC", chr(code))[:1] in set("=+-@−")}
    assert set(SIGNS.replace("\\", "")) == alike


def test_numbers_and_codes_stay_text_however_they_look(app, tmp_path):
    with placing(app.config["DATABASE"]) as db:
        place(db, "2026-11-01T10:00:00Z", [{"serial": "00123", "typed": "1E10"}], phone="0049 30", own_reference="3-4")
    [_, cells] = csv.reader(io.StringIO(exported(app).decode("utf-8-sig"), newline=""))
    cell = dict(zip(COLUMNS, cells, strict=True))
    assert [cell[name] for name in ("serial", "typed", "phone", "own_reference")] == [
        "'00123",
        "'1E10",
        "'0049 30",
        "'3-4",
    ]
    assert all(not value or value.startswith("'") for name, value in cell.items() if name in ALWAYS_TEXT)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed here")
@pytest.mark.parametrize("cut, guarded", [(44, True), (59, True), (9, True), (44, False)])
def test_a_real_spreadsheet_finds_no_formula_and_without_the_apostrophe_many(
    poisoned, tmp_path, monkeypatch, guarded, cut
):
    if not guarded:
        monkeypatch.setattr("forms.desk.reports.formats.escape_cell", lambda text, always: text)
    (tmp_path / "export.csv").write_bytes(exported(poisoned).replace(b"\0", b""))  # it takes no NUL at all
    own = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    way = ["--headless", f"--infilter=CSV:{cut},34,76,1", "--convert-to", "fods", "--outdir", str(tmp_path)]
    subprocess.run(["soffice", own, *way, str(tmp_path / "export.csv")], check=True, capture_output=True)
    count = (tmp_path / "export.fods").read_text(encoding="utf-8").count("table:formula=")
    assert count == 0 if guarded else count > 20


# The rows


def test_the_names_of_the_columns_are_a_contract(app):
    send(app.test_client())
    assert list(COLUMNS) == CONTRACT == list(json.loads(exported(app, "jsonl").splitlines()[0]))
    assert exported(app).splitlines()[0].decode("utf-8-sig").replace('"', "").split(",") == CONTRACT


def test_a_new_field_of_the_person_is_exported_last_and_as_a_code_where_it_is_one(monkeypatch):
    monkeypatch.setitem(PERSON, "cost_centre", PersonField("cost_centre", "Cost centre", "Your cost centre", code=True))
    monkeypatch.setitem(PERSON, "salutation", PersonField("salutation", "Salutation", "How to address you"))
    assert [*runpy.run_path(stored_columns.__file__)["COLUMNS"]] == [*CONTRACT, "cost_centre", "salutation"]
    assert runpy.run_path(formats.__file__)["ALWAYS_TEXT"] == ALWAYS_TEXT | {"cost_centre"}


def test_every_day_the_form_may_ask_has_a_column():
    assert {f"{event}_on" for event in read_words().events_asked} - {*COLUMNS} == {"purchase_on"}  # that is `purchased`


def test_an_empty_desk_gives_a_table_with_names_alone(app):
    assert exported(app).count(b"\r\n") == 1 and exported(app, "jsonl") == b""


def test_a_request_of_two_hundred_cameras_is_two_hundred_rows_in_order(app):
    serials = [str(16048501 + number) for number in range(200)]
    send(app.test_client(), {"serials": "\n".join(serials)})
    found = [json.loads(line) for line in exported(app, "jsonl").splitlines()]
    assert [row["serial"] for row in found] == serials and len({row["ticket"] for row in found}) == 1


def test_a_row_tells_the_request_the_policy_and_where_the_camera_stands(app):
    send(app.test_client(), {"serials": "16048501"}, company="Optics GmbH", phone="0049 30 1")
    [row] = [json.loads(line) for line in exported(app, "jsonl").splitlines()]
    wanted = {"company": "Optics GmbH", "phone": "0049 30 1", "purchased": bought().isoformat(), "rule": "in-warranty"}
    wanted |= {"kind": "warranty", "revision": "2020-04-17", "serial": "16048501", "state": "received", "rma": None}
    assert row == row | wanted


def test_every_field_is_quoted_and_excel_is_told_the_letters(app):
    send(app.test_client(), name="Zoë Example")
    data = exported(app)
    assert data.startswith(b"\xef\xbb\xbf") and "Zoë" in data.decode()
    assert all(
        field.startswith('"') and field.endswith('"')
        for line in data.decode("utf-8-sig").splitlines()
        for field in line.split(",")
    )


def test_a_json_line_ends_where_it_ends_whatever_reads_it(app):
    send(app.test_client(), {"serials": "16048501", "problem": "two\u2028lines or \u0085 three"})
    assert len(exported(app, "jsonl").decode().splitlines()) == 1


def test_the_order_stands_and_a_later_export_only_adds_below(app):
    send(app.test_client())
    before = exported(app)
    assert exported(app) == before
    send(app.test_client())
    assert exported(app).startswith(before) and len(exported(app)) > len(before)


def test_who_writes_meanwhile_does_not_wait_and_is_not_seen(app, store):
    for _ in range(3):
        send(app.test_client())
    reading = export_units(store)
    next(reading)
    send(app.test_client())
    assert len(list(reading)) == 5 and len(list(export_units(store))) == 8


def test_five_thousand_rows_are_never_held_at_once(app, store):
    with placing(app.config["DATABASE"]) as db:
        for _ in range(25):
            place(db, "2026-11-01T10:00:00Z", [{"serial": "16048501"}] * 200, own_reference="x" * 200)
    tracemalloc.start()
    file, count = export_file(store, "jsonl", "")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    with file:
        assert count == 5_000 and file.seek(0, 2) > 4_000_000 > 10 * most


# On the desk


def take(client, kind="csv", **data):
    return client.post(
        f"/rma/desk/export.{kind}", data={"csrf_token": hidden(client.get(EXPORT).text, "csrf_token")} | data
    )


@pytest.mark.parametrize("kind, mimetype", [("csv", "text/csv"), ("jsonl", "application/jsonl")])
def test_the_desk_hands_over_a_dated_file(app, kind, mimetype):
    send(app.test_client())
    answer = take(signed_in(app), kind)
    assert (answer.status_code, answer.mimetype, answer.data) == (200, mimetype, exported(app, kind))
    assert answer.headers["Content-Disposition"] == f"attachment; filename=returns-{now():%Y-%m-%d}.{kind}"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_a_link_alone_takes_nothing_and_neither_does_a_post_without_the_token(app, kind):
    client = signed_in(app)
    assert client.get(f"/rma/desk/export.{kind}").status_code == 405
    answer = client.post(f"/rma/desk/export.{kind}")
    assert answer.status_code == 422 and STALE in answer.text and answer.mimetype == "text/html"


@pytest.mark.day("2026-11-22 10:00Z")
@pytest.mark.parametrize(
    "since, count", [("", 3), ("2026-11-02", 2), ("2 November 2026", 2), ("3 Nov 2026", 1), ("2026-11-04", 0)]
)
def test_since_means_from_the_first_second_of_that_day(app, since, count):
    with placing(app.config["DATABASE"]) as db:
        for time in ("2026-11-01T23:59:59Z", "2026-11-02T00:00:00Z", "2026-11-03T12:00:00Z"):
            place(db, time)
    assert len(take(signed_in(app), "jsonl", since=since).data.splitlines()) == count


WRONG_DAYS = [("soon", NO_DAY), ("3/4/2026", NO_DAY), ("2026-02-30", NO_DAY), ("<b>", NO_DAY)]
WRONG_DAYS += [("31 December 9999", NOT_YET)]


@pytest.mark.parametrize("since, told", WRONG_DAYS)
def test_what_is_no_day_is_kept_and_answered_in_a_sentence(app, since, told):
    answer = take(signed_in(app), since=since)
    assert answer.status_code == 422 and answer.text.count(told) == 2
    assert f'value="{since}"'.replace("<b>", "&lt;b&gt;") in answer.text and answer.mimetype == "text/html"


def test_an_export_leaves_the_database_as_it_was_and_the_log_names_nobody(app, caplog):
    send(app.test_client())
    client, tables = signed_in(app), ("request", "event", "outbox", "note", "unit")
    before = [rows(app.config["DATABASE"], f"SELECT * FROM {table}") for table in tables]
    take(client)
    assert [rows(app.config["DATABASE"], f"SELECT * FROM {table}") for table in tables] == before
    assert caplog.messages == ["staff 1 exported 2 cameras as csv"]


# By the command


def export(app, *words):
    return app.test_cli_runner().invoke(args=["export", *words])


def test_the_command_writes_to_the_output_and_tells_the_count_beside_it(app):
    send(app.test_client())
    answer = export(app)
    assert answer.exit_code == 0 and answer.stdout_bytes == exported(app) and answer.stderr == "2 cameras written.\n"


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_the_command_writes_a_file_that_only_its_owner_reads(app, tmp_path, kind):
    send(app.test_client())
    out = tmp_path / f"out.{kind}"
    out.write_text("an older one")
    assert export(app, "--format", kind, "--out", str(out)).exit_code == 0
    assert out.read_bytes() == exported(app, kind) and stat.S_IMODE(out.stat().st_mode) == 0o600
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("since, told", WRONG_DAYS)
def test_the_command_refuses_what_is_no_day_and_leaves_the_older_file(app, tmp_path, since, told):
    (tmp_path / "out.csv").write_text("an older one")
    answer = export(app, "--since", since, "--out", str(tmp_path / "out.csv"))
    assert answer.exit_code == 1 and told in answer.stderr and (tmp_path / "out.csv").read_text() == "an older one"
