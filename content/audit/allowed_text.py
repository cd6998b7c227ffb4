"""What a page may say of a vendor's policy, word for word and under which key; the scan for figures goes by it."""

from itertools import chain
from typing import NamedTuple

from content.dates import month_written, written
from content.eligibility.catalogue import family_rows, serial_form
from content.explain.contacts import address_lines, contact_lines
from content.explain.facts import every_line
from content.explain.holds import conditions_of, length_of, plain_length
from content.explain.texts import all_texts
from content.explain.windows import figures_of_rows, fill_windows, windows_in_words
from content.loading.checks.prose import names_of
from content.pages.diagrams import bars
from content.schema.facts import KEYS
from content.wording.catalog import read_words


class AllowedText(NamedTuple):
    """What the pages of one revision may say; each list has its longest texts first."""

    by_key: dict  # {mark: the texts that may stand under it}
    sentences: list  # what may stand unmarked
    preview: list  # what a search engine or a chat may show of the page
    names: list  # of products, sellers and whoever runs the site

    def within(self, words):
        """The part of it that is found in `words`; marks are left out, for they are of one vendor alone."""
        return AllowedText({}, *([text for text in texts if text in words] for texts in self[1:]))


def allowed_text(site, vendor, policy):
    """The AllowedText of a revision of the vendor's policy."""
    by_key, sentences = allowed_by_key(vendor, policy), allowed_sentences(vendor, policy)
    sources = [f"source:{id}" for id in vendor.file.sources]
    preview = [*sentences, *longest_first(text for key in (*KEYS, *sources) for text in by_key[key])]
    sellers = [text for dealer in site.dealers.values() for text in (dealer.name, dealer.region)]
    operator = (site.settings.name, site.settings.operator.name, site.settings.operator.contact)
    return AllowedText(by_key, sentences, preview, longest_first([*names_of(vendor), *sellers, *operator]))


def shared_text(texts):
    """The AllowedText of the pages that speak of several vendors, of what each of these allows there."""
    by_key = texts[0].by_key if len(texts) == 1 else {}
    _, *lists = zip(*texts, strict=True)
    return AllowedText(by_key, *(longest_first(chain.from_iterable(parts)) for parts in lists))


def allowed_by_key(vendor, policy):
    """{key: its texts, longest first}: facts, windows, warranty lengths and serial forms by family, sources."""
    found = {key: set() for key in KEYS}
    for line in _lines(vendor, policy):
        found[line.key] |= {line.text, line.amount, line.doubt, line.silent, line.unsaid, line.label, *line.items}
    for name, window in windows_in_words(policy).items():
        found[window.key] = {window.text, window.start} | figures_of_rows(policy, name)
    for family in vendor.products.families:
        bar_texts = {text for row in bars.rows(vendor, policy, family) for text in (row.length, *row.holds)}
        found[f"warranty.{family.slug}"] = bar_texts | set(_of_rows(family_rows(vendor, family.slug)))
        form = serial_form(vendor, family)
        found[f"serial.{family.slug}"] = {form.sentence, read_words().places.get(form.place, "")}
    found["contact"] = {text for line in (*contact_lines(vendor), *address_lines(vendor)) for text in line.lines}
    found["axis"] = {figure for _, figure in bars.axis(vendor).marks}
    found["warranty"] = {*_of_rows(vendor.products.warranty)}
    found["warranty"] |= {text for row in vendor.products.warranty for text in conditions_of(policy, row)}
    for id, source in vendor.file.sources.items():
        found[f"source:{id}"] = {source.title, source.address, source.note, written(source.read)}
    found[f"source:{policy.source}"] |= {month_written(policy.day), written(policy.day)}
    return {key: longest_first(texts) for key, texts in found.items()}


def allowed_sentences(vendor, policy):
    """Whole sentences that stand unmarked: the editor's, which are checked on loading, and each fact's own."""
    texts = {filled for text in all_texts(policy) for filled in (fill_windows(text, policy), *_by_row(text, policy))}
    for line in _lines(vendor, policy):
        texts |= {line.text, line.doubt, line.unsaid, *line.items}
    return longest_first({text for text in texts if " " in text})


def _by_row(text, policy):
    """A text that names a window as it is told where one of its rows alone may hold."""
    for name in (name for name in policy.windows if f"{{window.{name}}}" in text):
        for figure in figures_of_rows(policy, name):
            yield fill_windows(text.replace(f"{{window.{name}}}", figure), policy)


def _lines(vendor, policy):
    return [line for key in KEYS for line in every_line(vendor, policy, key)]


def longest_first(texts):
    """The texts, less empty ones, so that none is hidden by a shorter one within it."""
    return sorted(filter(None, texts), key=len, reverse=True)


def _of_rows(rows):
    for row in rows:
        yield from (length_of(row), row.doubt, plain_length(row) if row.figure else "")
        yield from (written(day) for day in (row.from_, row.to) if day)
