"""No page may say of a policy what no fact gave: a figure, a date, a fee, a carrier or an address typed by hand."""

from datetime import date

import pytest

from build import site_at
from content.check.typed import TYPED
from content.errors import ContentError
from content.load import load_vendors, shipped_vendors
from content.orphans import check_orphans, check_words, orphan
from content.sayings import sayings, sentences
from content.settings import Settings
from tests.vendor_folder import copy_of, edit

VENDORS = shipped_vendors()
FLIR = VENDORS["flir"]
SITE = site_at("", Settings(), {"flir": FLIR}, date(2026, 11, 22))


@pytest.fixture
def told(tmp_path):
    """`told(text)` is the fault that a guide with this text in its main part has, or None."""

    def check(text):
        page = tmp_path / "flir" / "guide" / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"<title>T</title><main id=main>{text}</main>", encoding="utf-8")
        (tmp_path / "flir" / "index.html").write_text("<main id=main></main>", encoding="utf-8")
        try:
            return check_orphans(tmp_path, SITE)
        except ContentError as fault:
            assert fault.file == "flir/guide/index.html"
            return fault.write

    return check


ORPHANED = {
    "<p>Within 30 days.</p>": "the figure '30 days' in “Within 30 days.” comes from no fact",
    "<p>Within thirty days.</p>": "the length of time 'thirty days'",
    "<p>Two <b>business</b> weeks</p>": "the length of time 'Two business weeks'",
    "<p>Until April.</p>": "the date 'April'",
    "<p>They keep a quarter %.</p>": "the fee '%'",
    "<p>Send it with FedEx.</p>": "the carrier 'FedEx'",
    "<p>Write to desk@maker.example</p>": "the address 'desk@maker.example'",
    "<p>Look at www.maker.example</p>": "the address 'www.maker.example'",
    '<p>It is <span data-fact="window.refund">30 days</span>, or 45.</p>': "the figure '45.'",
    "<svg><text>30 days</text></svg>": "the figure '30 days'",
    '<meta name="description" content="Within 30 days">': "the figure '30 days'",
}


@pytest.mark.parametrize(("text", "fault"), ORPHANED.items())
def test_what_no_fact_gave_is_refused_and_told_in_its_sentence(text, fault, told):
    assert fault in told(text)


@pytest.mark.parametrize("text", ORPHANED)
def test_the_refusal_says_what_to_write_instead(text, told):
    assert told(text).endswith("such as {restocking} or {window.refund}.")


SOUND = [
    '<p>Within <span data-fact="window.refund">30 days</span> of the day you bought it.</p>',
    '<p><span data-fact="restocking">FLIR keeps 25 % of the price as a restocking fee.</span></p>',
    '<td><span data-fact="restocking">25 % of the price</span></td>',
    "<p>Did you buy it within the last 30 days?</p>",
    "<p>For the Grasshopper3 USB3, the Oryx 10GigE and the BFS-U3-51S5C.</p>",
    "<p>The only question. You may ask some day.</p>",
    '<p data-source="flir-rma">text of April 2020 · last checked 22 November 2026</p>',
    "</main><footer>0800</footer><main id=main><script>30 days</script>",
]


@pytest.mark.parametrize("text", SOUND)
def test_what_the_policy_says_under_its_key_passes(text, told):
    assert told(text) is None


UNTRUE = {
    '<p><span data-fact="restocking">20 % of the price</span></p>': "is not what the policy says under 'restocking'",
    '<p><span data-fact="freight-in">25 % of the price</span></p>': "is not what the policy says under 'freight-in'",
    '<p><span data-fact="window.refund">30 days or 45</span></p>': "is not what the policy says under 'window.refund'",
    '<p><span data-fact="restoking">25 % of the price</span></p>': "is marked 'restoking', which is no fact",
    '<p data-source="flir-rma">text of May 2021</p>': "is not what the policy says under 'source:flir-rma'",
}


@pytest.mark.parametrize(("text", "fault"), UNTRUE.items())
def test_a_mark_does_not_make_it_true(text, fault, told):
    assert fault in told(text)


@pytest.mark.parametrize("typed", ["Within thirty days, yes.", "Send it with UPS.", "Ask at help@maker.example."])
def test_words_typed_into_a_guide_stop_the_build(typed, tmp_path):
    folder = copy_of("flir", tmp_path)
    edit(folder, "guide.md", "FLIR publishes no times.", typed)
    with pytest.raises(ContentError, match="guide.md: line"):
        load_vendors(tmp_path)


def test_no_sentence_in_words_toml_holds_what_a_fact_should_give():
    check_words()


@pytest.mark.parametrize("key", ["freight-in", "rma-time"])
def test_a_figure_typed_into_words_toml_is_refused_by_its_key(key):
    with pytest.raises(ContentError, match=rf"facts\.{key}\.silent: the figure '3 days'"):
        check_words({"facts": {key: {"silent": "it takes 3 days"}}})


@pytest.mark.parametrize("vendor", VENDORS.values(), ids=VENDORS)
def test_every_stated_fact_has_a_saying_and_every_figure_in_a_sentence_is_one_of_them(vendor):
    for policy in vendor.policies:
        known = {text for texts in sayings(vendor, policy).values() for text in texts}
        for sentence in sentences(vendor, policy):
            left = sentence
            for saying in sorted(known - {sentence}, key=len, reverse=True):
                left = left.replace(saying, " ")
            assert sentence in known or not orphan(vendor, left), sentence


def test_each_kind_of_orphan_is_looked_for():
    assert {*TYPED} == {"figure", "length of time", "date", "fee", "carrier", "address"}
