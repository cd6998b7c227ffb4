"""Searches the frozen pages for a figure, date, fee, carrier or address that comes from no fact of a policy.

On a page what a fact says stands in an element marked `data-fact="restocking"` (a fact's key, `window.refund`,
`warranty.oryx`, `serial.oryx`) or `data-source="flir-rma"`, and is word for word what the policy says under that key.
Whole sentences may stand unmarked: nothing of the kind can be typed into the editor's (titles, questions, doubts),
and a fact's own says what the fact holds. What the site counts of itself is marked `data-own`, and is a number, the
first letters of an index or how a name there begins, and nothing else; no editor's words bear a mark, for they are
escaped. In all other text nothing of the kind may stand.

Every page under a vendor's name is read, a revision's by what that revision says; so are the three pages that speak of
all vendors. The operator's own (privacy, imprint …) tell no policy: they hold its address and its deadlines. What
leads on (/go/, /find/) bears titles alone, which are checked where they are written.
"""

import re
from collections import defaultdict
from heapq import merge
from pathlib import PurePosixPath

from content.audit.allowed_text import allowed_text, shared_text
from content.errors import ContentError, refuse
from content.history.corrections import vendor_by
from content.pages.dealers.links import bare_address, spoken_address
from content.schema.words import FILE_OF, sentences_of
from content.wording.catalog import read_words
from content.wording.literals import first_literal
from content.wording.numerals import cardinal

SHARED_PAGES = ("index.html", "dealers/index.html", "silence/index.html")  # the pages that speak of every vendor
COUNT = re.compile("[0-9][0-9,]*|[A-Z0-9]+…")  # or what names begin with in an index of ours
REMEDY = "Let it come from the policy: a fact or a window by name, such as {restocking} or {window.refund}."


def check_unsourced_figures(tree, site):
    """Refuse a Tree with pages that say of a policy what the policy does not say under the key named there."""
    by_words = defaultdict(list)
    for fault in _figure_faults(tree, site):
        by_words[fault.write].append(fault)
    refuse(_told_once(*faults) for faults in by_words.values())


def _told_once(first, *others):
    """One ContentError for what stands on several pages."""
    more = f" It stands on {cardinal(len(others))} more page{'s' if others[1:] else ''}." if others else ""
    return ContentError(first.file, first.key, first.write + more)


def _figure_faults(tree, site):
    own, names = _own_addresses(site), defaultdict(list)
    for name in tree.pages:
        names[name.partition("/")[0]].append(name)
    shared = {name: tree.pages[name].text for name in SHARED_PAGES if name in tree.pages}
    words, texts = "\n".join(text.words for text in shared.values()), []
    for slug, vendor in site.vendors.items():
        allowed = {policy.hash: allowed_text(site, vendor, policy) for policy in vendor.policies}
        in_force = allowed[""] = allowed[site.policies[slug].hash]  # a page that names no revision tells this one
        for name in names[slug]:
            text = tree.pages[name].text
            says = allowed.get(text.policy_hash) or _before_correction(site, vendor, name, text)
            yield from _page_faults(name, text, says, own)
        texts.append(in_force if len(site.vendors) == 1 else in_force.within(words))
    allowed = shared_text(texts)
    for name, text in shared.items():
        yield from _page_faults(name, text, allowed, own)


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


def _page_faults(name, text, allowed, own):
    """A ContentError for each thing on the page that is not the policy's."""
    if not (text.has_main and text.runs):
        write = 'nothing on it could be read; its template has to put its words into id="main"'
        yield ContentError(name, "text", write)
    unmarked = (own.sub(" ", run.text) for run in text.runs if not run.mark)
    for write in (
        *_unmarked_faults(unmarked, allowed.sentences, allowed.names),
        *_unmarked_faults(text.preview, allowed.preview, allowed.names),
        *_marked_faults([run for run in text.runs if run.mark], allowed),
    ):
        yield ContentError(name, "text", write)


def _unmarked_faults(runs, sentences, names):
    for run in runs:
        if found := unsourced(run, sentences, names):
            yield f"the {found.what} {found.words!r} in “{run[:120]}” comes from no fact. {REMEDY}"


def _marked_faults(marked, allowed):
    for mark, text in marked:
        if mark == "own":
            if not (COUNT.fullmatch(text) or any(name.startswith(text) for name in allowed.names)):
                yield f"“{text[:80]}” is marked as the site's own, and is no count and no name; take the mark away"
            continue
        rest = _without(text, allowed.by_key.get(mark, ()))
        if mark not in allowed.by_key:
            yield f"“{text[:80]}” is marked {mark!r}, which is no fact, window or source; correct the mark"
        elif rest == text or first_literal(_without(rest, allowed.names)):
            yield f"“{text[:80]}” is not what the policy says under {mark!r}. Draw it from the policy by that name."


def unsourced(text, sentences, names):
    """The first Literal in `text` that stands in none of these whole sentences and names, or None."""
    if not first_literal(text):
        return None
    # What a list of products calls "Prism" would break the name "Prism 2", so the longer goes first, name or sentence.
    return first_literal(_without(text, merge(sentences, names, key=len, reverse=True)))


def _without(text, parts):
    """`text` less each of `parts`, the longest first."""
    for part in parts:
        if part in text:
            text = text.replace(part, " ")
    return text


def check_catalog(words=None):
    """Refuse a sentence in words/ with a figure, a date, a fee, a carrier or an address typed into it."""
    found = ((path, first_literal(text)) for path, text in sentences_of(words or read_words()))
    refuse(_typed(path, literal) for path, literal in found if literal)


def _typed(path, literal):
    typed = f"the {literal.what} {literal.words!r} stands in a sentence"
    write = f"{typed}; name what holds it, such as {{span}} or {{fee}}"
    return ContentError(FILE_OF[path[0]], ".".join(path), write)
