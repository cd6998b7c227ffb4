"""The consequence diff: whom an edit affects, told in words, and nobody where nothing that judges changed."""

import json
import os
import shutil
import subprocess
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from content.__main__ import main
from content.commands import diff as diff_command
from content.eligibility.catalogue import find_model
from content.eligibility.judge import Case, judge
from content.errors import ContentError
from content.explain.outcome import outcome_in_words
from content.history.diff import differences, words_only
from content.history.diff.earlier_state import read_revision, read_tree
from content.history.diff.situations import groups_of
from content.history.publish import publish
from content.loading.vendor_folder import load_vendors
from content.places import VENDORS, WORDS
from content.schema.facts import Fact, Fee, Freight
from content.schema.products import WarrantyRow
from content.schema.text import QuestionText
from tests.support.vendor_folder import FLIR, PIXELINK, TEXT, copy_of, edit, remove_rule, shipped_vendors

DAY = date(2026, 11, 22)
SHIPPED = shipped_vendors()
FLIR_NOW = SHIPPED["flir"]
WINDOW = 'refund = { days = 30, after = "purchase" }'
FREIGHT_IN = "freight-in            = { value = { payer ="
ROW = 'when   = { family = ["ladybug5"] }'


@pytest.fixture
def flir(tmp_path):
    return without_examples(copy_of("flir", tmp_path / "vendors"))


@pytest.fixture
def pixelink(tmp_path):
    return without_examples(copy_of("pixelink", tmp_path / "vendors"))


def copy_others(vendors):
    """Every shipped vendor that does not stand in that folder yet."""
    for slug in SHIPPED:
        (vendors / slug).exists() or copy_of(slug, vendors)


def without_examples(folder):
    """The folder without the editor's own examples, which would be the first to object."""
    (folder / "examples.toml").unlink(missing_ok=True)
    return folder


def changes(folder):
    """What an edited folder changes for the vendor it was copied from."""
    return differences({folder.name: SHIPPED[folder.name]}, load_vendors(folder.parent), DAY)


def told(folder):
    return [change.sentence for change in changes(folder)]


def with_products(**parts):
    return {"flir": replace(FLIR_NOW, products=replace(FLIR_NOW.products, **parts))}


# Who is affected


def test_a_longer_window_names_the_days_that_changed_hands(flir):
    edit(flir, FLIR, WINDOW, WINDOW.replace("30", "45"))
    [change] = changes(flir)
    assert (change.what, change.was["kind"], change.now["kind"]) == ("outcome", "no", "refund")
    assert change.who["days-after-purchase"] == ["31-45"] and change.who["purpose"] == ["refund"]
    assert change.sentence.startswith("Bought 31 to 45 days ago, “What would you like to send back?” answered")
    assert (
        "was “The time for a refund is over” (Not offered), is now “You may return it for a refund”" in change.sentence
    )
    assert "Restocking fee: 25 % of the price (you pay)" in change.sentence


def test_a_shorter_window_names_them_too(flir):
    edit(flir, FLIR, WINDOW, WINDOW.replace("30", "14"))
    [change] = changes(flir)
    assert change.who["days-after-purchase"] == ["15-30"] and change.now["kind"] == "no"


def test_another_fee_names_all_who_pay_it(flir):
    edit(flir, FLIR, "percent = 25", "percent = 20")
    [change] = changes(flir)
    assert (change.what, change.key, change.was["percent"], change.now["percent"]) == ("fee", "restocking", 25, 20)
    assert change.who["days-after-purchase"] == ["0-30", "unknown"]
    assert "Restocking fee: was 25 % of the price (you pay), is now 20 % of the price (you pay)." in change.sentence


def test_another_payer_of_the_freight_is_told(pixelink):
    edit(pixelink, PIXELINK, f'{FREIGHT_IN} "you"', f'{FREIGHT_IN} "vendor"')
    found = changes(pixelink)
    assert {(change.what, change.key) for change in found} == {("freight", "freight-in")}
    assert "was what your carrier asks (you pay), is now free for you (Pixelink pays)." in found[0].sentence


def test_another_deadline_is_told_to_those_who_wait_for_it(pixelink):
    edit(pixelink, PIXELINK, "least = 20, most = 30", "least = 10, most = 20")
    found = changes(pixelink)
    assert {change.what for change in found} == {"deadline"}
    assert [change.who["bought_from"] for change in found] == [["other"], ["direct"]]
    assert found[1].who["warranty"] == ["out", "unknown"]
    assert (
        "was 20 to 30 business days from the day it arrives there, is now 10 to 20 business days" in told(pixelink)[0]
    )


