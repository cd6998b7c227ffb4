"""What a page may say of a vendor's policy, word for word and under which key; the scan for orphans goes by it."""

from content.dates import length, month_written, written
from content.eligibility.catalogue import rows_of, serial_form
from content.explain.facts import all_lines
from content.explain.windows import fill_windows, windows_told
from content.pages.diagrams import bars
from content.wording.catalog import read_words


def sayings(vendor, policy):
    """{key: its sayings, longest first}: facts, windows, warranty lengths and serial forms by family, sources."""
    found = {line.key: _of_line(line) for line in all_lines(vendor, policy)}
    found |= {f"window.{name}": {*told} for name, told in windows_told(policy).items()}
    for family in vendor.products.families:
        holds = {text for row in bars.rows(vendor, policy, family) for text in row.holds}
        found[f"warranty.{family.slug}"] = holds | set(_of_rows(rows_of(vendor, family)))
        form = serial_form(vendor, family)
        found[f"serial.{family.slug}"] = {form.sentence, read_words().places.get(form.place, "")}
    found["axis"] = {figure for _, figure in bars.axis(vendor).marks}
    found["warranty"] = {text for row in vendor.products.warranty for text in _of_rows([row])}
    found |= {f"source:{id}": set(_of_source(source)) for id, source in vendor.file.sources.items()}
    found[f"source:{policy.source}"] |= {month_written(policy.day), written(policy.day)}
    return {key: longest_first(texts) for key, texts in found.items()}


def sentences(vendor, policy):
    """Whole sentences that stand unmarked: the editor's, which are checked on loading, and each fact's own."""
    asked = [
        (question.ask, question.hint, *question.answers.values(), *question.hints.values())
        for question in policy.questions
    ]
    told = [(rule.outcome.title, rule.outcome.text) for rule in policy.rules]
    asked.append((policy.title,))
    texts = {fill_windows(text, policy) for texts in (*asked, *told) for text in texts}
    for line in all_lines(vendor, policy):
        texts |= {line.text, line.doubt, *line.items}
    return longest_first({text for text in texts if " " in text})


def _of_line(line):
    return {line.text, line.amount, line.doubt, line.silent, line.unsaid, *line.items}


def _of_rows(rows):
    for row in rows:
        yield from (length(row.months), row.doubt)
        yield from (written(day) for day in (row.from_, row.to) if day)


def _of_source(source):
    return source.title, source.address, source.note, written(source.read)


def longest_first(texts):
    """The texts, less empty ones, so that none is hidden by a shorter one within it."""
    return sorted((text for text in texts if text), key=len, reverse=True)
