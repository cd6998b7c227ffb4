"""A frozen tree is published only whole: each fault is refused by the file it stands in, and a sound tree passes."""

import random

import pytest

from content.audit.output_folder import check_output_folder
from content.audit.page import Page
from content.audit.tree import read_tree
from content.audit.tree_audit import WEIGHTS, audit_tree
from content.errors import ContentError
from content.slugs import ENDPOINT
from tests.support.reading import pages_in

URL = "https://rma.example"
NOISE = random.Random(1).randbytes(14_000).hex()  # hardly to be compressed


def check(folder, base="", url=""):
    audit_tree(read_tree(folder), base, url)


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
    "/rma/status/",
    "https://maker.example/nobody/checks/this/",
    "mailto:desk@kiosk.example",
    "mailto:desk@kiosk.example?subject=Return%20of%20a%20camera&body=One%0D%0ATwo",
    "mailto:?subject=A%20sheet",
    "data:image/svg+xml,%3Csvg/%3E",
]


@pytest.mark.parametrize("link", LINKS)
def test_a_link_that_leads_somewhere_passes(link, tree):
    check(tree({"index.html": page(body=f'<p id="here"></p><a href="{link}">on</a>')}))


@pytest.mark.parametrize(
    "link",
    [
        "/none/",
        "/vendor",
        "/vendor/index.htm",
        "/vendor/#price",
        "#there",
        "vendor/",
        "../static/no.css",
        "/static/",
        "../../../vendor/",
        "/../vendor/",
        "//vendor/x",
        "vendor//",
        "/rma/vendr/",
        "/rma/vendor",
        "/rma/vendor/status/",
        "/rma/privacy/",
        "/rma/",
    ],
)
def test_a_link_that_leads_nowhere_names_its_page(link, tree):
    folder = tree({"vendor/deep/index.html": page("Deep", f'<a href="{link}">on</a>'), "privacy/index.html": page()})
    with pytest.raises(ContentError) as caught:
        check(folder)
    assert (caught.value.file, caught.value.key) == ("vendor/deep/index.html", link)


@pytest.mark.parametrize("tag", ['<img src="/no.svg" alt="">', '<script src="/no.js"></script>', '<form action="/a/">'])
def test_whatever_a_page_loads_is_a_link_too(tag, tree):
    with pytest.raises(ContentError, match="leads nowhere"):
        check(tree({"index.html": page(body=tag)}))


LOADED = {
    "a picture of several sizes": '<img src="/a.svg" srcset="/a.svg 1x, /no.svg 2x" alt="">',
    "a link in a drawing": '<svg><a href="/no/"><text>there</text></a></svg>',
    "a part of a drawing": '<svg><use href="#no"/></svg>',
    "a page that leads on by itself": '<meta http-equiv="refresh" content="0;url=/no/">',
    "a button's own address": '<button formaction="/no/">Go</button>',
    "an address that is none": '<a href="http://[no">on</a>',
    "a kind of address nobody knows": '<a href="htps://maker.example/">on</a>',
    "a script for an address": '<a href="javascript:go()">on</a>',
}


@pytest.mark.parametrize("body", LOADED.values(), ids=LOADED)
def test_every_way_to_name_an_address_is_followed(body, tree):
    with pytest.raises(ContentError, match="leads nowhere|no anchor 'no'|is no address"):
        check(tree({"a.svg": "<svg/>", "index.html": page(body=body)}))


def test_a_drawing_s_own_parts_and_sizes_that_are_there_pass(tree):
    drawn = '<svg><path id="part" fill="url(#part)"/><use href="#part"/><a href="/vendor/"/></svg>'
    check(tree({"a.svg": "<svg/>", "index.html": page(body=drawn + '<img srcset="/a.svg, /a.svg 2x" alt="">')}))


@pytest.mark.parametrize("css", ["a { background: url('no.svg') }", "@import 'no.css';", "a { mask: url( /no.svg ) }"])
def test_a_stylesheet_loads_what_is_there(css, tree):
    with pytest.raises(ContentError, match="leads nowhere") as caught:
        check(tree({"static/look.css": css}))
    assert caught.value.file == "static/look.css"