def test_a_fact_newly_stated_is_no_longer_silent(flir):
    edit(flir, FLIR, "rma-validity          = { silent = true }",
         'rma-validity = { value = { most = 60, unit = "days", after = "issue" } }')  # fmt: skip
    found = changes(flir)
    assert {(change.what, change.key) for change in found} == {("deadline", "rma-validity")}
    assert all("was not stated, is now 60 days from the day the RMA number is issued." in one for one in told(flir))


def test_a_fact_that_no_outcome_tells_is_told_to_everyone(flir):
    edit(flir, FLIR, 'status-lost           = { value = "portal-with-rma-number" }', "status-lost = { silent = true }")
    edit(flir, "guide.md", "{status-lost}", "")
    [change] = changes(flir)
    assert (change.what, change.who, change.now) == ("fact", {}, None) and change.sentence.startswith("Everyone: ")


def test_a_longer_warranty_names_its_families(flir):
    for slug in ("ladybug5", "flea3-usb3"):
        row = f'when   = {{ family = ["{slug}"] }}'
        edit(flir, "products.toml", f'months = 24\nor     = "longer"\n{row}', f'months = 36\nor     = "longer"\n{row}')
    [change] = changes(flir)
    was, now = "2 years or longer (in doubt)", "3 years or longer (in doubt)"
    assert change.sentence == f"Flea3 USB3 and Ladybug5: the warranty was {was}, is now {now}."
    assert (change.what, change.who) == ("warranty", {"family": ["flea3-usb3", "ladybug5"]})


def test_a_warranty_that_changes_with_the_day_and_the_region_says_so():
    rows = [
        WarrantyRow(months=12, source="models"),
        WarrantyRow(months=24, source="models", from_=date(2024, 3, 1), when=dict(region=["europe"])),
    ]
    old, new = with_products(warranty=rows[:1]), with_products(warranty=rows, regions={"europe": ["DE"]})
    told = [change.sentence for change in differences(old, new, DAY)]
    assert told == [
        "Customers in DE: their region was none, is now europe.",
        "Sent from europe, bought from 1 March 2024 on: the warranty was 1 year, is now 2 years.",
    ]


def test_a_doubt_lifted_from_a_warranty_is_a_consequence(flir):
    doubt = 'source = "ladybug5"\ndoubt  = "Manuals of other families from that time say more."'
    edit(flir, "products.toml", f'or     = "longer"\n{ROW}\n{doubt}', f'{ROW}\nsource = "ladybug5"')
    assert told(flir) == ["Ladybug5: the warranty was 2 years or longer (in doubt), is now 2 years."]


def test_another_time_zone_moves_the_last_day(flir):
    edit(flir, "vendor.toml", "scope ", 'zone = "America/Vancouver"\nscope ')
    assert told(flir) == [
        "Everyone: the last day of a window ends by the clock of America/Vancouver; it ended by that of UTC-12."
    ]


def test_a_limit_on_items_names_how_many(flir):
    policy = FLIR_NOW.policies[0]
    ask = replace(policy.questions[-1], id="too-many", answers=["no", "yes"])
    words = QuestionText("More than {count}?", {"no": "No", "yes": "Yes"})
    told = replace(policy.text, questions=policy.text.questions | {"too-many": words})
    rules = [
        replace(rule, when=rule.when | ({"too-many": "no"} if rule.id == "refund" else {})) for rule in policy.rules
    ]
    closed = replace(policy.rule("refund-closed"), id="too-many", when=policy.rule("refund").when | {"too-many": "yes"})

    def limited(most):
        facts = replace(policy.facts, refund_at_most=Fact(value=most))
        asked = [*policy.questions, ask]
        text = replace(policy, facts=facts, questions=asked, rules=[*rules, closed], text=told)
        return {"flir": replace(FLIR_NOW, policies=(text,))}

    [change, *_] = differences(limited(3), limited(5), DAY)
    assert change.who["items"] == ["4-5"] and "4 to 5 items" in change.sentence


def test_another_assumption_is_told_to_those_whom_nobody_asked(flir):
    edit(flir, FLIR, 'assume  = "machine-vision"', 'assume = "other"')
    found = [change for change in changes(flir) if change.what == "outcome"]
    assert all(change.who["product"] == ["not asked"] for change in found)
    assert {("in-warranty", "other-product"), ("refund", "other-product")} <= {
        (change.was["rule"], change.now["rule"]) for change in found
    }
    assert all("“What would you like to send back?” not asked" in change.sentence for change in found)


