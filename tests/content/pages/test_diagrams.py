"""Pictures drawn from the policy: they hold all that the checker holds, nothing runs over, and the words say it too."""

import re
from collections import Counter
from datetime import date
from itertools import combinations, pairwise, product

import pytest
from msgspec.structs import replace

from build import create_site
from content.eligibility.decision_tree import walk_tree
from content.explain.futures import step_address
from content.explain.journey import journey
from content.pages.diagrams.bars import axis, overview, rows
from content.pages.diagrams.decision import MANY, decision, drawings
from content.pages.diagrams.shapes import SIZE, TOUCH, Box, broken, width
from content.pages.drawing import site_at
from content.pages.named_figures import all_named
from content.schema.facts import Fact
from content.schema.policy import Outcome, Question, Rule
from content.schema.products import WarrantyRow
from content.schema.text import OutcomeText, QuestionText, Text
from content.settings.kiosk_toml import Settings
from content.wording.catalog import read_words
from tests.support.fictional import fictional_vendors
from tests.support.mixed import FLIR, MIXED, PIXELINK, ROWS, VENDORS, mixed_site
from tests.support.reading import Page

LONG = "Is it one of those that were sold with the long lens and the short cable, or with neither of the two?"
WORD = "Donaudampfschifffahrtsgesellschaftskamera"
ENDED = OutcomeText(f"{WORD}: {LONG}")


def grown(counts):
    """FLIR's policy with a long question for each count, as many answers to it, and a rule for every combination."""
    questions = [Question(f"q{at}", [f"a{number}" for number in range(count)]) for at, count in enumerate(counts)]
    rules = [
        Rule("-".join(way), dict(zip((one.id for one in questions), way, strict=True)), Outcome("ask"))
        for way in product(*(one.answers for one in questions))
    ]
    text = Text(questions={one.id: asked(one) for one in questions}, outcomes={rule.id: ENDED for rule in rules})
    return replace(FLIR.policies[0], windows={}, questions=questions, rules=rules, text=text)


def asked(question):
    """A long question with as long answers."""
    return QuestionText(LONG, {answer: f"{LONG[:40]} {WORD} {answer[1:]}" for answer in question.answers})


DRAWN = [(vendor, policy) for vendor in VENDORS.values() for policy in vendor.policies]
DRAWN += [(FLIR, grown([3, 4, 4])), (FLIR, grown([2, 2, 2, 2])), (FLIR, grown([2] + [1] * 8))]
PICTURES = [(*which, picture) for which in DRAWN for picture in drawings(decision(*which)) if picture]
every_picture = pytest.mark.parametrize(
    "vendor, policy, picture",
    PICTURES,
    ids=lambda one: f"{len(one.stops)}-{one.width}" if hasattr(one, "stops") else "",
)


def texts(picture):
    """[(line of words, whether it is bold)]: titles are."""
    stops = picture.stops
    return [(text, texts is stop.title) for stop in stops for texts in (stop.answer, stop.title) for text in texts]


def words_of(picture):
    """The room that each line of words takes, as boxes."""
    return [Box(one.x, one.y - SIZE * 0.8, width(one.words, bold), SIZE) for one, bold in texts(picture)]


def meet(one, other):
    """Whether two boxes share more than an edge."""
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > 0.01 and down > 0.01


def collisions(boxes):
    return [pair for pair in combinations(boxes, 2) if meet(*pair)]


def legs(picture):
    """The straight parts of the tracks, as boxes as broad as their ink."""
    for track in picture.tracks:
        for (x, y), (to_x, to_y) in pairwise(track):
            yield Box(min(x, to_x) - 1, min(y, to_y) - 1, abs(to_x - x) + 2, abs(to_y - y) + 2)


# The map


@every_picture
def test_every_question_and_every_end_is_drawn_as_often_as_the_checker_reaches_it(vendor, policy, picture):
    drawn = Counter((stop.address, stop.kind) for stop in picture.stops)
    steps = [(step_address(vendor, policy, step), step.rule) for step in walk_tree(policy)]
    assert drawn == Counter((address, rule.outcome.kind if rule else "") for address, rule in steps)


@every_picture
def test_no_two_words_overlap_and_no_line_runs_through_one(vendor, policy, picture):
    boxes = words_of(picture)
    assert collisions(boxes + [Box(stop.x - 12, stop.y - 12, 24, 24) for stop in picture.stops if stop.kind]) == []
    assert [(leg, box) for leg in legs(picture) for box in boxes if meet(leg, box)] == []


