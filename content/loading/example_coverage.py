"""What no example of a vendor covers: rules, both sides of each window, facts of outcomes, families' warranties."""

from content.eligibility.catalogue import family_rows
from content.eligibility.judge import as_said, last_day
from content.explain.holds import holds_for
from content.loading.examples import case_of, policy_of, verdict_of

SIDES = ((0, "its last day"), (1, "the first day after it"))  # days past the end of a window


def uncovered(vendor):
    """Sentences, revision by revision, of what no example covers; archived texts are left out."""
    for policy in vendor.policies:
        if not policy.archived:
            own = [example for example in vendor.examples if policy_of(vendor, example).name == policy.name]
            yield from (f"{vendor.slug} {policy.name}: {what}" for what in _of_policy(vendor, policy, own))
    families = {case_of(vendor, example).family for example in vendor.examples if example.purpose == "repair"}
    for family in vendor.products.families:
        if family_rows(vendor, family.slug) and family.slug not in families:
            yield f"{vendor.slug}: the warranty of the family {family.slug!r}"


def _of_policy(vendor, policy, examples):
    reached = {verdict_of(vendor, example).rule.id for example in examples}
    yield from (f"the rule {rule.id!r}" for rule in policy.rules if rule.id not in reached)
    yield from _of_windows(vendor, policy, examples)
    covered = {key for rule in policy.rules if rule.id in reached for key in rule.outcome.facts}
    cited = dict.fromkeys(key for rule in policy.rules for key in rule.outcome.facts)
    yield from (f"the fact {key!r}, told by those rules alone" for key in cited if key not in covered)


def _of_windows(vendor, policy, examples):
    """Each side of the end of each row of a window that no example is asked on."""
    for name in (name for name in policy.windows if name in policy.answers):
        asked = {_asked(vendor, policy, name, example) for example in examples}
        for row in (row for row in policy.window(name) if not row.silent):
            told = ", ".join(filter(None, (f"the window {name!r}", holds_for(policy, row.when))))
            yield from (f"{told}, {side}" for past, side in SIDES if (id(row), past) not in asked)


def _asked(vendor, policy, name, example):
    """The one row of a window that holds for an example, and how many days past its end that is asked; None without."""
    case = as_said(policy, case_of(vendor, example))
    rows = policy.window(name, case.situation)
    last = last_day(rows[0], case.dates) if len(rows) == 1 else None
    return last and (id(rows[0]), (example.on - last).days)