def test_another_assumption_that_leads_to_the_same_affects_nobody(pixelink):
    old = read_tree(pixelink.parent).vendors["pixelink"]
    asked = replace(old.policies[0].questions[0], id="idle", answers=["no", "yes"], assume="no")
    texts = [
        replace(old.policies[0], questions=[*old.policies[0].questions, replace(asked, assume=taken)])
        for taken in ("no", "yes")
    ]
    states = [{"pixelink": replace(old, policies=(text,))} for text in texts]
    assert differences(*states, DAY) == []


def test_a_question_that_the_form_asks_now_is_told(flir):
    edit(flir, FLIR, 'assume  = "machine-vision"', 'assume = "machine-vision"\nin-form = true')
    [change] = changes(flir)
    assert (change.what, change.key, change.was, change.now) == ("question", "product", False, True)
    assert "is now asked in the form, where the checker did not ask; before, “" in change.sentence
    [back] = differences(load_vendors(flir.parent), {"flir": FLIR_NOW}, DAY)
    assert "is no longer asked in the form: “" in back.sentence


# Which family a model is told as


def listed(**families):
    """FLIR's families with other models or prefixes: {slug: {prefixes, models}}."""
    with_them = [replace(one, **families.get(one.slug.replace("-", "_"), {})) for one in FLIR_NOW.products.families]
    return with_products(families=with_them)


def test_a_prefix_that_moved_names_both_families():
    moved = listed(blackfly_s={"prefixes": []}, ladybug3={"prefixes": ["BFS-"]})
    [change] = differences({"flir": FLIR_NOW}, moved, DAY)
    assert change.sentence == "BFS-…: told as Blackfly S before, now as Ladybug3."
    assert (change.who, change.was, change.now) == ({"model": ["BFS-…"]}, "blackfly-s", "ladybug3")


def test_models_that_moved_are_told_together():
    models = next(one.models for one in FLIR_NOW.products.families if one.slug == "blackfly-s")
    moved = listed(blackfly_s={"models": []}, ladybug3={"models": models})
    [change] = differences({"flir": FLIR_NOW}, moved, DAY)
    assert change.who == {"model": models} and change.sentence.endswith(
        f"and {len(models) - 3} more: told as Blackfly S before, now as Ladybug3."
    )


def test_a_model_that_its_prefix_finds_anyway_or_that_is_new_moves_nobody():
    free = listed(blackfly_s={"models": []}, ladybug3={"prefixes": ["LB3-"], "models": ["LB3-X"]})
    assert differences({"flir": FLIR_NOW}, free, DAY) == []


# What is new or gone


def test_an_outcome_that_is_gone_is_told_with_those_who_ended_there(flir):
    remove_rule(flir, FLIR, "other-matter")
    edit(
        flir,
        FLIR,
        'purpose = "repair", warranty = "unknown" }',
        'purpose = ["repair", "other"], warranty = "unknown" }',
    )
    rule = '[[rules]]\nid = "rest"\nwhen = {product = "machine-vision", purpose = "other", warranty = ["in", "out"]}\n'
    text = (flir / FLIR).read_text("utf-8")
    (flir / FLIR).write_text(f'{text}\n{rule}[rules.outcome]\nkind = "ask"\n', "utf-8")
    edit(flir, TEXT, "[outcomes.refund]", '[outcomes.rest]\ntitle = "Tell support"\n[outcomes.refund]')
    found = {(change.what, change.key) for change in changes(flir)}
    assert {("outcome", "rest"), ("outcome", "warranty-unknown"), ("rule", "rest"), ("rule", "other-matter")} <= found


def test_a_new_family_a_new_answer_and_a_new_question_are_told(pixelink):
    edit(pixelink, "products.toml", '[[families]]\nslug     = "pl-a"', '[[families]]\nslug = "pl-x"\nname = "PL-X"\n'
         '[[families]]\nslug     = "pl-a"')  # fmt: skip
    answers = 'answers = ["direct", "dealer", "other", "unknown", "found"]'
    edit(pixelink, PIXELINK, 'id = "bought_from"', f'id = "bought_from"\n{answers}')
    hints = "[questions.bought_from.hints]"
    edit(pixelink, TEXT, hints, f'found = "I found it"\n{hints}')
    edit(pixelink, PIXELINK, 'when = { bought_from = "other" }', 'when = { bought_from = ["other", "found"] }')
    with pytest.raises(ContentError, match="exactly these answers"):
        load_vendors(pixelink.parent)
    new = read_tree(pixelink.parent)
    assert [change.sentence for change in differences({"pixelink": SHIPPED["pixelink"]}, new, DAY)] == [
        "The answer “I found it” to “Where did you buy it?” is new.",
        "The family PL-X is new.",
    ]
    gone = differences(new, {"pixelink": SHIPPED["pixelink"]}, DAY)
    assert [change.sentence[-8:] for change in gone] == ["is gone."] * 2


