"""No page may say of a policy what no fact gave: a figure, a date, a fee, a carrier or an address typed by hand."""

from datetime import date

import pytest
from msgspec.structs import replace

from content.audit.allowed_text import allowed_by_key, allowed_sentences
from content.audit.tree import read_tree
from content.audit.unsourced_figures import check_catalog, check_unsourced_figures, unsourced
from content.eligibility.fingerprint import hash_of
from content.errors import ContentError
from content.history.snapshots import write_snapshot
from content.loading.checks.prose import names_of
from content.loading.vendor_folder import load_vendors
from content.money import CURRENCIES
from content.pages.drawing import site_at
from content.schema.window import Window
from content.settings.kiosk_toml import Settings
from content.wording.literals import LITERALS, WORDS_TOO, first_literal
from tests.support.vendor_folder import copy_of, edit, shipped_vendors

VENDORS = shipped_vendors()
FLIR = VENDORS["flir"]
SITE = site_at("", Settings(), {"flir": FLIR}, date(2026, 11, 22))


@pytest.fixture
def told(tmp_path):
    """`told(text)` is the fault that a guide with this text in its main part has, or None; so has any page `at`."""

    def check(text, at="flir/guide/", page="<title>T</title><main id=main>{}</main>", site=SITE):
        file = tmp_path / at / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page.format(text), encoding="utf-8")
        try:
            return check_unsourced_figures(read_tree(tmp_path), site)
        except ContentError as fault:
            assert fault.file == f"{at}index.html"
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
    "<p>It costs <button>30 euros</button></p>": "the figure '30'",
    "<p><button>Send</button>thirty days</p>": "the length of time 'thirty days'",
    '<p aria-label="Within 30 days">Soon</p>': "the figure '30 days'",
    '<p>T</p><img src=a alt="A parcel by DHL">': "the carrier 'DHL'",
    '<p title="Half the price">T</p>': "the fee 'Half the'",
    '<p>T</p><input placeholder="desk@maker.example">': "the address 'desk@maker.example'",
    '<p>T</p><input type=submit value="Send it in May">': "the date 'in May'",
    '<div class="margin">Within 30 days.</div>': "the figure '30 days'",
    '<meta name="description" content="Within 30 days">': "the figure '30 days'",
    "<p>Within&nbsp;thir<!-- -->ty&#32;days</p>": "the length of time 'thirty days'",
    "<p hidden>Within 30 days</p>": "the figure '30 days'",
    "<template><p>Within 30 days</p></template>": "the figure '30 days'",
    f"{'<div>' * 300}Within 30 days{'</div>' * 300}": "the figure '30 days'",
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
    "<p>T</p></main><footer>0800</footer><main id=main><script>30 days</script>",
    '<p>It is <span data-fact="window.refund">30 days<button class="ref" aria-label="Source 1">1</button></span>.</p>',
    '<p>T</p><input value="30 days" name="typed">',
    "<p><b data-own>Grasshopper3</b> to <b data-own>Oryx</b></p>",
    "<p>Of <span data-own>1,039</span> things it leaves <span data-own>39</span> unsaid: <b data-own>3D…</b></p>",
]


@pytest.mark.parametrize("text", SOUND)
def test_what_the_policy_says_under_its_key_passes(text, told):
    assert told(text) is None


UNTRUE = {
    '<p><span data-fact="restocking">20 % of the price</span></p>': "is not what the policy says under 'restocking'",
    '<p><span data-fact="freight-in">25 % of the price</span></p>': "is not what the policy says under 'freight-in'",
    '<p><span data-fact="window.refund">30 days or 45</span></p>': "is not what the policy says under 'window.refund'",
    '<p><span data-fact="restoking">25 % of the price</span></p>': "is marked 'restoking', which is no fact",
    "<p>Within <span data-own>30 days</span></p>": "is marked as the site's own, and is no count",
    "<p data-own>Send it with FedEx.</p>": "is marked as the site's own, and is no count",
    "<p><span data-own>BFS 30</span></p>": "is marked as the site's own, and is no count",
    '<p data-source="flir-rma">text of May 2021</p>': "is not what the policy says under 'source:flir-rma'",
}


@pytest.mark.parametrize(("text", "fault"), UNTRUE.items())
def test_a_mark_does_not_make_it_true(text, fault, told):
    assert fault in told(text)


@pytest.mark.parametrize("page", ["", "<main><p>T</p></main>", "<main id=main></main>", "<p>Within 30 days</p>"])
def test_a_page_on_which_nothing_could_be_read_is_refused(page, told):
    assert told("", page=page or "{}").startswith("nothing on it could be read")


# Which pages


OLD = FLIR.policy("point-grey").hash
REVISION = f'<meta name="text" content="{OLD}"><main id=main>{{}}</main>'


