"""Links: the same names give the right address on a server, under a path, and in a folder on a disk."""

import pytest

from content.eligibility.answers import answers_param, read_answers
from content.errors import ContentError
from content.pages.links import check_base, template_names
from content.settings.kiosk_toml import Mail, Settings
from tests.support.vendor_folder import shipped_vendors

SETTINGS = Settings(url="https://rma.example")
POLICIES = [vendor.policies[0] for vendor in shipped_vendors().values()]


@pytest.mark.parametrize(
    ("path", "plain", "under"),
    [
        ("/", "/", "/returns/"),
        ("/flir/guide/", "/flir/guide/", "/returns/flir/guide/"),
        ("/flir/guide/#shipping", "/flir/guide/#shipping", "/returns/flir/guide/#shipping"),
        ("/static/kiosk.css", "/static/kiosk.css", "/returns/static/kiosk.css"),
    ],
)
def test_a_page_is_named_from_the_root_or_from_the_base(path, plain, under):
    assert template_names(SETTINGS)["href"](path) == plain
    assert template_names(SETTINGS, "/returns")["href"](path) == under


@pytest.mark.parametrize(
    ("at", "path", "relative"),
    [
        ("/", "/", "index.html"),
        ("/", "/flir/", "flir/index.html"),
        ("/flir/", "/", "../index.html"),
        ("/flir/guide/", "/flir/guide/#shipping", "index.html#shipping"),
        ("/flir/guide/", "/flir/check/", "../check/index.html"),
        ("/flir/check/machine-vision/repair/", "/flir/outcome/in-warranty/", "../../../outcome/in-warranty/index.html"),
        ("/404.html", "/static/kiosk.css", "static/kiosk.css"),
        ("/flir/", "/flir/policy.json", "policy.json"),
    ],
)
def test_in_a_folder_a_page_is_named_from_where_one_stands(at, path, relative):
    assert template_names(SETTINGS, current=lambda: at)["href"](path) == relative


def test_the_form_is_named_with_its_host_only_where_there_is_no_server():
    assert template_names(SETTINGS, "/returns")["rma"]("/flir/") == "/rma/flir/"
    assert template_names(SETTINGS, current=lambda: "/")["rma"]("/flir/") == "https://rma.example/rma/flir/"


def test_the_endpoint_may_bring_its_own_files_of_the_look():
    assert (
        template_names(SETTINGS, asset=lambda name: f"/rma/static/{name}")["asset"]("kiosk.css")
        == "/rma/static/kiosk.css"
    )
    assert template_names(SETTINGS, "/returns")["asset"]("kiosk.css") == "/returns/static/kiosk.css"


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_answers_come_back_from_a_link_as_the_rule_fixes_them(policy):
    for rule in policy.rules:
        fixed = {question: answer for question, answer in rule.when.items() if isinstance(answer, str)}
        assert read_answers(answers_param(rule), policy) == fixed


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", {}),
        ("purpose", {}),
        ("purpose.", {}),
        ("purpose.theft", {}),
        ("colour.red,purpose.repair", {"purpose": "repair"}),
        ("purpose.repair,,.,..", {"purpose": "repair"}),
        ("purpose.repair,purpose.refund", {"purpose": "refund"}),
        ("product.machine-vision.in", {}),
        ("<script>.x", {}),
    ],
)
def test_what_the_policy_does_not_know_is_left_out(text, read):
    assert read_answers(text, POLICIES[0]) == read


def test_a_template_is_handed_no_secret_of_the_settings():
    secret = "smtp://user:password@mail.example:587"
    names = template_names(Settings(name="Returns", mail=Mail(smtp=secret)))
    assert names["kiosk"].name == "Returns" and names["kiosk"].draft_hours == 24
    assert not hasattr(names["kiosk"], "mail") and secret not in repr(names)


@pytest.mark.parametrize(
    "url", ["", "https://kiosk.example", "https://kiosk.example/returns/", "http://127.0.0.1:8000/a/b"]
)
def test_a_whole_address_or_none_is_a_base_url(url):
    check_base(url)


@pytest.mark.parametrize(
    "url", ["kiosk.example", "/returns/", "https:///returns/", "file:///site", "https://k.example/#a"]
)
def test_anything_else_is_refused(url):
    with pytest.raises(ContentError, match="write the whole address"):
        check_base(url)
