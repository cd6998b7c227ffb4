"""What an edit of the content changes for customers: every situation whose outcome, fee, freight or deadline differs.

`differences(old, new)` gives a Change for each; none at all means that whatever was edited, nobody is affected. As
JSON (`python -m content diff REV --json`) a Change is an object with these keys:

    vendor     the vendor's slug
    revision   the revision's name, in the new tree where it has one; "" for what concerns them all
    since      the day from which it holds, where that day is still to come; else ""
    what       vendor | revision | outcome | fee | freight | deadline | warranty | fact | question | answer | rule |
               family
    key        what exactly: a fact's key, a question's, rule's or family's id, "question/answer"; else ""
    who        who is affected: question id, "family", "model", "region", "country", "part", "items", "bought" or
               "days-after-EVENT" -> [values]; empty where everyone is. Days are "0-30" or "31-", days of purchase
               [first, last or null]; an event's day that nobody knows is "unknown", a question that nobody put to
               them is "not asked"
    was, now   what held and what holds: null where there was or is none; for an outcome {rule, kind, title, instead,
               costs}, for a fact its value, for a warranty [length, doubted, clock, condition], a region or what
               voids it, for what is new or gone its name
    sentence   all of it in words
"""

from content.dates import judging_day, now
from content.history.diff.catalogue import families, models, vendor_wide
from content.history.diff.change import Change, Tree
from content.history.diff.revisions import pairs, revisions
from content.history.diff.rewording import rewordings
from content.history.diff.structure import structure
from content.history.diff.verdicts import verdicts
from content.history.diff.warranties import warranties

ORDER = "vendor revision outcome fee freight deadline warranty fact question answer rule family".split()


def differences(old, new, day=None):
    """Every Change from `old` to `new`, Trees or {slug: Vendor}, as customers meet it on `day`; the gravest first."""
    old, new, day = Tree.of(old), Tree.of(new), day or judging_day("", now())
    slugs = [*(new.vendors | old.vendors)]
    found = [change for slug in slugs for change in _of_vendor(old, new, slug, day)]
    # Texts that are compared twice, such as one in force and one still to come, tell what they share once.
    once = list({(change.vendor, change.sentence): change for change in reversed(found)}.values())[::-1]
    return sorted(once, key=lambda change: (slugs.index(change.vendor), ORDER.index(change.what)))


def words_only(old, new, day=None):
    """Sentences on what reads otherwise from `old` to `new` and changes nothing for anybody."""
    old, new, day = Tree.of(old).vendors, Tree.of(new).vendors, day or judging_day("", now())
    shared = [(slug, pairs(old[slug], new[slug], day)) for slug in new if slug in old]
    return [sentence for slug, texts in shared for sentence in rewordings(slug, texts)]


def _of_vendor(old, new, slug, day):
    before, after = old.vendors.get(slug), new.vendors.get(slug)
    if not before or not after:
        name, news = (after or before).name, "is new" if after else "is gone"
        found = [Change(what="vendor", was=before and name, now=after and name, sentence=f"{name} {news}.")]
    else:
        found = [*revisions(before, after, day), *vendor_wide(before, after), *families(before, after)]
        found += [*models(before, after), *warranties(before, after)]
        for pair in pairs(before, after, day):
            changes = (*verdicts(old, new, before, after, pair), *structure(pair))
            found += [change._replace(revision=pair.new.name, since=pair.since) for change in changes]
    return [change._replace(vendor=slug) for change in found]