def test_a_revision_is_held_against_what_it_says_itself(told):
    text = '<p><span data-fact="restocking">{} % of the price</span></p>'
    assert told(text.format(15), "flir/policy/point-grey/", REVISION) is None
    assert "is not what the policy says" in told(text.format(25), "flir/policy/point-grey/", REVISION)


def test_a_text_that_was_corrected_is_held_against_what_it_said_then(told, tmp_path):
    was = replace(FLIR.policies[0], windows={"refund": Window(days=21)})
    write_snapshot("flir", was, FLIR.products, tmp_path / "archive")
    hash, site = hash_of(was, FLIR.products), SITE._replace(archive=tmp_path / "archive")
    page, text = REVISION.replace(OLD, hash), '<p><span data-fact="window.refund">{} days</span></p>'
    assert told(text.format(21), f"flir/policy/2020-04-17/{hash}/", page, site) is None
    assert "is not what" in told(text.format(30), f"flir/policy/2020-04-17/{hash}/", page, site)


@pytest.mark.parametrize("at", ["flir/policy/2020-04-17/", "flir/dealers/", "flir/dealers/shipping/", "flir/silence/"])
def test_every_page_under_a_vendors_name_is_read(at, told):
    assert "the figure '30 days'" in told("<p>Within 30 days.</p>", at)


OWN = [
    "<p class=whole>http://127.0.0.1:8000/flir/products/flea3/#30-days</p>",
    "<p>/go/flir/flea3-usb3</p>",
    "<p>127.0.0.1:8000/rma/flir/?model=7</p>",
    "<p>“127.0.0.1:8000 slash go slash flir slash flea3 dash usb3”. It leads on.</p>",
]


@pytest.mark.parametrize("text", OWN)
def test_the_sites_own_addresses_are_no_vendors(text, told):
    assert told(text, "flir/dealers/") is None
    assert told(text.replace("127.0.0.1", "maker.example").replace("/go/", "7/"), "flir/dealers/")


@pytest.mark.parametrize("at", ["", "dealers/", "silence/"])
def test_the_pages_of_all_vendors_hold_names_and_no_policy(at, told):
    site = site_at("", Settings(), VENDORS, date(2026, 11, 22))
    assert told("<p>Grasshopper3 USB3 or PL-D755</p>", f"{at}", site=site) is None
    assert "the figure '30 days'" in told("<p>Within 30 days.</p>", at, site=site)


# What is typed


FOUND = {
    "length of time": [
        *("eleven days", "thirteen hours", "Eighteen months", "forty-one days", "fifty business days", "a week"),
        *("a fortnight", "two calendar months", "seven full days", "twenty\nweeks", "half a year", "within a day"),
        *("a couple of weeks", "overnight", "a business day", "ten or twenty more days"),
    ],
    "fee": [
        *("half the price", "a quarter of the price", "two thirds of it", "ten dollars", "some euros", "in pounds"),
        *("Swiss Francs", "a tenth of what you paid", "twice the price", "ten per cent", "¥", "₹"),
    ],
    "figure": ["３０", "½", "²", "٣", "30 calendar days"],
    "carrier": [
        *("Fedex", "FEDEX", "United Parcel Service", "Canada Post", "Deutsche Post", "La Poste", "Federal Express"),
        *("PostNL", "Ups", "dhl"),
    ],
    "address": ["flir.com/rma", "support.flir.eu", "desk@maker", "maker.co.uk"],
    "date": ["in May", "of May", "until May", "Since May", "early May", "late May", "April"],
}


@pytest.mark.parametrize(("what", "text"), [(what, text) for what, texts in FOUND.items() for text in texts])
def test_what_is_typed_is_found_however_it_is_written(what, text):
    assert first_literal(f"It is {text}.")[0] == what


HARMLESS = [
    *("one form", "two numbers", "One request or one each?", "some day", "the day you bought it", "a day is counted"),
    *(
        "You may ask.",
        "May it be sent?",
        "one click a day",
        "a third camera",
        "the first step",
        "links.json",
        "e.g. it",
    ),
    *(
        "ups and downs",
        "the year it was made",
        "a quarter turn",
        "two of the cameras",
        "the second box",
        "from time to time",
    ),
]


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_words_pass(text):
    assert not first_literal(text)


@pytest.mark.parametrize("word", "2D 3D 4K 8K 10GigE 2.5GigE 5MP USB3 USB3.1 M12 H264 CXP12 3D-scanners USB3,".split())
def test_a_figure_that_is_part_of_a_word_of_the_trade_is_no_fact(word):
    assert not first_literal(f"It is for {word} and cameras like it.")


@pytest.mark.parametrize("typed", "3 24H 30D 2X 5W 25K 3d 10kg EUR50 50EUR 3,5D 3D5 USB3% 4.000K usb3 ３D".split())
def test_a_figure_that_may_be_a_time_or_a_sum_is_found_however_close_it_stands(typed):
    assert first_literal(f"It is {typed} there.")


