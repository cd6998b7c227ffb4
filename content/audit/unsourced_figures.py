"""Searches the frozen pages for a figure, date, fee, carrier or address that comes from no fact of a policy.

On a page what a fact says stands in an element marked `data-fact="restocking"` (a fact's key, `window.refund`,
`warranty.oryx`, `serial.oryx`) or `data-source="flir-rma"`, and is word for word what the policy says under that key.
Whole sentences may stand unmarked: nothing of the kind can be typed into the editor's (titles, questions, doubts),
and a fact's own says what the fact holds. What the site counts of itself is marked `data-own`, and is a number or the
first letters of an index and nothing else; no editor's words bear a mark, for they are escaped. In all other text
nothing of the kind may stand.

Every page under a vendor's name is read, a revision's by what that revision says; so are the three pages that speak of
all vendors. The operator's own (privacy, imprint …) tell no policy: they hold its address and its deadlines. What
leads on (/go/, /find/) bears titles alone, which are checked where they are written.
"""

import re
from collections import defaultdict
from pathlib import PurePosixPath

from content.audit.allowed_text import allowed_text, shared_text
from content.errors import ContentError
from content.history.corrections import vendor_by
from content.pages.dealers.links import bare_address, spoken_address
from content.schema.words import FILE_OF, sentences_of
from content.wording.catalog import read_words
from content.wording.literals import first_literal

SHARED_PAGES = ("index.html", "dealers/index.html", "silence/index.html")  # the pages that speak of every vendor
COUNT = re.compile("[0-9][0-9,]*|[A-Z0-9]+…")  # or what names begin with in an index of ours
REMEDY = "Let it come from the policy: a fact or a window by name, such as {restocking} or {window.refund}."


def check_unsourced_figures(tree, site):
    """Refuse a Tree with a page that says of a policy what the policy does not say under the key named there."""
    own, names = _own_addresses(site), defaultdict(list)
    for name in tree.pages:
        names[name.partition("/")[0]].append(name)
    shared = {name: tree.pages[name].text for name in SHARED_PAGES if name in tree.pages}
    words, texts = "\n".join(text.words for text in shared.values()), []
    for slug in site.vendors:
        in_force = _check_vendor(tree, names[slug], site, slug, own)
        texts.append(in_force if len(site.vendors) == 1 else in_force.within(words))
    allowed = shared_text(texts)
    for name, text in shared.items():
        _check_page(name, text, allowed, own)


def _check_vendor(tree, names, site, slug, own):
    """Refuse a vendor's page that says what its revision does not; the AllowedText of the revision in force."""
    vendor = site.vendors[slug]
    allowed = {policy.hash: allowed_text(site, vendor, policy) for policy in vendor.policies}
    in_force = allowed[""] = allowed[site.policies[slug].hash]  # a page that names no revision tells this one
    for name in names:
        text = tree.pages[name].text
        _check_page(name, text, allowed.get(text.policy_hash) or _before_correction(site, vendor, name, text), own)
    return in_force


def _before_correction(site, vendor, name, text):
    """The AllowedText of a page that tells a revision as it read before it was corrected."""
    revision = PurePosixPath(name).parent.parent.name  # flir/policy/2020-04-17/<hash>/index.html
    corrected = vendor_by(vendor, revision, text.policy_hash, site.archive)
    return allowed_text(site, corrected, corrected.policies[0])


def _own_addresses(site):
    """A pattern of the site's own addresses, as they are written, shortened and spoken: they are no vendor's."""
    home, endpoint = (bare_address(site.whole(address)) for address in ("/", "/rma/"))
    roots = "|".join(re.escape(f"{root}/") for root in (home, endpoint))
    return re.compile(
        rf"“{re.escape(spoken_address('x://' + home))} slash [^”]*”|(?:https?://)?(?:{roots})\S*|(?<!\S)/go/\S+"
    )


def _check_page(name, text, allowed, own):
    """Refuse the page for the first thing on it that is not the policy's."""
    if not (text.has_main and text.runs):
        raise ContentError(
            name, "text", 'nothing on it could be read; its template has to put its words into id="main"'
        )
    unmarked = (own.sub(" ", run.text) for run in text.runs if not run.mark)
    for write in (
        *_unmarked_faults(unmarked, allowed.sentences, allowed.names),
        *_unmarked_faults(text.preview, allowed.preview, allowed.names),
        *_marked_faults([run for run in text.runs if run.mark], allowed),
    ):
        raise ContentError(name, "text", write)


def _unmarked_faults(runs, sentences, names):
    for run in runs:
        if found := unsourced(run, sentences, names):
            yield f"the {found.what} {found.words!r} in “{run[:120]}” comes from no fact. {REMEDY}"


def _marked_faults(marked, allowed):
    for mark, text in marked:
        if mark == "own":
            if not COUNT.fullmatch(text):
                yield f"“{text[:80]}” is marked as the site's own, and is no count; take the mark away"
            continue
        rest = _without(text, allowed.by_key.get(mark, ()))
        if mark not in allowed.by_key:
            yield f"“{text[:80]}” is marked {mark!r}, which is no fact, window or source; correct the mark"
        elif rest == text or first_literal(_without(rest, allowed.names)):
            yield f"“{text[:80]}” is not what the policy says under {mark!r}. Draw it from the policy by that name."


def unsourced(text, sentences, names):
    """The first Literal in `text` that stands in none of these whole sentences and names, or None."""
    return first_literal(text) and first_literal(_without(_without(text, sentences), names))


def _without(text, parts):
    """`text` less each of `parts`, the longest first."""
    for part in parts:
        if part in text:
            text = text.replace(part, " ")
    return text


def check_catalog(words=None):
    """Refuse a sentence in words/ with a figure, a date, a fee, a carrier or an address typed into it."""
    for path, text in sentences_of(words or read_words()):
        if found := first_literal(text):
            typed = f"the {found.what} {found.words!r} stands in a sentence"
            write = f"{typed}; name what holds it, such as {{span}} or {{fee}}"
            raise ContentError(FILE_OF[path[0]], ".".join(path), write)