@every_picture
def test_nothing_leaves_the_picture(vendor, policy, picture):
    for box in words_of(picture) + [stop.box for stop in picture.stops] + list(legs(picture)):
        assert box.x >= -1 and box.x + box.width <= picture.width + 1, box
        assert box.y >= 0 and box.y + box.height <= picture.height, box
    assert all(12 <= stop.x <= picture.width - 12 and stop.y >= 10 for stop in picture.stops)


@every_picture
def test_every_stop_has_room_for_a_thumb_and_shares_it_with_none(vendor, policy, picture):
    boxes = [stop.box for stop in picture.stops]
    assert min(min(box.width, box.height) for box in boxes) >= TOUCH
    assert collisions(boxes) == []


@every_picture
def test_no_letter_of_a_question_or_an_answer_is_cut_off(vendor, policy, picture):
    drawn = "".join(text.words for text, _ in texts(picture)).replace(" ", "")
    said = [decision(vendor, policy, step.answers).title for step in walk_tree(policy)]
    assert all(title.replace(" ", "") in drawn for title in said)


def test_the_search_for_overlaps_bites():
    assert collisions([Box(0, 0, 10, 10), Box(9, 9, 10, 10)]) and not collisions([Box(0, 0, 10, 10), Box(10, 0, 9, 9)])


def test_where_several_windows_count_from_one_day_each_figure_says_which_question_it_is_for(tmp_path):
    lumenta = fictional_vendors(tmp_path)["lumenta"]
    asked = {figure.key: figure.asked for figure in all_named(lumenta, lumenta.policies[0]) if figure.start}
    assert asked == {
        "window.refund": "Bought within 30 days?", "window.exchange": "Bought within 14 days?", "window.doa": "",
    }  # fmt: skip


@pytest.mark.parametrize("vendor", [FLIR, PIXELINK], ids=["FLIR", "Pixelink"])
def test_a_figure_that_is_alone_with_its_day_needs_no_question(vendor):
    assert not any(figure.asked for figure in all_named(vendor, vendor.policies[0]))


def test_a_tree_too_large_to_be_read_is_a_list_alone():
    tree = decision(FLIR, grown([8, 8]))
    assert tree.ends > MANY and drawings(tree) == (None, None)


@pytest.mark.parametrize("text", [LONG, WORD, "ü" * 60, "日本語" * 9, "a", ""])
@pytest.mark.parametrize("room", [40, 110, 280])
def test_lines_keep_every_letter_and_their_room(text, room):
    lines = broken(text, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= room for line in lines)


# The bars


@pytest.mark.parametrize("vendor", [FLIR, PIXELINK, MIXED], ids=["FLIR", "Pixelink", "mixed"])
def test_a_bar_is_as_long_as_its_months(vendor):
    whole = axis(vendor).months
    shares = [(row.months, row.bars[-1].share) for row in overview(vendor) if row.months]
    for family in vendor.products.families:
        told = rows(vendor, vendor.policies[0], family)
        months = [row.months for row in vendor.products.warranty if family.slug in row.when["family"]]
        shares += zip(months, (row.bar.share for row in told), strict=True)
    assert all(share == pytest.approx(months * 100 / whole, abs=0.01) and share <= 100 for months, share in shares)


def test_the_axis_is_marked_where_its_years_stand():
    assert axis(FLIR).marks == ((0.0, "0"), (33.33, "1"), (66.67, "2"), (100.0, "3 years"))
    assert axis(MIXED).marks[-1] == (100.0, "5 years") and axis(PIXELINK).marks == ()


def test_families_stand_by_length_and_those_without_one_come_last():
    months = [row.months for row in overview(FLIR)]
    assert months == sorted(months, reverse=True) and months[-1] == 0
    assert all((row.bars[0].look == "silent") == (row.months == 0) for row in overview(FLIR))


def test_what_only_some_of_a_family_have_is_drawn_apart():
    oryx = overview(MIXED)[0]
    assert (oryx.length, [bar.look for bar in oryx.bars]) == ("18 months to 5 years", ["some", "some"])
    told = rows(MIXED, FLIR.policies[0], next(one for one in FLIR.products.families if one.slug == "oryx"))
    lengths = [("18 months", "Sent from Europe."), ("5 years", "Sent from Canada.")]
    assert [(row.length, *row.holds) for row in told] == lengths


def test_what_every_camera_of_a_family_has_is_drawn_full_and_what_some_have_besides_is_open():
    whole = WarrantyRow(months=12, source="models", when=dict(family=["oryx"]))
    vendor = replace(FLIR, products=replace(FLIR.products, warranty=[whole, *ROWS]))
    assert [(bar.share, bar.look) for bar in overview(vendor)[0].bars] == [(20.0, "sure"), (100.0, "some")]


