"""What may stand where: each rule of the layout is one test over every file there is."""

import ast
import re

import pytest

from content.places import ROOT

OURS = ("content", "forms", "site", "tests", ".ci")
WRITTEN = {".py", ".toml", ".md", ".html", ".txt", ".css", ".js", ".sh", ".svg", ""}
RUNS_SQL = {"execute", "executemany", "executescript", "query"}
SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|PRAGMA|WHERE|VALUES)\b")
SOMEONES_FOLDER = re.compile(r"(?<![\w.}])/(?:home|root|work|Users)/")


def files(folder, pattern="*.py"):
    return sorted(file for file in (ROOT / folder).rglob(pattern) if file.is_file() and "__pycache__" not in file.parts)


def imports(source, package=""):
    """The modules a source imports, in full; `from a import b` gives a and a.b."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*above, *filter(None, [node.module])])
            yield from [module, *(f"{module}.{name.name}" for name in node.names)]


def importers(sources, *wanted):
    """The files among `sources` that import one of the `wanted` modules or something in it."""
    for file in sources:
        package = ".".join(file.relative_to(ROOT).parent.parts)
        for module in imports(file.read_text(encoding="utf-8"), package):
            if any(f"{module}.".startswith(f"{name}.") for name in wanted):
                yield f"{file.relative_to(ROOT)} imports {module}"


def spliced_sql(source):
    """The lines where text is built into SQL, or where what is run was not written as one text."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr) and SQL.search(ast.unparse(node)):
            yield node.lineno
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in RUNS_SQL and node.args:
            if any(isinstance(part, (ast.JoinedStr, ast.BinOp, ast.Call)) for part in ast.walk(node.args[0])):
                yield node.lineno


def lines(sources):
    return sum(bool(line.strip()) for file in sources for line in file.read_text(encoding="utf-8").splitlines())


def test_site_holds_no_python():
    assert files("site") == []  # the interpreter has a module of that name


def test_the_endpoint_stays_tiny():
    assert lines(files("forms/intake")) < 1000


def test_the_build_stays_short():
    assert lines(ROOT.glob("build.py")) <= 180


def test_only_the_store_knows_the_database():
    others = [file for folder in ("content", "forms") for file in files(folder) if "store" not in file.parts]
    assert list(importers([*others, *ROOT.glob("*.py")], "sqlite_utils", "sqlite3")) == []


def test_the_store_is_written_without_spliced_sql():
    for file in files("forms/store"):
        assert list(spliced_sql(file.read_text(encoding="utf-8"))) == [], file


@pytest.mark.parametrize(
    "source",
    [
        'db.execute(f"DELETE FROM draft WHERE key = {key}")',
        'db.execute("DELETE FROM draft WHERE key = " + key)',
        "db.query(\"SELECT id FROM request WHERE ticket = '%s'\" % ticket)",
        'db.execute("DELETE FROM {}".format(table))',
        'sql = f"SELECT {column} FROM unit"',
    ],
)
def test_spliced_sql_is_seen(source):
    assert set(spliced_sql(source)) == {1}


def test_sql_written_whole_is_left_alone():
    assert list(spliced_sql('db.execute("DELETE FROM draft WHERE key = ?", [key])\nkey = f"{ticket}-{turn}"')) == []


# The rooms, and who may import whom: docs/architecture.md is read


ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
MOST_FILES = 16  # of one room; a room inside it counts by itself
NOT_FOR_FORMS = {"content/audit", "content/preview", "content/commands"}


def tables():
    """{half: its rooms, in the order of the table}."""
    halves = {half: body for half, body in re.findall(r"^## (content|forms): (.*?)(?=^## )", ARCHITECTURE, re.M | re.S)}
    return {half: re.findall(r"^\| `?(.+?)/?`? \|", body, re.M)[1:] for half, body in halves.items()}


ROOMS = [f"{half}/{room}" for half, rooms in tables().items() for room in rooms]


def room_of(module):
    """The room a module stands in; None where it is none of ours."""
    half, _, rest = module.partition(".")
    if module == "content.__main__":
        return "content/commands"
    room = f"{half}/{rest.partition('.')[0]}"
    return (room if room in ROOMS else f"{half}/(top)") if half in ("content", "forms") else None


def module_of(file):
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def may_import(room, other):
    """Whether a file of one room may import something of the other by the two tables."""
    if room.startswith("content/") or other.startswith("forms/"):
        return room.partition("/")[0] == other.partition("/")[0] and ROOMS.index(other) <= ROOMS.index(room)
    return other not in NOT_FOR_FORMS


def forbidden(file, source):
    """What a file imports and may not."""
    room, package = room_of(module_of(file)), ".".join(file.relative_to(ROOT).parent.parts)
    for module in imports(source, package):
        other = room_of(module) if is_ours(module) else None
        if module == "build" or (other and not may_import(room, other)):
            yield f"{file.relative_to(ROOT)} imports {module}"


def is_ours(module):
    path = ROOT.joinpath(*module.split("."))
    return path.with_suffix(".py").exists() or path.is_dir()


def python_of_rooms():
    return [file for half in ("content", "forms") for file in files(half) if "vendors" not in file.parts]


