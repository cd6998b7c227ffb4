"""Policies that nobody has written yet: rows of every sort in any order, also such as no editor could publish."""

from datetime import timedelta

from hypothesis import strategies as st
from msgspec.structs import replace

from content.eligibility.events import LATER
from content.schema.facts import Clock, Fact, Fee, Freight, Start
from content.schema.policy import CLOSED_QUESTIONS, ELSEWHERE, WINDOW, Question, with_names
from content.schema.products import WarrantyRow
from content.schema.window import Window
from tests.support.alike import EVENTS, TODAY
from tests.support.vendor_folder import shipped_vendors

FLIR = shipped_vendors()["flir"]
HELD = FLIR.policies[0]
FAMILIES = ("oryx", "firefly")
REGIONS = ("eu", "us", ELSEWHERE)
PARTS = ("lens", "board")
SILENT = {"silent": True}
DOUBTS = st.sampled_from(["", "", "Another page says otherwise."])


def some(names):
    """One of these names or several, as a row may name them."""
    return st.sampled_from(names) | st.lists(st.sampled_from(names), unique=True, min_size=1)


def rows_for(**more):
    """What a row may hold for: names on none of the axes, on one, or on several."""
    return st.fixed_dictionaries({}, optional=OF_WARRANTIES | more)


OF_WARRANTIES = {
    "family": some(FAMILIES), "region": some(REGIONS), "sold": some(REGIONS), "part": some(PARTS),
    "sealed": some(["no", "yes"]), "bought_from": some(["direct", "dealer"]),
}  # fmt: skip
BEFORE_A_RULE = rows_for(purpose=some(CLOSED_QUESTIONS["purpose"]))
WHENS = BEFORE_A_RULE | rows_for(kind=some(["refund", "warranty", "paid"]))
GATES = st.none() | st.none() | st.dates(TODAY - timedelta(1200), TODAY)
STARTS = st.builds(
    Start, event=st.sampled_from(EVENTS), plus=st.sampled_from([0, 1, 7]), plus_months=st.sampled_from([0, 0, 6])
)
CLOCKS = st.builds(
    Clock, event=st.sampled_from(EVENTS), plus=st.sampled_from([0, 1, 7]), otherwise=st.none() | STARTS,
    or_=st.none() | STARTS | st.builds(Start, event=st.sampled_from(LATER)), latest=st.none() | STARTS,
)  # fmt: skip
DAYS = st.fixed_dictionaries({"days": st.sampled_from([30, 90]), "or_": st.none() | st.sampled_from([14, "longer"])})
LENGTHS = DAYS | st.fixed_dictionaries({"words": st.sampled_from(["by-contract", "none"])}) | st.fixed_dictionaries(
    {
        "months": st.sampled_from([1, 12, 24]),
        "or_": st.none() | st.sampled_from([6, 36, "longer", "shorter"]),
        "extended": st.none() | st.just(36),
    }
)
WARRANTIES = st.builds(
    lambda length, **more: WarrantyRow("manuals", **length, **more), length=LENGTHS, from_=GATES, to=GATES,
    clock=st.none() | CLOCKS, of=st.just("") | st.sampled_from(EVENTS), when=rows_for(), doubt=DOUBTS,
)  # fmt: skip
LASTS = [{"days": 1}, {"days": 30}, {"months": 1}, {"months": 7}, {"business_days": 10}, {"hours": 72}, SILENT]
WINDOWS = st.builds(
    lambda length, **more: Window(**length, **more), after=st.sampled_from(EVENTS), plus=st.sampled_from([0, 1]),
    length=st.sampled_from(LASTS), when=BEFORE_A_RULE,
    doubt=DOUBTS, assumed=st.booleans(),
)  # fmt: skip


def facts(values, doubts=DOUBTS):
    """A fact that is silent, of one value, or a list of rows."""
    stated = st.builds(lambda value, **more: Fact(value, **more), value=values, doubt=doubts, when=WHENS)
    silent = st.builds(Fact, silent=st.just(True), when=WHENS)
    return st.just(Fact(silent=True)) | values.map(Fact) | st.lists(stated | silent, min_size=1, max_size=4)


PAID = st.builds(Freight, payer=st.sampled_from(["you", "vendor"]))
FACTS = {
    "refund_at_most": facts(st.sampled_from([1, 3])),
    "refund_never": facts(st.sampled_from([["Oryx"], ["Grasshopper", "Firefly"]])),
    "warranty_clock": facts(CLOCKS),
    "freight_in": facts(PAID),
    "freight_back": facts(PAID),
    "restocking": facts(st.just(Fee(percent=25, of="price"))),
}
ASKED = {
    "region": (*REGIONS, "unknown"), "sold": (*REGIONS, "unknown"), "part": (*PARTS, "unknown"),
    "sealed": ("no", "yes"),
}  # fmt: skip


@st.composite
def strangers(draw):
    """(vendor, policy) with anything a policy file may hold that the shipped ones do not."""
    places = sorted(draw(st.sets(st.sampled_from([*ASKED]))))
    questions = [Question(id, [*ASKED[id]], assume=ASKED[id][-1]) for id in places]
    for id, assumed in {"too-many": ["", "no", "yes"], "excluded": ["", "no", "unknown"]}.items():
        questions.append(Question(id, [*CLOSED_QUESTIONS[id]], assume=draw(st.sampled_from(assumed))))
    if draw(st.booleans()):
        questions.append(Question("family", [*FAMILIES, "unknown"]))
    windows = {name: draw(WINDOWS | st.lists(WINDOWS, min_size=1, max_size=3)) for name in ("refund", "arrival")}
    questions += [Question(id, [*WINDOW]) for id in windows] + [HELD.question("warranty"), HELD.question("purpose")]
    purposes = zip(HELD.rules, CLOSED_QUESTIONS["purpose"], strict=False)
    rules = [replace(rule, when={"purpose": id}) for rule, id in purposes]
    stated = replace(HELD.facts, **{key: draw(values) for key, values in FACTS.items()})
    regions = draw(st.sampled_from([{}, {"eu": ["DE", "FR"], "us": ["US"]}]))
    products = replace(FLIR.products, warranty=draw(st.lists(WARRANTIES, max_size=5)), regions=regions)
    policy = replace(HELD, questions=questions, windows=windows, facts=stated, rules=rules)
    return replace(FLIR, products=products), with_names(policy, products)
