"""What no example of a vendor covers: rules, both sides of each window, facts of outcomes, families' warranties."""

from content.eligibility.catalogue import family_rows
from content.eligibility.events import counted_from
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
    for name, window in policy.windows.items():
        ages = {_past(window, example) for example in examples}
        yield from (f"the window {name!r}, {side}" for past, side in SIDES if past not in ages)
    covered = {key for rule in policy.rules if rule.id in reached for key in rule.outcome.facts}
    cited = dict.fromkeys(key for rule in policy.rules for key in rule.outcome.facts)
    yield from (f"the fact {key!r}, told by those rules alone" for key in cited if key not in covered)


def _past(window, example):
    """How many days past a window's end an example is asked; None where its event has no date."""
    first = counted_from(window.start, example.dates)
    return first and (example.on - first).days - window.days
