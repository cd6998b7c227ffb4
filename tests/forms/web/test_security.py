"""The second lock: foreign and oversized posts are refused, and every answer carries the header table."""

from contextlib import closing
from http.client import HTTPConnection

import pytest
from flask import Flask, abort, request

from content.settings.kiosk_toml import Settings
from forms.records.limits import MOST_POST_BYTES, MOST_POST_FIELDS
from forms.web.security import HEADERS, init_security, relative
from tests.support.eyes import serving

OURS = "https://rma.example"
ITSELF = "http://localhost"  # what the test client calls the app
FORM = "application/x-www-form-urlencoded"


def small_app(guarded=True, **settings):
    app = Flask(__name__)
    if guarded:
        init_security(app, Settings(url=OURS, **settings))

    @app.post("/form/")
    def form():
        return f"{len(request.form)} keys"

    @app.get("/page/")
    def page():
        return f"{request.remote_addr} {request.host_url}"

    @app.get("/broken/")
    def broken():
        abort(500)

    return app


@pytest.fixture
def client():
    return small_app().test_client()


@pytest.fixture
def unguarded():
    return small_app(guarded=False).test_client()


MATRIX = [  # Sec-Fetch-Site, Origin, answer
    ("same-origin", OURS, 200),
    ("same-origin", None, 200),
    ("none", None, 200),
    ("same-site", "https://other.rma.example", 403),
    ("same-site", OURS, 200),
    ("cross-site", "https://elsewhere.example", 403),
    ("cross-site", OURS, 200),
    ("cross-site", None, 403),
    ("cross-site", "null", 403),
    ("nonsense", None, 403),
    ("", None, 403),
    (None, OURS, 200),
    (None, ITSELF, 200),
    (None, "https://localhost", 403),
    (None, "https://elsewhere.example", 403),
    (None, OURS + ".elsewhere.example", 403),
    (None, "null", 403),
    (None, "", 403),
    (None, None, 200),
]