def test_a_stylesheet_finds_its_files_beside_it(tree):
    check(tree({"static/look.css": "a { background: url(dot.svg) } b { mask: url(data:,) }", "static/dot.svg": ""}))


MAIL = {
    "no address": "mailto:desk",
    "none at all": "mailto:",
    "an address beyond ASCII": "mailto:d%C3%A9sk@kiosk.example",
    "letters beyond ASCII": "mailto:desk@kiosk.example?subject=Rück",
    "a plus for a space": "mailto:desk@kiosk.example?subject=a+camera",
    "another head": "mailto:desk@kiosk.example?bcc=spy@kiosk.example",
    "a subject twice": "mailto:desk@kiosk.example?subject=a&amp;subject=b",
    "a head in the subject": "mailto:desk@kiosk.example?subject=a%0D%0ABcc:spy@kiosk.example",
    "half a head": "mailto:desk@kiosk.example?subject",
}


@pytest.mark.parametrize("link", MAIL.values(), ids=MAIL)
def test_a_mail_link_is_one_a_mail_program_understands(link, tree):
    with pytest.raises(ContentError, match="write (the )?subject|no address mail can go to"):
        check(tree({"index.html": page(body=f'<a href="{link}">mail</a>')}))


def test_a_link_with_our_whole_address_is_followed_too(tree):
    ours = "https://rma.example/returns/vendor/#price"
    folder = tree({"index.html": page(body=f'<a href="{ours}">on</a>'), "vendor/index.html": page("Vendor")})
    check(folder, "/returns")
    with pytest.raises(ContentError, match="no anchor 'price'"):
        check(folder, "/returns", "https://rma.example")


@pytest.mark.parametrize("ours", ["https://rma.example:443", "HTTPS://RMA.example", "https://rma.example"])
def test_our_own_host_is_known_however_it_is_spelled(ours, tree):
    with pytest.raises(ContentError, match="leads nowhere"):
        check(tree({"index.html": page(body=f'<a href="{ours}/none/">on</a>')}), "", URL)
    check(tree({"index.html": page(body='<a href="https://rma.example:8443/none/">on</a>')}), "", URL)


def test_no_vendor_takes_a_word_of_the_endpoint_s(app):
    words = {str(rule).split("/")[2] for rule in app.url_map.iter_rules()} - {"<slug>"}
    assert words == ENDPOINT


def canonical(link):
    return f'<title>A page</title><link rel="canonical" href="{link}"><h1>A page</h1>'


@pytest.mark.parametrize("link", ["/vendor/", f"{URL}/none/", "https://else.example/vendor/", f"{URL}/static/look.css"])
def test_a_canonical_address_is_a_page_of_this_site(link, tree):
    check(tree({"a/index.html": canonical(f"{URL}/vendor/")}), "", URL)
    with pytest.raises(ContentError) as caught:
        check(tree({"a/index.html": canonical(link)}), "", URL)
    assert (caught.value.file, caught.value.key) == ("a/index.html", link)


NAMED = ['<label for="no">A</label>', '<svg role="img" aria-labelledby="here no"></svg>', '<svg fill="url(#no)"/>',
         '<button popovertarget="no">A</button>', '<p aria-describedby="no">A</p>', '<input list="no">']  # fmt: skip


@pytest.mark.parametrize("body", NAMED)
def test_an_id_that_a_part_names_is_on_the_page(body, tree):
    check(tree({"index.html": page(body=f'<p id="here"></p><p id="no"></p>{body}')}))
    with pytest.raises(ContentError, match="there is no 'no' on this page"):
        check(tree({"index.html": page(body=f'<p id="here"></p>{body}')}))


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


def test_an_id_is_one_word(tree):
    with pytest.raises(ContentError, match="'what it costs' is no single word"):
        check(tree({"vendor/index.html": page("Vendor", '<h2 id="cost"></h2><h2 id="what it costs"></h2>')}))


