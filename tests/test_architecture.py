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


def intake():
    """The endpoint itself, without the desk and the store."""
    return sorted((ROOT / "forms").glob("*.py"))


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
    beside = {"life.py", "local.py"}  # a table that all halves share, and `make serve`
    assert lines(file for file in intake() if file.name not in beside) <= 950


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


OPEN_TO_ALL = {"__init__", "form", "here", "life", "text"}


def test_a_case_knows_neither_intake_nor_desk():
    others = [f"forms.{file.stem}" for file in intake() if file.stem not in OPEN_TO_ALL]
    assert list(importers(files("forms/case"), "forms.desk", *others)) == []


def test_what_is_a_dealers_knows_neither_the_desk_nor_the_forms_views():
    views = ("intake", "review", "confirm", "receipt", "status", "draft", "checks", "cli")
    assert list(importers(files("forms/dealer"), "forms.desk", *(f"forms.{name}" for name in views))) == []
    others = [*files("forms/case"), *files("forms/store"), *files("forms/mail"), *files("forms/desk")]
    assert list(importers(others, "forms.dealer")) == []


def test_what_is_asked_knows_no_views_and_stores_nothing():
    views = ("intake", "review", "confirm", "receipt", "status", "draft", "store", "case", "dealer", "desk")
    assert list(importers(files("forms/ask"), *(f"forms.{name}" for name in views))) == []


def test_intake_knows_neither_desk_nor_build():
    wires = ROOT / "forms" / "__init__.py"  # the factory puts the desk beside the intake
    assert list(importers([file for file in intake() if file != wires], "forms.desk")) == []
    assert list(importers(files("forms"), "build")) == []


def test_content_knows_neither_half():
    assert list(importers(files("content"), "forms", "build", "flask")) == []


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