def test_a_vendor_is_new_or_gone():
    alone, two = {"flir": FLIR_NOW}, {slug: SHIPPED[slug] for slug in ("flir", "pixelink")}
    assert [change.sentence for change in differences(alone, two, DAY)] == ["Pixelink is new."]
    assert [change.sentence for change in differences(two, alone, DAY)] == ["Pixelink is gone."]


def newer(dated):
    cheaper = replace(FLIR_NOW.policies[0].facts, restocking=Fact(value=Fee(percent=10, of="price")))
    text = replace(FLIR_NOW.policies[0], name="newer", dated=dated, facts=cheaper)
    return {"flir": replace(FLIR_NOW, policies=(text, *FLIR_NOW.policies))}


def test_a_new_text_in_force_is_compared_with_the_one_before():
    found = differences({"flir": FLIR_NOW}, newer(date(2026, 11, 1)), DAY)
    assert [change.sentence for change in found[:2]] == [
        "The text of November 2026 is new.",
        "The text of November 2026 is in force now; before, the text of April 2020 was.",
    ]
    assert [(change.what, change.revision, change.since) for change in found[2:]] == [("fee", "newer", "")]


def test_a_text_still_to_come_says_from_when():
    found = differences({"flir": FLIR_NOW}, newer(date(2027, 3, 1)), DAY)
    assert [(change.what, change.since) for change in found] == [("revision", ""), ("fee", "2027-03-01")]


def test_an_archived_text_is_told():
    old, new = newer(date(2026, 11, 1)), newer(date(2026, 11, 1))
    texts = new["flir"].policies
    new = {"flir": replace(new["flir"], policies=(texts[0], replace(texts[1], archived=True), texts[2]))}
    [change] = differences(old, new, DAY)
    assert change.sentence == "The text of April 2020 is archived: it judges nothing new."


# Nobody


def test_a_pure_refactor_affects_nobody(flir):
    edit(flir, TEXT, "The day you bought it counts", "That day counts")
    head, *rules = (flir / FLIR).read_text("utf-8").split("[[rules]]\n")
    (flir / "policies/renamed.toml").write_text("[[rules]]\n".join([f"# Anew\n{head}", *reversed(rules)]), "utf-8")
    (flir / FLIR).unlink()
    edit(flir, "guide.md", "Often the camera never", "Most cameras never")
    assert changes(flir) == []


def test_new_words_are_told_apart_and_affect_nobody(pixelink):
    edit(pixelink, TEXT, 'title = "Repair after a quote"', 'title = "A repair"')
    assert changes(pixelink) == []
    [told] = words_only(SHIPPED, load_vendors(pixelink.parent), DAY)
    key = "pixelink returns-and-rmas, outcomes.paid-repair.title"
    assert told == f"{key}: was “Repair after a quote”, is now “A repair”."


def test_words_that_two_texts_share_are_told_once(flir):
    edit(flir, TEXT, 'title = "Repair for a fee"', 'title = "A repair"')
    [told] = words_only(SHIPPED, load_vendors(flir.parent), DAY)
    assert told.startswith("flir 2020-04-17, outcomes.paid-repair.title: was")


def test_a_renamed_rule_moves_its_page_and_sends_nobody_elsewhere(flir):
    edit(flir, FLIR, 'id   = "paid-repair"', 'id   = "for-a-fee"')
    words = '[outcomes.for-a-fee]\ntitle = "Repair for a fee"\n'
    edit(flir, TEXT, "[outcomes.paid-repair]", f"{words}[outcomes.paid-repair]")
    assert sorted((change.what, change.key) for change in changes(flir)) == [
        ("rule", "for-a-fee"),
        ("rule", "paid-repair"),
    ]


EDITS = st.fixed_dictionaries({
    "days": st.sampled_from([14, 30, 31]), "percent": st.sampled_from([20, 25]),
    "freight": st.sampled_from(["you", "vendor"]), "title": st.booleans(), "order": st.permutations(range(8)),
    "swap": st.booleans(), "assume": st.sampled_from(["machine-vision", "other"]), "moved": st.booleans(),
})  # fmt: skip