@pytest.mark.parametrize("file", ["heavy/index.html", "static/look.css", "static/kiosk.js"])
def test_a_file_too_heavy_tells_both_weights(file, tree):
    limit = WEIGHTS[file[file.rindex(".") :]]
    text = page("Heavy", NOISE) if file.endswith(".html") else NOISE
    with pytest.raises(ContentError, match=f"{limit} allowed") as caught:
        check(tree({file: text}))
    assert caught.value.file == file


def test_a_long_page_that_compresses_well_passes(tree):
    check(tree({"index.html": page(body="<p>word</p>" * 20_000 + '<a href="/vendor/#cost">on</a>')}))


def test_the_reader_sees_what_a_parser_of_html_sees(built):
    for address, full in pages_in(built).items():
        read = Page(full.text)
        seen = {one["id"] for one in full.elements} - {None}
        assert read.ids == seen, address
        led = [one[name] for one in full.elements for name in ("href", "src", "action") if one["rel"] != "canonical"]
        led += [one["content"].partition("url=")[2] for one in full.all("meta") if one["http-equiv"] == "refresh"]
        assert {*read.links} == {*led} - {None, ""}, address
        assert [read.title, *read.headings] == ["".join(one.texts) for one in _headed(full)], address


def _headed(full):
    return [one for one in full.all("title", "h1") if not one.inside("svg")]


ODD = {
    "a comment": '<!-- <a href="/no/">off</a> -->',
    "a script": "<script>x = '<a href=\"/no/\">'</script>",
    "a text that shows a tag": "<textarea id=t><a href='/no/'></textarea>",
    "a value that shows one": """<p title='<a href="/no/">'>A</p>""",
    "words that show one": "<p>a &lt;a href=/no/&gt;</p>",
}


@pytest.mark.parametrize("body", ODD.values(), ids=ODD)
def test_what_only_looks_like_a_link_is_none(body):
    assert not Page(page(body=body)).links


@pytest.mark.parametrize(
    "link", ["<a href=/no/>", "<a\nclass=x\nhref = '/no/' >", '<A HREF="/no/">', '<a title=">" href="/no/">']
)
def test_a_link_is_seen_however_it_is_written(link):
    assert list(Page(page(body=link)).links) == ["/no/"]


def test_a_value_is_read_with_its_signs():
    assert list(Page('<a href="/a/?b=1&amp;c=2">').links) == ["/a/?b=1&c=2"]


def test_an_attribute_without_a_value_makes_a_popover():
    assert Page('<p id="a" popover></p><p id="b"></p>').anchors == {"b"}


def test_links_in_a_template_are_checked_before_a_script_shows_them():
    assert list(Page('<template><a href="/a/">A</a></template>').links) == ["/a/"]


@pytest.mark.parametrize("text", ["", " ", "<!-- -->"])
def test_an_empty_page_has_no_title_and_no_h1(text):
    read = Page(text)
    assert (read.title, read.headings) == ("", [])


# What programs are told


def sitemap(*addresses, kind="urlset", entry="url"):
    listed = "".join(f"<{entry}><loc>{URL}{address}</loc></{entry}>" for address in addresses)
    return f'<{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</{kind}>'


def test_the_sitemap_lists_every_page_that_may_be_found(tree):
    hidden = page("Moved", '<meta name="robots" content="noindex">')
    rest = {"404.html": page(), "moved/index.html": hidden, "twin/index.html": canonical(f"{URL}/vendor/")}
    check(tree({"sitemap.xml": sitemap("/", "/vendor/")} | rest), "", URL)
    with pytest.raises(ContentError, match="is missing from the sitemap") as caught:
        check(tree({"sitemap.xml": sitemap("/")} | rest), "", URL)
    assert caught.value.key == f"{URL}/vendor/"


@pytest.mark.parametrize("address", ["/none/", "/vendor", "/static/look.css", "//vendor/"])
def test_the_sitemap_lists_nothing_else(address, tree):
    with pytest.raises(ContentError) as caught:
        check(tree({"sitemap.xml": sitemap("/", "/vendor/", address)}), "", URL)
    assert (caught.value.file, caught.value.key) == ("sitemap.xml", f"{URL}{address}")