@pytest.mark.parametrize("text", ["USB3 days", "A4 business days", "M12 %"])
def test_a_figure_before_a_unit_is_found_whatever_it_begins_with(text):
    assert first_literal(text)


POLICY, TEXT, CATALOGUE, REST = "policies/2020-04-17.toml", "text.toml", "products.toml", "vendor.toml"
TYPED_IN = {
    "a fact's doubt": (POLICY, "whether this also holds out of warranty", "that it took 30 days", r"back\[2\].doubt"),
    "a warranty's doubt": (CATALOGUE, "other families from soon after say more", "others say three years", "doubt"),
    "a serial's sentence": (CATALOGUE, "seen has eight digits", "seen ships with UPS", "serial.sentence"),
    "its length of time": (CATALOGUE, "seen has eight digits", "seen takes 30 days", "serial.sentence"),
    "a title": (TEXT, "Repair for a fee", "Repair for EUR 50", "outcomes.paid-repair"),
    "a hint": (TEXT, "the last day is still in.", "of thirty days the last is in.", "questions.refund"),
    "the scope": (REST, "FLIR machine vision cameras and", "FLIR cameras of 2020 and", "scope"),
    "the rest": (REST, "Look there.", "Look at flir.com.", "elsewhere"),
}  # fmt: skip


@pytest.mark.parametrize("where", TYPED_IN)
def test_what_is_typed_into_an_editors_sentence_is_refused_with_its_key(where, tmp_path):
    file, find, put, key = TYPED_IN[where]
    folder = copy_of("flir", tmp_path)
    edit(folder, file, find, put)
    with pytest.raises(ContentError, match=key) as told:
        load_vendors(tmp_path)
    assert told.value.file == f"flir/{file}" and "stands in prose; " in told.value.write


def test_a_product_that_begins_like_what_is_excluded_keeps_its_name():
    """A refund that leaves out all "Prism" cameras says that word alone; the name of one of them is longer."""
    assert unsourced("Prism 2: the warranty", ["Prism"], ["Prism 2"]) is None
    assert unsourced("Prism 2: the warranty", ["Prism"], ["Prism 3"])


def test_words_of_the_trade_may_stand_in_what_is_covered_and_on_its_pages(tmp_path, told):
    folder = copy_of("flir", tmp_path)
    edit(folder, REST, "FLIR machine vision cameras and", "FLIR 3D cameras, 4K and 10GigE ones, USB3 hubs and")
    edit(folder, REST, "Look there.", "Look there for 3D printers.")
    assert "3D" in load_vendors(tmp_path)["flir"].file.scope
    assert told("<p>For 3D cameras, 4K and 10GigE ones, USB3 hubs.</p>") is None


def test_a_products_name_may_stand_in_a_title(tmp_path):
    folder = copy_of("flir", tmp_path)
    edit(folder, TEXT, "Repair for a fee", "Grasshopper3 cameras go to FLIR")
    edit(folder, CATALOGUE, '"Grasshopper3 USB3"', '"Grasshopper3"')
    assert load_vendors(tmp_path)


@pytest.mark.parametrize("typed", ["Within thirty days, yes.", "Send it with UPS.", "Ask at help@maker.example."])
def test_words_typed_into_a_guide_stop_the_build(typed, tmp_path):
    folder = copy_of("flir", tmp_path)
    edit(folder, "guide.md", "FLIR publishes no times.", typed)
    with pytest.raises(ContentError, match="guide.md: line"):
        load_vendors(tmp_path)


def test_no_sentence_in_words_toml_holds_what_a_fact_should_give():
    check_catalog()


@pytest.mark.parametrize("key", ["freight-in", "rma-time"])
def test_a_figure_typed_into_words_toml_is_refused_by_its_key(key):
    with pytest.raises(ContentError, match=rf"facts\.{key}\.silent: the figure '3 days'"):
        check_catalog({"facts": {key: {"silent": "it takes 3 days"}}})


@pytest.mark.parametrize("vendor", VENDORS.values(), ids=VENDORS)
def test_every_stated_fact_has_a_saying_and_every_figure_in_a_sentence_is_one_of_them(vendor):
    for policy in vendor.policies:
        known = {text for texts in allowed_by_key(vendor, policy).values() for text in texts}
        for sentence in allowed_sentences(vendor, policy):
            left = sentence
            for saying in sorted(known - {sentence}, key=len, reverse=True):
                left = left.replace(saying, " ")
            assert sentence in known or not unsourced(left, (), names_of(vendor)), sentence


def test_a_sum_in_words_is_found_in_every_currency_whose_code_is_no_word():
    missed = [code for code in CURRENCIES if not first_literal(f"it is {code} forty")]
    assert missed == [code for code in CURRENCIES if code in WORDS_TOO]


def test_each_kind_of_orphan_is_looked_for():
    assert {*LITERALS} == {"figure", "length of time", "date", "fee", "carrier", "address"}