def edited(days, percent, freight, title, order, swap, assume, moved):
    """FLIR's text after an edit of a few places at once."""
    text = FLIR_NOW.policies[0]
    freight = Fact(value=Freight(freight))
    facts = replace(text.facts, restocking=Fact(value=Fee(percent=percent, of="price")), freight_in=freight)
    rules, words = [text.rules[at] for at in order], text.text
    if title:
        shouted = {id: replace(words, title=f"{words.title}!") for id, words in words.outcomes.items()}
        words = replace(words, outcomes=shouted)
    if swap:  # a warranty nobody is sure of is repaired for a fee
        rules = [
            replace(rule, outcome=text.rule("paid-repair").outcome) if rule.id == "warranty-unknown" else rule
            for rule in rules
        ]
    windows = {"refund": replace(text.windows["refund"], days=days)}
    questions = [replace(asked, assume=assume) if asked.id == "product" else asked for asked in text.questions]
    text = replace(text, facts=facts, rules=rules, windows=windows, questions=questions, text=words)
    families = [
        replace(one, prefixes={"blackfly-s": [], "ladybug3": ["BFS-"]}.get(one.slug, one.prefixes)) if moved else one
        for one in FLIR_NOW.products.families
    ]
    products = replace(FLIR_NOW.products, families=families)
    return replace(FLIR_NOW, policies=(text, FLIR_NOW.policies[1]), products=products)


def met(vendor):
    """What every customer there can be meets: kind, way on and costs, found by judging one by one."""
    found, ends, families = [], {}, [find_model(vendor, typed).family for typed in ("BFS-NEW", "a stranger")]
    for days, purpose, warranty, said, family in product(
        [None, 30, 31, 1000],
        ("repair", "refund", "other"),
        ("in", "out", "unknown"),
        ({"product": "machine-vision"}, {"product": "other"}, {}),
        families,
    ):
        dates = {} if days is None else {"purchase": DAY - timedelta(days)}
        case = Case(purpose, family.slug if family else "", dates, warranty_said=warranty, said=said)
        verdict = judge(vendor, case, DAY)
        if verdict.rule.id not in ends:
            told = outcome_in_words(vendor, verdict.policy, verdict.rule)
            ends[told.rule] = told.kind, told.instead, [cost for cost in told.costs if not cost.silent]
        found.append(ends[verdict.rule.id])
    return found


@settings(max_examples=15)
@given(one=EDITS, other=EDITS)
def test_it_is_empty_exactly_where_every_customer_meets_the_same(one, other):
    old, new = edited(**one), edited(**other)
    assert (differences({"flir": old}, {"flir": new}, DAY) == []) == (met(old) == met(new))


@given(st.sets(st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(0, 1))))
def test_the_descriptions_hold_for_exactly_those_they_are_of(found):
    things = {"a": [0, 1, 2], "b": [0, 1, 2, 3], "c": [0, 1]}
    told = groups_of(sorted(found), things)
    covered = {one for box in told for one in product(*((things | box)[thing] for thing in things))}
    assert covered == found