def test_a_doubt_is_hatched_and_said():
    for row in overview(FLIR):
        assert (row.bars[0].look == "doubt") == bool(row.doubts), row.family.name


# Who pays

SURE = {"there": ("freight-in", False), "back": ("freight-back", False)}
DOUBTED = SURE | {"back": ("freight-back", True)}  # whether it also holds out of warranty, FLIR's page does not say
PAYS = [
    ("warranty", (), (), SURE),
    ("paid", (), (), DOUBTED),
    ("refund", (), (), {"there": ("freight-in", False), "refund": ("restocking", False)}),
    ("warranty", ("quote", "agree"), (), DOUBTED),
    ("paid", (), ("repair",), SURE | {"back": ("freight-back-as-is", True)}),
    ("ask", (), (), {}),
]


@pytest.mark.parametrize("kind, also, less, facts", PAYS)
def test_each_way_of_a_parcel_says_by_its_own_fact_who_pays(kind, also, less, facts):
    stops = journey(FLIR, FLIR.policies[0], kind, also=also, less=less)
    assert {stop.id: (stop.pays.key, bool(stop.pays.doubt)) for stop in stops if stop.pays} == facts


def test_a_way_nobody_is_named_for_says_so():
    policy = FLIR.policies[0]
    silent = replace(policy, facts=replace(policy.facts, freight_in=Fact(silent=True)))
    there = next(stop.pays for stop in journey(FLIR, silent) if stop.id == "there")
    assert (there.who, there.text, there.silent) == ("", "", "FLIR does not say who pays the way to FLIR.")
    site = create_site(site_at("", Settings(), {"flir": replace(FLIR, policies=(silent,))}, date(2026, 11, 22)))
    assert "not said" in [one.words for one in page(site, "/flir/").all("text")]


# The pages


@pytest.fixture(scope="module")
def site():
    return mixed_site()


def page(site, address):
    return Page(site.test_client().get(address).text)


@pytest.mark.parametrize("vendor", VENDORS)
def test_every_link_of_a_map_leads_to_a_page(site, vendor):
    links = [one["href"] for one in page(site, f"/{vendor}/map/").all("a") if one.inside("svg")]
    assert links and set(links) <= set(site.pages)


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_map_says_nothing_that_its_list_does_not_say(site, vendor):
    told = page(site, f"/{vendor}/map/")
    outline = next(one for one in told.all(cls="outline")).words
    for link in (one for one in told.all("a") if one.inside("svg")):
        said = [text.words for text in told.all("text") if link in text.around]
        kind = next((name.removeprefix("verdict-") for name in link.classes if name.startswith("verdict-")), "")
        assert all(words in outline for words in said) and (not kind or read_words().kinds[kind].name in outline), said


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_warranty_is_said_in_words_beside_every_bar(site, vendor):
    told = page(site, f"/{vendor}/products/")
    bars = [one for one in told.all("svg", cls="bar") if one.inside("ol")]
    assert len(bars) == len(overview(site_vendor(vendor))) and all(bar["aria-hidden"] == "true" for bar in bars)
    for row in overview(site_vendor(vendor)):
        line = next(one.words for one in told.all("li") if one.words.startswith(row.family.name))
        assert (row.length or "not found") in line and all(doubt in line for doubt in row.doubts)


def site_vendor(slug):
    return MIXED if slug == "flir" else VENDORS[slug]


def test_the_journey_says_in_words_who_pays(site):
    told = page(site, "/flir/")
    [words] = [one.words for one in told.all("desc")]
    for stop in journey(FLIR, FLIR.policies[0]):
        if stop.pays:
            assert stop.pays.text in words and any(stop.pays.text in one.words for one in told.all("li")), stop.id


def test_a_figure_and_its_per_cent_share_a_line(site):
    for address in ("/flir/", "/flir/guide/", "/flir/outcome/refund/"):
        text = site.test_client().get(address).text.partition("<main")[2]
        shown = re.sub("<[^>]+>", "", text.partition("</main")[0])
        assert re.search(r"\d\u00a0%", shown) and not re.search(r"\d %", shown), address


def test_a_text_without_a_date_says_so_once(site):
    margin = site.test_client().get("/pixelink/guide/").text.partition("<aside")[2].partition("</aside")[0]
    assert margin.count("a text whose date we do not know") == 1 and "Bears no date" not in margin.partition("</dl>")[0]