@pytest.mark.parametrize("site, origin, answer", MATRIX)
def test_only_posts_from_our_own_pages_are_read(client, site, origin, answer):
    sent = {"Sec-Fetch-Site": site, "Origin": origin}
    headers = {name: value for name, value in sent.items() if value is not None}
    assert client.post("/form/", headers=headers).status_code == answer


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_foreign_page_is_told_what_to_do(app, method):
    answer = app.test_client().open("/rma/flir/", method=method, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403 and "Open the form on this site" in answer.text


def test_a_link_from_a_foreign_page_still_opens(client):
    assert client.get("/page/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_without_the_guard_a_foreign_post_is_read(unguarded):
    assert unguarded.post("/form/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


@pytest.mark.parametrize("mimetype", [FORM, "multipart/form-data; boundary=b", "text/plain"])
def test_a_post_over_the_limit_is_refused_with_a_way_on(app, mimetype):
    answer = app.test_client().post("/rma/flir/", data=b"x" * (MOST_POST_BYTES + 1), content_type=mimetype)
    assert answer.status_code == 413 and "Go back, shorten it" in answer.text


def test_a_post_at_the_limit_is_read(client):
    assert client.post("/form/", data=b"x" * MOST_POST_BYTES, content_type=FORM).status_code == 200


@pytest.mark.parametrize("size, answer", [(MOST_POST_BYTES - 1, 200), (MOST_POST_BYTES + 1, 413)])
def test_a_post_of_untold_length_is_whole_or_refused(size, answer):
    with serving(small_app()) as url, closing(HTTPConnection(url.removeprefix("http://"))) as line:
        line.request("POST", "/form/", body=iter([b"x" * size]), headers={"Content-Type": FORM}, encode_chunked=True)
        assert line.getresponse().status == answer


@pytest.mark.parametrize(
    "keys, answer", [(1, 200), (MOST_POST_FIELDS, 200), (MOST_POST_FIELDS + 1, 413), (20_000, 413)]
)
def test_keys_are_counted_before_they_are_read(client, keys, answer):
    data = "&".join(f"s{n}=1" for n in range(keys))
    with client:
        assert client.post("/form/", data=data, content_type=FORM).status_code == answer
        assert ("form" in vars(request._get_current_object())) == (answer == 200)


@pytest.mark.parametrize("keys, answer", [(MOST_POST_FIELDS, 200), (MOST_POST_FIELDS + 1, 413)])
def test_parts_of_a_multipart_post_are_counted_too(client, keys, answer):
    data = {f"s{n}": "1" for n in range(keys)}
    assert client.post("/form/", data=data, content_type="multipart/form-data").status_code == answer


def test_without_the_guard_twenty_thousand_keys_are_read(unguarded):
    data = "&".join(f"s{n}=1" for n in range(20_000))
    assert unguarded.post("/form/", data=data, content_type=FORM).text == "20000 keys"


def every_answer(client):
    yield 200, client.get("/page/")
    yield 403, client.post("/form/", headers={"Origin": "null"})
    yield 404, client.get("/nowhere/")
    yield 405, client.get("/form/")
    yield 413, client.post("/form/", data=b"x" * (MOST_POST_BYTES + 1))
    yield 500, client.get("/broken/")


def test_every_answer_carries_the_whole_header_table(client):
    for status, answer in every_answer(client):
        assert answer.status_code == status
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, status


def test_no_answer_but_a_static_file_is_stored_or_indexed(client):
    for status, answer in every_answer(client):
        assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == ("no-store", "noindex"), status


def test_a_static_file_may_be_stored_and_carries_the_table_too(tmp_path):
    (tmp_path / "kiosk.css").write_text("body {}")
    app = small_app()
    app.static_folder = tmp_path
    with app.test_client().get("/static/kiosk.css") as answer:
        assert answer.status_code == 200 and "no-store" not in answer.headers.get("Cache-Control", "")
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_without_the_guard_the_table_is_missing(unguarded):
    assert not HEADERS.keys() & unguarded.get("/page/").headers.keys()


CLAIMED = {
    "X-Forwarded-For": "198.51.100.7, 192.0.2.1",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "elsewhere.example",
}


@pytest.mark.parametrize(
    "hops, seen",
    [
        (0, "127.0.0.1 http://localhost/"),
        (1, "192.0.2.1 https://localhost/"),
        (2, "198.51.100.7 http://localhost/"),
        (3, "127.0.0.1 http://localhost/"),
    ],
)
def test_only_as_many_proxies_as_are_ours_are_believed_and_never_about_the_host(hops, seen):
    client = small_app(trusted_proxies=hops).test_client()
    assert client.get("/page/", headers=CLAIMED).text == seen


# Whoever only asks


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
@pytest.mark.parametrize("headers", [{"Content-Length": "3"}, {"Transfer-Encoding": "chunked"}])
def test_whoever_only_asks_brings_nothing_along(client, method, headers):
    body = b"a=b" if "Content-Length" in headers else b""
    assert client.open("/page/", method=method, headers=headers, data=body).status_code == 400
    assert client.open("/page/", method=method).status_code == 200


def test_head_is_answered_like_get_less_the_text(client):
    asked, got = client.head("/page/"), client.get("/page/")
    assert (asked.status_code, asked.text, dict(asked.headers)) == (got.status_code, "", dict(got.headers))


def test_no_view_ever_sees_head():
    app = small_app()

    @app.route("/either/", methods=["GET", "POST"])
    def either():
        return "asked" if request.method == "GET" else "stored"

    bare = Flask(__name__)
    bare.add_url_rule("/either/", view_func=either, methods=["GET", "POST"])
    lengths = [one.test_client().head("/either/").content_length for one in (app, bare)]
    assert lengths == [len("asked"), len("stored")]  # the twin, unguarded, took it for a post


# Redirects

OTHER_NAMES = [{}, {"Host": "127.0.0.1:8001"}, {"Host": "evil.example"}, {"X-Forwarded-Host": "evil.example"}]


@pytest.mark.parametrize("headers", OTHER_NAMES)
@pytest.mark.parametrize("path", ["/page?x=1", "//page", "/page//", "//evil.example/page"])
def test_a_redirect_names_no_host(headers, path):
    for proxies in (0, 1):
        answer = (
            small_app(trusted_proxies=proxies)
            .test_client()
            .get(path, headers=headers, base_url="http://127.0.0.1:8001")
        )
        location = answer.headers.get("Location", "/")
        assert location.startswith("/") and not location.startswith("//") and answer.status_code in (308, 404)


def test_left_alone_it_would_name_whatever_host_was_asked_for(unguarded):
    """The twin."""
    assert (
        unguarded.get("/page", headers={"Host": "evil.example"}).headers["Location"].startswith("http://evil.example/")
    )


@pytest.mark.parametrize("address", ["//evil.example/x", "https://evil.example//x?y=1", "http:evil", "/x?y=1"])
def test_whatever_a_redirect_would_say_it_stays_here(address):
    told = relative(address)
    assert told.startswith("/") and not told.startswith("//")
