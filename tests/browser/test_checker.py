"""The checker in a real browser: walked as plain links it says what the judgement says, and its date field agrees."""

import shutil
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec import structs

from build import build
from content.dates import add_months
from content.eligibility.decision_tree import walk_tree
from content.eligibility.judge import Case, in_window, judge, last_day
from content.schema.window import Window
from content.settings.kiosk_toml import Settings
from forms.serve import frozen_site
from tests.support.eyes import serving
from tests.support.vendor_folder import shipped_vendors

VENDORS = shipped_vendors()
FLIR = VENDORS["flir"]
DAY = date(2026, 11, 22)
WINDOW = FLIR.policies[0].windows["refund"]
YEARS = "blackfly-s"  # a family whose manual prints a length without a doubt
DOUBTFUL = "ladybug3"


@pytest.fixture(scope="module")
def served(built):
    """The address of the site on a server."""
    with serving(frozen_site(built)) as url:
        yield f"{url}/"


@pytest.fixture(scope="module")
def unzipped(tmp_path_factory):
    """The address of the site as someone got it in a mail: zipped, and unpacked into a folder."""
    out, home = tmp_path_factory.mktemp("sent") / "site", tmp_path_factory.mktemp("Rück gabe #1")
    build(out, Settings(), VENDORS, DAY, folder=True, say=lambda *_, **__: None, urls=None)
    with zipfile.ZipFile(home / "site.zip", "w") as packed:
        for file in sorted(path for path in out.rglob("*") if path.is_file()):
            packed.write(file, file.relative_to(out))
    with zipfile.ZipFile(home / "site.zip") as packed:
        packed.extractall(home / "site")
    return f"{(home / 'site').as_uri()}/"


@pytest.fixture(params=["served", "unzipped"])
def site(request):
    """The address of the site, from a server and from a disk."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def page(page_at):
    """A narrow window without scripts; `page.failed` are the requests that came to nothing."""
    page = page_at(360, scripts=False)
    page.failed = []
    page.on("requestfailed", lambda request: page.failed.append(request.url))
    page.on("response", lambda answer: page.failed.extend([answer.url] * (answer.status >= 400)))
    return page


def entry(site, path):
    """An address below the site, as a link on it would name it."""
    return f"{site}{path}{'index.html' if site.startswith('file:') else ''}"


def choices(page):
    """[(answer, address)] as the page's links give them."""
    links = "rows => rows.map((row) => [row.dataset.answer, row.querySelector('a').href])"
    return [tuple(choice) for choice in page.locator("[data-answer]").evaluate_all(links)]


def ends(page, given=()):
    """(answers, rule) for every path on from here; a page without choices has to be an outcome."""
    ahead = choices(page)
    if not ahead:
        assert page.locator("h1").count() == 1 and page.locator("a.button").count()
        yield given, page.url.split("/outcome/")[1].split("/")[0]
    for answer, address in ahead:
        page.goto(address)
        yield from ends(page, (*given, answer))


def judged(vendor, answers):
    """The rule that the judgement gives someone to whom these answers are true; who is inside a window has a date."""
    known = {key: answers[key] for key in ("purpose", "bought_from") if key in answers}
    policy = vendor.policies[0]
    inside = [name for name in policy.windows if answers.get(name) == "in"]
    dates = {row.after: DAY for name in inside for row in policy.window(name)}
    case = Case(**known, dates=dates, warranty_said=answers.get("warranty", "unknown"), said=answers)
    return judge(vendor, case, DAY).rule.id


@pytest.mark.parametrize("slug", VENDORS)
def test_every_path_of_links_ends_where_the_judgement_does(slug, site, page):
    policy = VENDORS[slug].policies[0]
    page.goto(entry(site, f"{slug}/check/"))
    reached = dict(ends(page))
    steps = [step for step in walk_tree(policy) if step.rule]
    assert reached == {tuple(step.answers.values()): judged(VENDORS[slug], step.answers) for step in steps}
    assert page.failed == []


def test_links_that_lead_astray_are_seen(built, tmp_path, page):
    out = shutil.copytree(built, tmp_path / "site")
    asked = out / "flir/check/machine-vision/repair/index.html"
    text = asked.read_text("utf-8").replace("/outcome/paid-repair/", "/outcome/in-warranty/")
    asked.write_text(text, "utf-8")
    with serving(frozen_site(out)) as url:
        page.goto(f"{url}/flir/check/machine-vision/repair/")
        reached = dict(ends(page, ("machine-vision", "repair")))
    given = {"product": "machine-vision", "purpose": "repair", "warranty": "out"}
    assert reached[tuple(given.values())] != judged(FLIR, given) == "paid-repair"


def test_a_customer_taps_from_the_front_page_to_the_answer_and_back(site, page):
    page.goto(entry(site, ""))
    page.locator("main a.choice").filter(has_text="Pixelink").first.click()
    page.locator("main a[href*='check']").first.click()
    for answer in ("direct", "repair", "out"):
        page.locator(f"[data-answer={answer}] a").click()
    assert "/pixelink/outcome/paid-repair/" in page.url and "business days" in page.locator("main").inner_text()
    page.go_back()
    assert "/pixelink/check/direct/repair/" in page.url
    page.locator("p.back a").first.click()
    assert "/pixelink/check/direct/" in page.url and "repair" not in page.url