def test_a_sitemap_of_sitemaps_is_followed(tree):
    both = {"sitemap.xml": sitemap("/one.xml", kind="sitemapindex", entry="sitemap"), "one.xml": sitemap("/vendor/")}
    with pytest.raises(ContentError, match="is missing") as caught:
        check(tree(both), "", URL)
    assert caught.value.key == f"{URL}/"
    check(tree({"one.xml": sitemap("/vendor/", "/")}), "", URL)


def feed(id=f"{URL}/vendor/#2026-11-22", link=f"{URL}/vendor/", text='<a href="/vendor/">text</a>'):
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><id>{URL}/feed.xml</id><entry><id>{id}</id><link href="{link}"/>'
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{text}</div></content></entry></feed>'
    )


def test_a_feed_whose_links_hold_passes(tree):
    check(tree({"feed.xml": feed()}), "", URL)
    check(
        tree({"feed.xml": feed(id="tag:rma.example,2026:1", text='<a href="https://maker.example/">on</a>')}), "", URL
    )


FEEDS = {
    "an entry without an id": feed(id=""),
    "two of one id": feed(id=f"{URL}/feed.xml"),
    "an id of no page": feed(id=f"{URL}/none/#1"),
    "a link to no page": feed(link=f"{URL}/none/"),
    "half an address": feed(link="/vendor/"),
    "a dead link in its words": feed(text='<a href="/none/">text</a>'),
    "no XML": "<feed>",
}


@pytest.mark.parametrize("text", FEEDS.values(), ids=FEEDS)
def test_a_feed_with_a_dead_end_is_refused(text, tree):
    with pytest.raises(ContentError) as caught:
        check(tree({"feed.xml": text}), "", URL)
    assert caught.value.file == "feed.xml"


@pytest.mark.parametrize("link", [f"{URL}/none/", f"{URL}/vendor/#price", "https://else.example/", f"{URL}x/", URL])
def test_every_address_in_links_json_leads_to_a_page_of_ours(link, tree):
    good = f'{{"links": [{{"url": "{URL}/vendor/#cost", "form": "{URL}/rma/vendor/?a=b", "say": "vendor"}}]}}'
    check(tree({"links.json": good}), "", URL)
    with pytest.raises(ContentError) as caught:
        check(tree({"links.json": f'[{{"url": "{link}"}}]'}), "", URL)
    assert (caught.value.file, caught.value.key) == ("links.json", link)


def structured(text):
    return page("Vendor", f'<p id="cost"></p><script type="application/ld+json">{text}</script>')


@pytest.mark.parametrize("text", [f'{{"url": "{URL}/none/"}}', f'{{"@id": "{URL}/none/#it"}}', "{"])
def test_structured_data_names_pages_of_ours_that_are_there(text, tree):
    good = f'{{"@context": "https://schema.org", "@id": "{URL}/vendor/#it", "item": ["{URL}/vendor/#cost"]}}'
    check(tree({"vendor/index.html": structured(good)}), "", URL)
    with pytest.raises(ContentError) as caught:
        check(tree({"vendor/index.html": structured(text)}), "", URL)
    assert caught.value.file == "vendor/index.html"


# Where it may be put


def test_a_new_an_empty_and_an_earlier_site_s_folder_may_be_published_into(tree, tmp_path):
    check_output_folder(tmp_path / "new")
    check_output_folder(tmp_path)
    check_output_folder(tree({"sitemap.xml": "<urlset/>"}))


@pytest.mark.parametrize("holds", [["notes.txt"], ["index.html"], ["sitemap.xml", ".git"]])
def test_a_folder_with_something_else_may_not(holds, tmp_path):
    for name in holds:
        (tmp_path / name).touch()
    with pytest.raises(ContentError, match="name an empty or a new folder"):
        check_output_folder(tmp_path)


def test_a_file_may_not(tmp_path):
    (tmp_path / "site").touch()
    with pytest.raises(ContentError, match="name an empty or a new folder"):
        check_output_folder(tmp_path / "site")