# Other states of the content


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A repository whose last commit is content without a fact that came later, and other words."""
    root = tmp_path_factory.mktemp("repository")
    shutil.copytree(VENDORS, root / "content" / "vendors")
    shutil.copytree(WORDS, root / "content" / "words")
    for path in root.glob("content/vendors/*/policies/*.toml"):
        lines = path.read_text("utf-8").splitlines()
        path.write_text("\n".join(line for line in lines if not line.startswith("status-lost")), "utf-8")
    commit(root)
    return root


def commit(root):
    """Commit a folder as it stands."""
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@lab.example", "GIT_CONFIG_GLOBAL": os.devnull}
    who |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@lab.example"}
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Then"]):
        subprocess.run(["git", "-C", str(root), *words], check=True, env=os.environ | who)


def test_a_revision_of_the_repository_is_read_and_a_later_fact_counts_as_silent(repository):
    found = differences(read_revision("HEAD", repository), SHIPPED, DAY)
    assert {(change.key, change.was) for change in found} == {("status-lost", None)}


@pytest.mark.parametrize("named", ["nowhere", "--output=x", ""])
def test_a_revision_that_git_does_not_know_is_told(repository, named):
    with pytest.raises(ContentError, match="is neither a folder nor a revision that git knows here"):
        read_revision(named, repository)


def test_a_link_in_the_repository_is_not_followed(repository, tmp_path):
    copy = shutil.copytree(repository, tmp_path / "copy")
    (tmp_path / "vendor.toml").write_bytes((VENDORS / "flir/vendor.toml").read_bytes())
    link = copy / "content/vendors/flir/vendor.toml"
    link.unlink()
    link.symlink_to(tmp_path / "vendor.toml")
    commit(copy)
    assert read_tree(copy / "content").vendors["flir"]
    with pytest.raises(ContentError, match="flir/vendor.toml: this version of the kiosk cannot read it"):
        read_revision("HEAD", copy)


def test_without_git_a_folder_is_asked_for(repository, monkeypatch):
    monkeypatch.setenv("PATH", str(repository))
    with pytest.raises(ContentError, match="git is not on this computer; name a folder to compare with instead"):
        read_revision("HEAD", repository)


def test_a_state_that_cannot_be_read_is_told(flir):
    edit(flir, FLIR, "days = 30", "weeks = 4")
    with pytest.raises(ContentError, match="2020-04-17.toml: this version of the kiosk cannot read it"):
        read_tree(flir.parent)


def test_other_words_of_another_state_change_nobody_s_payer(tmp_path):
    shutil.copytree(VENDORS, tmp_path / "vendors")
    ours = 'text = "You pay the way to {vendor}."'
    edit(shutil.copytree(WORDS, tmp_path / "words"), "facts.toml", ours, ours.replace("You pay", "The customer pays"))
    assert differences(read_tree(tmp_path), SHIPPED, DAY) == []


def test_the_start_of_a_warranty_is_told_by_its_event_and_its_days(flir):
    was = "warranty-clock        = { silent = true }"
    edit(flir, FLIR, was, 'warranty-clock = { value = { event = "receipt", plus = 1 } }')
    counted = "was not stated, is now “The warranty is counted from the day after the day you received it”."
    assert told(flir) == [f"Everyone: When the warranty starts: {counted}"]


# The command


def test_the_command_tells_everything_in_words(flir, capsys):
    edit(flir, FLIR, WINDOW, WINDOW.replace("30", "45"))
    edit(flir, TEXT, 'title = "Repair for a fee"', 'title = "A repair"')
    copy_others(flir.parent)
    assert main(["diff", str(VENDORS), "--vendors", str(flir.parent)]) == 0
    head, sentence, only, words, count = capsys.readouterr().out.splitlines()
    assert head == "flir 2020-04-17" and sentence.startswith("  Bought 31 to 45 days ago, ")
    assert only.startswith("Only the words differ") and "“A repair”" in words and count == "1 difference"


def test_the_command_tells_programs_the_same(flir, capsys):
    edit(flir, FLIR, "percent = 25", "percent = 20")
    copy_others(flir.parent)
    assert main(["diff", str(VENDORS), "--vendors", str(flir.parent), "--json"]) == 0
    [change] = json.loads(capsys.readouterr().out)
    assert list(change) == ["vendor", "revision", "since", "what", "key", "who", "was", "now", "sentence"]
    assert (change["vendor"], change["what"], change["now"]["percent"]) == ("flir", "fee", 20)


def test_the_command_compares_with_what_was_last_published(capsys):
    assert main(["diff"]) == 0
    assert capsys.readouterr().out == "Nobody is affected.\n"


def test_the_command_tells_another_payer_and_other_words_apart(flir, monkeypatch, capsys):
    publish(SHIPPED, DAY, flir.parent.parent / "archive", flir.parent.parent / "changes.json")
    monkeypatch.setattr(diff_command, "ARCHIVE", flir.parent.parent / "archive")
    copy_others(flir.parent)
    edit(flir, FLIR, f'{FREIGHT_IN} "you"', f'{FREIGHT_IN} "vendor"')
    edit(flir, TEXT, 'title = "Repair for a fee"', 'title = "A repair"')
    assert main(["diff", "--vendors", str(flir.parent)]) == 0
    changed, _, words = capsys.readouterr().out.partition("Only the words differ, for nobody the outcome:\n")
    assert "The way there: was what your carrier asks (you pay), is now free for you (FLIR pays)." in changed
    assert "  flir 2020-04-17, outcomes.paid-repair.title: was “Repair for a fee”, is now “A repair”." in words
    assert "carrier" not in words and "A repair" not in changed


def test_a_folder_without_vendors_is_told(tmp_path, capsys):
    assert main(["diff", str(tmp_path)]) == 1
    assert "name content/ or a folder of vendors" in capsys.readouterr().err