def test_the_look_comes_along(site, page):
    page.goto(entry(site, "flir/"))
    assert page.locator("a.choice").first.bounding_box()["height"] >= 44
    assert page.locator("html").evaluate("node => getComputedStyle(node).getPropertyValue('--accent')").strip() == (
        FLIR.file.theme.accent
    )


# The date field


def window_page():
    """The address of the page that asks FLIR's refund window."""
    policy = FLIR.policies[0]
    asked = next(step for step in walk_tree(policy) if step.question and step.question.id == "refund")
    return f"flir/check/{asked.path}/"


def picked(page, today, bought):
    """The answer the field points at when a day is typed on `today`."""
    page.clock.set_fixed_time(datetime(today.year, today.month, today.day, 12, tzinfo=UTC))
    page.locator("#bought").fill("")
    page.locator("#bought").fill(bought.isoformat())
    assert page.locator(".by-date [role=status]").inner_text()
    return page.locator("[data-answer].picked").get_attribute("data-answer")  # of two, it would refuse to choose


def test_the_field_counts_the_refund_s_days(served, page_at):
    page = page_at(360)
    page.goto(entry(served, window_page()))
    for today in (DAY, date(2027, 3, 1), date(2028, 3, 30)):
        for days, answer in ((0, "in"), (30, "in"), (31, "out"), (400, "out"), (-3, "unknown")):
            bought = today - timedelta(days=days)
            assert (in_window(WINDOW, {"purchase": bought}, today) or "unknown") == answer
            assert picked(page, today, bought) == answer, (today, days)


UNITS = [Window(business_days=10), Window(business_days=1), Window(hours=72), Window(hours=25), Window(months=1)]


@pytest.mark.parametrize("window", UNITS, ids=lambda window: "{} {}".format(*window.length))
def test_the_field_counts_every_unit_as_the_judgement_does(window, tmp_path, page_at):
    policy = structs.replace(FLIR.policies[0], windows={"refund": window})
    vendor = structs.replace(FLIR, policies=(policy,), examples=(), guide="")
    build(tmp_path / "site", Settings(), {"flir": vendor}, DAY, say=lambda *_, **__: None, urls=None)
    page = page_at(360)
    with serving(frozen_site(tmp_path / "site")) as url:
        page.goto(entry(f"{url}/", window_page()))
        for bought in (date(2026, 11, 20) + timedelta(days) for days in range(4)):  # from a Friday to a Monday
            last = last_day(window, {"purchase": bought})
            assert [picked(page, last + timedelta(days), bought) for days in (0, 1)] == ["in", "out"], bought


def test_the_field_counts_a_family_s_months(served, page_at):
    page = page_at(360)
    page.goto(entry(served, f"flir/products/{YEARS}/"))
    (months,) = [row.months for row in FLIR.products.warranty if YEARS in row.when["family"]]
    for bought in (date(2023, 11, 22), date(2024, 2, 29), date(2023, 8, 31)):
        last = add_months(bought, months)
        for today, answer in ((last, "in"), (last + timedelta(days=1), "out")):
            case = Case(purpose="repair", family=YEARS, dates={"purchase": bought})
            assert judge(FLIR, case, today).answers["warranty"] == answer
            assert picked(page, today, bought) == answer, (bought, today)


def test_a_day_that_lies_ahead_settles_nothing(site, page_at):
    page = page_at(360)
    for address in (window_page(), f"flir/products/{YEARS}/"):
        page.goto(entry(site, address))
        assert picked(page, DAY, DAY + timedelta(days=7)) == "unknown"


def test_the_link_pointed_at_is_followed_by_a_tap_and_the_field_alone_goes_nowhere(served, page_at):
    page = page_at(360)
    page.goto(entry(served, window_page()))
    assert picked(page, DAY, DAY - timedelta(days=30)) == "in" and window_page() in page.url
    page.locator(".picked a").click()
    assert page.url.endswith("/flir/outcome/refund/")


def test_a_day_taken_back_points_at_nothing(served, page_at):
    page = page_at(360)
    page.goto(entry(served, window_page()))
    picked(page, DAY, DAY)
    page.locator("#bought").fill("")
    assert page.locator(".picked").count() == 0


def test_a_doubtful_length_points_at_in_but_never_at_out(served, page_at):
    page = page_at(360)
    page.goto(entry(served, f"flir/products/{DOUBTFUL}/"))
    assert picked(page, DAY, DAY - timedelta(days=30)) == "in"
    assert picked(page, DAY, DAY - timedelta(days=3650)) == "unknown"


def test_without_scripts_no_field_is_shown_and_every_link_is(site, page):
    for address in (window_page(), f"flir/products/{YEARS}/"):
        page.goto(entry(site, address))
        assert not page.locator("#bought").is_visible()
        assert [answer for answer, _ in choices(page)] == ["in", "out", "unknown"]


def test_the_family_s_question_leads_where_the_checker_s_does(site, page):
    page.goto(entry(site, f"flir/products/{YEARS}/"))
    reached = {answer: Path(address.partition("/outcome/")[2]).parts[0] for answer, address in choices(page)}
    assert reached == {"in": "in-warranty", "out": "paid-repair", "unknown": "warranty-unknown"}
