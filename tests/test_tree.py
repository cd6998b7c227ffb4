"""A frozen tree is published only whole: each fault is refused by the file it stands in, and a sound tree passes."""

import random

import pytest

from content.errors import ContentError
from content.tree import WEIGHTS, check, check_place

NOISE = random.Random(1).randbytes(14_000).hex()  # hardly to be compressed


def page(title="Start", body="", heading=None):
    heading = f"<h1>{heading or title}</h1>"
    return f"<!doctype html><html lang=en><title>{title} · Kiosk</title><main>{heading}{body}</main></html>"


@pytest.fixture
def tree(tmp_path):
    """A sound tree of three pages; `tree(file=text)` writes more files into it, or others in their place."""

    def write(files):
        whole = {
            "index.html": page(body='<a href="/vendor/#cost">on</a>'),
            "vendor/index.html": page("Vendor", '<h2 id="cost">Cost</h2><a href="/">back</a>'),
            "static/look.css": "a { color: red }",
        }
        for file, text in (whole | files).items():
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / file).write_text(text, encoding="utf-8")
        return tmp_path

    return write


LINKS = [
    "/",
    "/vendor/",
    "/vendor/#cost",
    "vendor/index.html",
    "vendor/index.html#cost",
    "./vendor/../index.html",
    "#here",
    "/static/look.css",
    "/rma/vendor/?model=A",
    "https://maker.example/nobody/checks/this/",
    "mailto:desk@kiosk.example",
]


@pytest.mark.parametrize("link", LINKS)
def test_a_link_that_leads_somewhere_passes(link, tree):
    check(tree({"index.html": page(body=f'<p id="here"></p><a href="{link}">on</a>')}))


@pytest.mark.parametrize(
    "link",
    ["/none/", "/vendor", "/vendor/index.htm", "/vendor/#price", "#there", "vendor/", "../static/no.css", "/static/"],
)
def test_a_link_that_leads_nowhere_names_its_page(link, tree):
    folder = tree({"vendor/deep/index.html": page("Deep", f'<a href="{link}">on</a>')})
    with pytest.raises(ContentError) as caught:
        check(folder)
    assert (caught.value.file, caught.value.key) == ("vendor/deep/index.html", link)


@pytest.mark.parametrize("tag", ['<img src="/no.svg" alt="">', '<script src="/no.js"></script>', '<form action="/a/">'])
def test_whatever_a_page_loads_is_a_link_too(tag, tree):
    with pytest.raises(ContentError, match="leads nowhere"):
        check(tree({"index.html": page(body=tag)}))


def test_under_a_base_every_link_stands_under_it(tree):
    folder = tree({
        "index.html": page(body='<a href="/returns/vendor/#cost">on</a> <a href="/rma/vendor/">form</a>'),
        "vendor/index.html": page("Vendor", '<h2 id="cost">Cost</h2>'),
    })  # fmt: skip
    check(folder, "/returns")


@pytest.mark.parametrize("link", ["/vendor/", "/", "/returnsvendor/", "/returns"])
def test_a_link_beside_the_base_is_dead(link, tree):
    folder = tree({"index.html": page(body=f'<a href="{link}">on</a>'), "vendor/index.html": page("Vendor")})
    with pytest.raises(ContentError, match="leads nowhere"):
        check(folder, "/returns")


HEADINGS = {
    "no h1": "<title>Start</title><p>Start</p>",
    "two": "<title>Start</title><h1>Start</h1><h1>Start</h1>",
    "another than the title": "<title>Start · Kiosk</title><h1>Welcome</h1>",
    "no title": "<h1>Start</h1>",
    "a drawing's title only": "<svg><title>Start</title></svg><h1>Start</h1>",
}


@pytest.mark.parametrize("text", HEADINGS.values(), ids=HEADINGS)
def test_a_page_has_one_h1_and_it_begins_the_title(text, tree):
    with pytest.raises(ContentError, match="write one h1 that begins the title"):
        check(tree({"odd/index.html": text}))


def test_a_drawing_may_have_a_title_of_its_own(tree):
    check(tree({"index.html": page(body="<svg><title>Who acts</title></svg>")}))


def test_an_id_stands_once(tree):
    with pytest.raises(ContentError, match="'cost' stands twice"):
        check(tree({"vendor/index.html": page("Vendor", '<h2 id="cost">Cost</h2><p id="cost"></p>')}))


@pytest.mark.parametrize("file", ["heavy/index.html", "static/look.css", "static/kiosk.js"])
def test_a_file_too_heavy_tells_both_weights(file, tree):
    limit = WEIGHTS[file[file.rindex(".") :]]
    text = page("Heavy", NOISE) if file.endswith(".html") else NOISE
    with pytest.raises(ContentError, match=f"{limit} allowed") as caught:
        check(tree({file: text}))
    assert caught.value.file == file


def test_a_long_page_that_compresses_well_passes(tree):
    check(tree({"index.html": page(body="<p>word</p>" * 20_000 + '<a href="/vendor/#cost">on</a>')}))


# Where it may be put


def test_a_new_an_empty_and_an_earlier_site_s_folder_may_be_published_into(tree, tmp_path):
    check_place(tmp_path / "new")
    check_place(tmp_path)
    check_place(tree({"sitemap.xml": "<urlset/>"}))


@pytest.mark.parametrize("holds", [["notes.txt"], ["index.html"], ["sitemap.xml", ".git"]])
def test_a_folder_with_something_else_may_not(holds, tmp_path):
    for name in holds:
        (tmp_path / name).touch()
    with pytest.raises(ContentError, match="name an empty or a new folder"):
        check_place(tmp_path)


def test_a_file_may_not(tmp_path):
    (tmp_path / "site").touch()
    with pytest.raises(ContentError, match="name an empty or a new folder"):
        check_place(tmp_path / "site")
