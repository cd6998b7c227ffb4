"""Searches the frozen pages for a figure, date, fee, carrier or address that no keyed fact of a policy gave.

On a page a saying stands in an element marked `data-fact="restocking"` (a fact's key, `window.refund`,
`warranty.oryx`, `serial.oryx`) or `data-source="flir-rma"`, and says word for word what the policy says under that
key. Whole sentences may stand unmarked: nothing of the kind can be typed into the editor's (titles, questions, doubts),
and a fact's own says what the fact holds. What the site counts of itself is marked `data-own`, and is a number or the
first letters of an index and nothing else; no editor's words bear a mark, for they are escaped. In all other text
nothing of the kind may stand.

Every page under a vendor's name is read, a revision's by what that revision says; so are the three pages that speak of
all vendors. The operator's own (privacy, imprint …) tell no policy: they hold its address and its deadlines. What
leads on (/go/, /find/) bears titles alone, which are checked where they are written.
"""

import re
from html import unescape
from typing import NamedTuple

from content.audit.allowed_text import longest_first, sayings, sentences
from content.audit.text_runs import Runs
from content.errors import ContentError
from content.history.corrections import vendor_by
from content.loading.checks.prose import names_of
from content.pages.dealers.links import plain, spoken
from content.schema.facts import KEYS
from content.schema.words import sentences_of
from content.wording.catalog import read_words
from content.wording.literals import typed

OF_ALL = ("index.html", "dealers/index.html", "silence/index.html")  # the pages that speak of every vendor
OWN = re.compile("[0-9][0-9,]*|[A-Z0-9]+…")  # a count, or what names begin with in an index of ours
MEND = "Let it come from the policy: a fact or a window by name, such as {restocking} or {window.refund}."


class Read:
    """A page that was read: where it stands, its runs, and all its words."""

    def __init__(self, path):
        page = path.read_text(encoding="utf-8")
        self.path, self.runs, self.words = path, Runs(page), unescape(page)


class Says(NamedTuple):
    """What a page may say: {key: its sayings}, sentences that stand unmarked, what a link shows of it, and names."""

    known: dict
    whole: list
    shown: list
    names: list


def check_orphans(folder, site):
    """Refuse a page that tells of a policy what the policy does not say under the key named there."""
    own, of_all = own_addresses(site), [Read(folder / name) for name in OF_ALL if (folder / name).exists()]
    words, every = " ".join(read.words for read in of_all), []
    for slug, vendor in site.vendors.items():
        texts = {policy.hash: _says(site, vendor, policy) for policy in vendor.policies}
        in_force = texts[site.policies[slug].hash]
        for path in sorted((folder / slug).rglob("*.html")):
            read = Read(path)
            says = texts.get(read.runs.text) or _kept(site, vendor, path, read.runs.text)
            _check(folder, read, says if read.runs.text else in_force, own)
        every.append(in_force if len(site.vendors) == 1 else _said_in(words, in_force))
    known = every[0].known if len(every) == 1 else {}
    whole, shown, names = (longest_first(text for says in every for text in says[part]) for part in (1, 2, 3))
    for read in of_all:
        _check(folder, read, Says(known, whole, shown, names), own)


def _kept(site, vendor, path, hash):
    """What a page may say that tells a text as it read before it was corrected."""
    if not hash:
        return None
    then = vendor_by(vendor, path.parent.parent.name, hash, site.kept)
    return _says(site, then, then.policies[0])


def _says(site, vendor, policy):
    known, whole = sayings(vendor, policy), sentences(vendor, policy)
    sources = [f"source:{id}" for id in vendor.file.sources]
    shown = [*whole, *longest_first(text for key in (*KEYS, *sources) for text in known[key])]
    sellers = [text for dealer in site.dealers.values() for text in (dealer.name, dealer.region)]
    ours = (site.settings.name, site.settings.operator.name, site.settings.operator.contact)
    return Says(known, whole, shown, longest_first([*names_of(vendor), *sellers, *ours]))


def _said_in(words, says):
    """Of what one of many vendors may say, that which the pages of all of them do say."""
    return Says({}, *([text for text in texts if text in words] for texts in says[1:]))


def own_addresses(site):
    """What finds the site's own addresses, as they are written, shortened and spoken: they are no vendor's."""
    here = plain(site.whole("/"))
    roots = "|".join(re.escape(f"{root}/") for root in {here, f"{plain(site.settings.url + '/')}/rma"})
    return re.compile(rf"“{re.escape(spoken('x://' + here))} slash [^”]*”|(?:https?://)?(?:{roots})\S*|(?<!\S)/go/\S+")


def _check(folder, read, says, own):
    """Refuse the page for the first thing on it that is not the policy's."""
    at = read.path.relative_to(folder).as_posix()
    if not (read.runs.main and (read.runs.runs or read.runs.marked)):
        raise ContentError(at, "text", 'nothing on it could be read; its template has to put its words into id="main"')
    says = says._replace(names=[name for name in says.names if name in read.words])
    for write in (
        *_unkeyed(says, [own.sub(" ", run) for run in read.runs.runs], says.whole),
        *_unkeyed(says, read.runs.described, says.shown),
        *_untrue(says, read.runs.marked),
    ):
        raise ContentError(at, "text", write)


def _unkeyed(says, runs, whole):
    for run in runs:
        if found := orphan(says.names, run, whole):
            yield f"the {found[0]} {found[1]!r} in “{run[:120]}” comes from no fact. {MEND}"


def _untrue(says, marked):
    for key, text in marked:
        if key == "own":
            if not OWN.fullmatch(text):
                yield f"“{text[:80]}” is marked as the site's own, and is no count; take the mark away"
            continue
        rest = without(text, says.known.get(key, ()))
        if key not in says.known:
            yield f"“{text[:80]}” is marked {key!r}, which is no fact, window or source; correct the mark"
        elif rest == text or typed(without(rest, says.names)):
            yield f"“{text[:80]}” is not what the policy says under {key!r}. Draw it from the policy by that name."


def orphan(names, text, whole=()):
    """(what it is, the words) of the first orphan in `text`, less whole sentences and products' names; else None."""
    found = typed(text) and typed(without(without(text, whole), names))
    return found[:2] if found else None


def without(text, parts):
    """`text` less each of `parts`, the longest first."""
    for part in parts:
        if part in text:
            text = text.replace(part, " ")
    return text


def check_words(words=None):
    """Refuse a sentence in words.toml with a figure, a date, a fee, a carrier or an address typed into it."""
    for path, text in sentences_of(words or read_words()):
        if found := typed(text):
            write = f"the {found[0]} {found[1]!r} stands in a sentence; name what holds it, such as {{span}} or {{fee}}"
            raise ContentError("words.toml", ".".join(path), write)
