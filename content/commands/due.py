"""List what was read longest ago, and what rests on it: every source of every vendor, and the texts without a date."""

from content.dates import judging_day, months_written, now, written
from content.loading.source_uses import age_in_months, source_uses
from content.loading.vendor_folder import load_vendors

TO_DO = """\
Read each page again. Where it still says the same, write today's day as `read`. Where it does not, docs/editor.md tells
what to do: How do I change a policy?"""
UNDATED = "These texts bear no date of their own. Look whether the vendor has given one, and write it as `dated`:"


def arguments(parser):
    parser.add_argument("--months", type=int, default=0, help="only what was read that many months ago or before")


def run(asked):
    """Print each source with its address, its day and what rests on it, the oldest first."""
    vendors, today = load_vendors(asked.vendors).values(), judging_day("", now())
    due = [use for use in source_uses(vendors) if age_in_months(use.source.read, today) >= asked.months]
    for use in due:
        print(*_lines(use, today), "", sep="\n")
    print(TO_DO if due else f"Nothing was read {months_written(asked.months)} ago or before.")
    undated = [(vendor, policy) for vendor in vendors for policy in vendor.policies if policy.dated is None]
    if undated:
        print("", UNDATED, *(_undated(vendor, policy) for vendor, policy in undated), sep="\n")


def _lines(use, today):
    age = age_in_months(use.source.read, today)
    ago = f"{months_written(age)} ago" if age > 0 else "less than a month ago"
    yield f"{written(use.source.read)}, {ago}: {use.slug}/vendor.toml [sources.{use.id}]"
    yield f"  {use.source.title}"
    yield f"  {use.source.address or 'no address'}"
    for file, keys in use.uses.items():
        yield f"  {file}: {', '.join(keys)}"
    if not use.uses:
        yield "  nothing rests on it"


def _undated(vendor, policy):
    return f"  {vendor.slug}/policies/{policy.name}.toml, read {written(policy.read)}"