def test_every_room_stands_in_a_table_and_every_room_of_a_table_stands():
    folders = {f"{half}/{path.parent.name}" for half in tables() for path in (ROOT / half).glob("*/__init__.py")}
    assert folders == {room for room in ROOMS if "(top)" not in room}


def test_a_room_imports_only_what_stands_earlier_in_its_table():
    found = (line for file in python_of_rooms() for line in forbidden(file, file.read_text(encoding="utf-8")))
    assert list(found) == []


@pytest.mark.parametrize(
    "file, source",
    {
        "content/schema/facts.py": "from content.wording.catalog import fill",
        "content/eligibility/judge.py": "from content.wording.catalog import read_words",
        "content/dates.py": "def now():\n    from content.errors import ContentError\n    import forms.records.person",
        "forms/store/quota.py": "from forms.web import network",
        "forms/rma/split.py": "if TYPE_CHECKING:\n    from ..steps.take import take",
        "forms/desk/cli.py": "from content.audit.links import check_links",
        "content/pages/page.py": "from build import build",
    }.items(),
)
def test_an_import_that_points_up_is_seen(file, source):
    assert len({*forbidden(ROOT / file, source)}) >= 1


def test_judgement_knows_no_words():
    told = ("content.wording", "content.explain", "content.schema.words", "content.schema.text")
    assert ROOMS.index("content/eligibility") < ROOMS.index("content/wording")
    assert list(importers(files("content/eligibility"), *told)) == []
    named = re.compile(r"words/|WORDS|\.text\b|text\.toml")
    assert [file for file in files("content/eligibility") if named.search(file.read_text(encoding="utf-8"))] == []


def test_the_store_imports_nothing_of_forms_but_records():
    others = {room_of(module) for file in files("forms/store") for module in imports(file.read_text(), "") if module}
    assert {room for room in others if room and room.startswith("forms/")} <= {"forms/store", "forms/records"}


def test_no_room_is_crowded():
    folders = {file.parent for file in python_of_rooms()}
    assert {
        str(folder): len([*folder.glob("*.py")]) for folder in folders if len([*folder.glob("*.py")]) > MOST_FILES
    } == {}


def test_no_file_is_long():
    grown = {"migrations.py"}  # steps are only ever added to
    long = [file for file in python_of_rooms() if file.name not in grown and len(file.read_text().splitlines()) > 200]
    assert long == []


def test_every_room_says_its_purpose_in_a_line():
    rooms = [path for half in tables() for path in (ROOT / half).rglob("*/__init__.py")]
    purposes = {path: ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) for path in rooms}
    assert [
        str(path) for path, purpose in purposes.items() if not purpose or "\n" in purpose.partition("\n\n")[0]
    ] == []


def test_what_the_architecture_names_is_there():
    named = re.findall(r"`((?:content|forms|site|tests|docs)/[^`*…]*)`", ARCHITECTURE)
    named += [path for path in re.findall(r"\]\(([^):]+)\)", ARCHITECTURE)]
    places = [(ROOT / "docs" / path if path.startswith("..") or "/" not in path else ROOT / path) for path in named]
    assert len(named) > 30 and [str(path) for path in places if not path.exists()] == []


def test_content_knows_no_server_but_that_of_the_preview():
    assert list(importers(files("content"), "flask", "werkzeug")) == []
    others = [file for file in files("content") if "preview" not in file.parts]
    assert list(importers(others, "http.server", "socketserver", "wsgiref")) == []


@pytest.mark.parametrize(
    "source", ["import forms.desk", "from forms import desk", "from forms.desk.views import q", "from . import desk"]
)
def test_an_import_is_seen_however_it_is_written(source):
    assert any(f"{module}.".startswith("forms.desk.") for module in imports(source, "forms"))


def test_the_kiosk_keeps_nothing_in_a_browser_but_cookies():
    """Pages of several tests share a window on the strength of this."""
    kept = re.compile(r"\b(localStorage|sessionStorage|indexedDB|serviceWorker|caches)\b")
    scripts = [file for folder in ("site", "forms") for kind in ("*.js", "*.html") for file in files(folder, kind)]
    assert scripts and [file for file in scripts if kept.search(file.read_text(encoding="utf-8"))] == []


def test_a_test_that_starts_a_browser_stands_among_those_of_a_browser(request):
    started = {item.path for item in request.session.items if "browser" in item.fixturenames}
    assert [path for path in started if path.parent != ROOT / "tests" / "browser"] == []


def test_every_module_opens_with_its_purpose():
    for file in [*files("content"), *files("forms"), *ROOT.glob("*.py")]:
        source = file.read_text(encoding="utf-8")
        assert not source.strip() or ast.get_docstring(ast.parse(source)), f"{file} needs a sentence at its top"


def test_no_file_names_a_folder_of_someones_machine():
    texts = [file for folder in OURS for file in files(folder, "*") if file.suffix in WRITTEN]
    for file in [*texts, *(file for file in ROOT.glob("[!.]*") if file.is_file() and file.suffix in WRITTEN)]:
        found = SOMEONES_FOLDER.search(file.read_text(encoding="utf-8"))
        assert not found, f"{file} names {found}"


def test_such_a_folder_is_seen_and_an_address_is_not():
    assert SOMEONES_FOLDER.search('path = "/%s/me/kiosk"' % "home")  # noqa: UP031
    assert not SOMEONES_FOLDER.search("https://vendor.example/home/support/")
