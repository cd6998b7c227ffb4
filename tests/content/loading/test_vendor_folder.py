"""Loading is strict: whatever is wrong in a vendor's folder is told by file, key and what to write."""

from datetime import date
from shutil import copytree

import pytest
from msgspec.structs import replace

from content.eligibility.revision_in_force import in_force
from content.errors import ContentError
from content.explain.facts import fact_line
from content.explain.texts import outcome_text
from content.loading.checks import facts as checks_of_facts
from content.loading.vendor_folder import load_vendor, load_vendors
from content.places import WORDS
from content.slugs import RESERVED
from content.wording.catalog import read_words
from tests.support.vendor_folder import FLIR, PIXELINK, TEXT, copy_of, edit, remove_words, shipped_vendors

CUSTOMS = "customs               = { silent = true }"
CARRIERS = 'carriers              = { value = ["FedEx Express", "UPS Express"] }\n'
RESTOCKING = '{ value = { percent = 25, of = "price" } }'
RMA_TIME = "rma-time              = { silent = true }"
NO_RULE = 'id   = "refund-closed"\n'
ORYX = 'slug     = "oryx"'
OTHER_KIND = 'kind = "elsewhere"'
ACCENT = 'accent      = "#1b4f91"'
REFUND_WINDOW = 'refund = { days = 30, after = "purchase" }'
LADYBUG5_ROW = 'when   = { family = ["ladybug5"] }'
LADYBUG5 = f'months = 24\nor     = "longer"\n{LADYBUG5_ROW}'
SCORPION_ROW = 'months = 12\nor     = "longer"\nwhen   = { family = ["scorpion"] }'

FREIGHT_IN = "freight-in            = { value = { "
PRODUCT_ANSWERS = 'answers = ["machine-vision", "other"]'
REFUND_ASK = 'ask  = "Did you buy it within the last {window.refund}?"'
COLOUR = '[questions.colour]\nask = "Which colour?"\nanswers = {}'
REVISED = "[revisions.point-grey.questions"

def sum_of(amount, currency):
    return f'{{ value = {{ amount = {amount}, currency = "{currency}" }} }}'


# what is wrong: the file, the text in it, what stands there instead → the key and the advice that the editor is told
WRONG = {
    # the shape of the files
    "a key nobody knows": (FLIR, "[windows]", "colour = 1\n[windows]", "colour", "write one of source, facts, q"),
    "a fact misspelt": (FLIR, "customs   ", "custums   ", "facts.custums", "write customs, or remove it"),
    "a part of a value misspelt": (FLIR, "percent = 25", "percnt = 25", "facts.restocking.value.percnt",
                                   "write percent, or remove it"),
    "a fact missing": (FLIR, CARRIERS, "", "facts.carriers", "write it, or `{ silent = true }`"),
    "a source missing": (FLIR, 'source = "flir-rma"\n', "", "source", "is missing; write it"),
    "text for a number": (FLIR, "days = 30", 'days = "30"', "windows.refund.days", "write a whole number"),
    "text for a list": (
        FLIR, '["refund", "replacement", "repair"]', '"refund"', "facts.rma-needed-for.value", "write a list",
    ),
    "a day in quotes": (FLIR, "= 2020-04-17", '= "2020-04-17"', "dated", "without quotes"),
    "a day that never was": (FLIR, "= 2020-04-17", "= 2020-02-30", "line 2", "there is no such day"),
    "a form rule nobody knows": (
        FLIR, '"model-and-problem"', '"by-colour"', "facts.units-per-form.value",
        "write one of model-and-problem, one-report, per-unit",
    ),
    "a kind nobody knows": (FLIR, OTHER_KIND, 'kind = "away"', "rules.other-product.outcome.kind", "write one of "),
    "an event nobody knows": (
        FLIR, 'after = "purchase"', 'after = "birth"', "windows.refund.after", "write one of purchase (the day you ",
    ),
    "a colour missing": ("vendor.toml", ACCENT, "", "theme.accent", "is missing; write it"),
    "a day as people write it": (FLIR, "= 2020-04-17", "= 17.04.2020", "line 2", "write a day such as 2026-04-17, w"),
    "text in a row of a list": ("products.toml", LADYBUG5, LADYBUG5.replace("24", '"2"'),
                                "warranty[8].months", "write a whole number"),
    "another length of none": ("products.toml", LADYBUG5, LADYBUG5.replace('"longer"', "0"),
                               "warranty[8].or", "write a whole number above zero"),
    "another length in a word nobody knows": ("products.toml", LADYBUG5, LADYBUG5.replace("longer", "much longer"),
                                              "warranty[8].or", "write one of longer, shorter"),
    # the head of a revision
    "dated and read": (FLIR, "dated ", "read = 2020-05-01\ndated ", "dated", "either `dated`"),
    "neither dated nor read": (FLIR, "dated  = 2020-04-17", "", "dated", "or `read`"),
    "a source nobody knows": (
        FLIR, '= "flir-rma"', '= "hearsay"', "source", "not in vendor.toml [sources]; write one of flir-rma, ",
    ),
    "a window from the day of a span": (FLIR, 'after = "purchase"', 'after = "delivery"', "windows.refund.after",
                                        "for the day you received it write receipt"),
    "a window taken away": (FLIR, REFUND_WINDOW, "", "questions.refund.answers", "or the [windows] refund whose days"),
    "a question without its window": (
        FLIR, 'id = "refund"\n', 'id = "refund"\n[[questions]]\nid = "late"\nanswers = ["in", "out", "unknown"]\n',
        "questions.late.assume", "no [windows] late for this question",
    ),
    "a window of no days": (FLIR, "days = 30", "days = 0", "windows.refund.days", "above zero"),
    "a window without question": (
        FLIR, "[facts]", "exchange = { days = 9 }\n[facts]", "windows.exchange",
        'write one with id = "exchange", or name it in text.toml as {window.exchange}',
    ),
    "a window of silent rows": (
        FLIR, 'refund = { days = 30, after = "purchase" }', "refund = [{ silent = true }]", "windows.refund",
        "no row of it says how long",
    ),
    "a window named like a question": (
        FLIR, "[facts]", "warranty = { days = 9 }\n[facts]", "windows.warranty", "choose another",
    ),
    # facts
    "value and silent both": (FLIR, CUSTOMS, 'customs = { value = "repair-goods", silent = true }',
                              "facts.customs", "either `value = …` or `silent = true`"),
    "neither value nor silent": (FLIR, CUSTOMS, "customs = {}", "facts.customs", "either `value"),
    "a doubt about silence": (FLIR, CUSTOMS, 'customs = { silent = true, doubt = "Hm." }',
                              "facts.customs.doubt", "remove the doubt"),
    "a tag without words": (FLIR, CUSTOMS, 'customs = { value = "gifts" }',
                            "facts.customs", "under [facts.customs.values]"),
    "a tag without words in a list": (FLIR, '"serials", "problem"', '"serials", "mood"',
                                      "facts.have-ready", "'mood' has no words; write one of model, serials"),
    "a fact from nowhere": (FLIR, 'remainder", source = "manuals"', 'remainder", source = "rumour"',
                            "facts.repaired-warranty.source", "not in vendor.toml [sources]"),
    "an empty list": (FLIR, '["FedEx Express", "UPS Express"]', "[]", "facts.carriers", "write `silent = true`"),
    "any carrier, and one": (FLIR, '["FedEx Express", "UPS Express"]', '["FedEx Express", "any"]', "facts.carriers",
                             "'any' stands alone"),
    "a payer who is none": (FLIR, f'{FREIGHT_IN}payer = "you"', f'{FREIGHT_IN}payer = "customer"',
                            "facts.freight-in.value.payer", "write one of you, vendor"),
    "a payer by himself": (FLIR, f'{FREIGHT_IN}payer = "you" }} }}', 'freight-in = { value = "you" }',
                           "facts.freight-in.value", "write a table in curly braces"),
    "a shipment nobody pays or books": (FLIR, f'{FREIGHT_IN}payer = "you"', f"{FREIGHT_IN}", "facts.freight-in",
                                        'write who pays, `payer = "you"` or "vendor", or who books it'),
    "a quote that the vendor pays": (
        FLIR, f'{FREIGHT_IN}payer = "you"', f'{FREIGHT_IN}payer = "vendor", quoted = true', "facts.freight-in.quoted",
        'write payer = "you" beside it',
    ),
    "a remedy without words": (FLIR, '"repair-or-replace"', '"pray"', "facts.in-warranty", "'pray' has no words"),
    "a warranty from no event": (FLIR, "warranty-clock        = { silent = true }",
                                 'warranty-clock = { value = { event = "birth" } }', "facts.warranty-clock.event",
                                 "write one of purchase (the day you"),
    "a warranty from the day before": (
        FLIR, "warranty-clock        = { silent = true }", 'warranty-clock = { value = { plus = -1 } }',
        "facts.warranty-clock.value.plus", "leave it out for none",
    ),
    "a count of none": (FLIR, "refund-at-most        = { silent = true }", "refund-at-most = { value = 0 }",
                        "facts.refund-at-most", "above zero"),
    "more than the whole price": (FLIR, "percent = 25", "percent = 100.01", "facts.restocking.percent", "at most 100"),
    "a share less than nothing": (FLIR, "percent = 25", "percent = -12.5", "facts.restocking.percent", "above 0"),
    "a share that is no number": (FLIR, "percent = 25", "percent = nan", "facts.restocking.percent", "such as 12.5"),
    "a share without end": (FLIR, "percent = 25", "percent = 33.33333", "facts.restocking.percent", "four decimals"),
    "a share in quotes": (FLIR, "percent = 25", 'percent = "12.5"', "facts.restocking.value.percent",
                          "write a whole number or a number with decimals; what stands there is text in quotes"),
    "a share of what": (FLIR, 'of = "price"', 'of = "pride"', "facts.restocking.of", "under [of] in words/facts.toml"),
    "a share and a sum": (FLIR, "percent = 25,", 'percent = 25, amount = 9, currency = "EUR",',
                          "facts.restocking", "or `amount` and `currency`"),
    "a sum without currency": (FLIR, RESTOCKING, "{ value = { amount = 9 } }", "facts.restocking.currency",
                               "is missing; write the three capital letters of ISO 4217, such as EUR"),
    "a currency that is none": (FLIR, RESTOCKING, sum_of("9", "EURO"), "facts.restocking.currency",
                                "'EURO' is no currency; did you mean EUR?"),
    "a currency in small letters": (FLIR, RESTOCKING, sum_of("9", "kwd"), "facts.restocking.currency", "mean KWD?"),
    "a currency by its name": (FLIR, RESTOCKING, sum_of("9", "Yen"), "facts.restocking.currency", "did you mean JPY?"),
    "gold": (FLIR, RESTOCKING, sum_of("9", "XAU"), "facts.restocking.currency", "is no currency; "),
    "a sum below zero": (FLIR, RESTOCKING, sum_of("-9", "EUR"), "facts.restocking.amount", "above zero"),
    "a sum of nothing": (FLIR, RESTOCKING, sum_of("0.00", "EUR"), "facts.restocking.amount", "above zero"),
    "a sum without end": (FLIR, RESTOCKING, sum_of("inf", "EUR"), "facts.restocking.amount", "EUR 10,000,000,000.00"),
    "a sum finer than its currency": (FLIR, RESTOCKING, sum_of("9.999", "EUR"), "facts.restocking.amount",
                                      "EUR has two decimals: write a sum such as 1234.50"),
    "half a yen": (FLIR, RESTOCKING, sum_of("1200.50", "JPY"), "facts.restocking.amount", "JPY has no decimals: "),
    "a trigger without words": (FLIR, "percent = 25,", 'percent = 25, trigger = "full-moon",',
                                "facts.restocking.trigger", "under [triggers] in words/facts.toml"),
    "a span from no event": (FLIR, RMA_TIME, 'rma-time = { value = { most = 2, unit = "days", after = "lunch" } }',
                             "facts.rma-time.after", "under [after] in words/facts.toml"),
    "a span that shrinks": (
        FLIR, RMA_TIME, 'rma-time = { value = { least = 3, most = 2, unit = "days", after = "request" } }',
        "facts.rma-time.most", "not under `least`",
    ),
    # questions
    "two questions of one id": (FLIR, 'id = "purpose"', 'id = "warranty"', "questions.warranty", "rename one"),
    "an answer too few": (FLIR, 'id = "purpose"', 'id = "purpose"\nanswers = ["repair", "refund"]',
                          "questions.purpose.answers", "exactly these answers: repair, refund, other"),
    "an answer too many to a window": (
        FLIR, 'id = "refund"\n', 'id = "refund"\nanswers = ["in", "out", "unknown", "maybe"]\n',
        "questions.refund.answers", "in, out, unknown",
    ),
    "no answers": (FLIR, PRODUCT_ANSWERS, "", "questions.product.answers", "write its answers by their ids"),
    "nothing to assume": (FLIR, 'assume  = "machine-vision"', "", "questions.product.assume", "the form takes"),
    "an answer with a blank": (
        FLIR, PRODUCT_ANSWERS, 'answers = ["machine-vision", "an other", "other"]',
        "questions.product.answers.an other", "small letters",
    ),
    "words among what judges": (FLIR, 'id = "purpose"', 'id = "purpose"\nask = "What is it about?"',
                                "questions.purpose.ask", "is not a key we know; write one of id, answers, once, "),
    "answers in words among what judges": (FLIR, PRODUCT_ANSWERS, 'answers = { other = "Another FLIR product" }',
                                           "questions.product.answers", "write a list in square brackets"),
    "a title among what judges": (FLIR, OTHER_KIND, f'{OTHER_KIND}\ntitle = "Not here"',
                                  "rules.other-product.outcome.title", "write one of kind, facts, instead, or remove"),
    # rules
    "two rules of one id": (FLIR, 'id   = "paid-repair"', 'id   = "in-warranty"', "rules.in-warranty", "rename one"),
    "a figure in a rule's name": (FLIR, NO_RULE, 'id = "after-30-days"\n', "rules.after-30-days.id", "no figure"),
    "a rule about no question": (FLIR, 'when = { product = "other" }', 'when = { colour = "red" }',
                                 "rules.other-product.when.colour", "write one of product, purpose"),
    "a rule about no answer": (FLIR, 'when = { product = "other" }', 'when = { product = "thermal" }',
                               "rules.other-product.when.product", "machine-vision, other"),
    "a rule that cites no fact": (FLIR, '"restocking", "freight-in", "refund-limits", "have-ready", "carriers"',
                                  '"restoking"', "rules.refund.outcome.facts", "there is no fact 'restoking'"),
    "a no that leads nowhere": (FLIR, 'instead = { purpose = "repair" }', "",
                                "rules.refund-closed.outcome.instead", "name the answers of another way"),
    "a way on by no answer": (FLIR, 'instead = { purpose = "repair" }', 'instead = { purpose = "hope" }',
                              "rules.refund-closed.outcome.instead.purpose", "repair, refund, other"),
    # text.toml
    "an answer without words": (TEXT, 'other          = "Another FLIR product"\n', "",
                                "questions.product.answers.other", "answer of 2020-04-17 has no words; write them"),
    "a question there is not": (TEXT, "[outcomes.refund]", f"{COLOUR}\n[outcomes.refund]", "questions.colour",
                                "there is no question 'colour' in the policy; write one of product, purpose, refund,"),
    "an answer there is not": (TEXT, 'other          = "Another FLIR', 'thermal = "A thermal"\nother = "Another FLIR',
                               "questions.product.answers.thermal", "write one of machine-vision, other, or take this"),
    "a hint at no answer": (TEXT, 'other          = "Thermal', 'thermal = "Thermal',
                            "questions.product.hints.thermal", "there is no answer 'thermal' in the policy"),
    "a rule there is not": (TEXT, "[outcomes.refund]", '[outcomes.hope]\ntitle = "Hope"\n[outcomes.refund]',
                            "outcomes.hope", "there is no rule 'hope' in the policy; write one of refund, refund-clos"),
    "a revision there is not": (TEXT, "[revisions.point-grey]", '[revisions.x]\ntitle = "X"\n[revisions.point-grey]',
                                "revisions.x", "no revision 'x' under policies/; write one of 2020-04-17, point-g"),
    "a question that a revision has not": (
        TEXT, "[revisions.point-grey]", f"{COLOUR.replace('[', '[revisions.point-grey.')}\n[revisions.point-grey]",
        "revisions.point-grey.questions.colour", "there is no question 'colour' in the policy",
    ),
    "a question of another revision": (
        TEXT, "[revisions.point-grey]", f"{REVISED}.product]\nask = \"?\"\nanswers = {{}}\n[revisions.point-grey]",
        "revisions.point-grey.questions.product", "write one of purpose, refund, excluded, warranty, or take this away",
    ),
    "an answer that a revision leaves without words": (
        TEXT, 'no      = "No, none of these"\n', "", "revisions.point-grey.questions.excluded.answers.no",
        "this answer of point-grey has no words; write them here",
    ),
    "a rule of another revision": (
        TEXT, "[revisions.point-grey]",
        '[revisions.point-grey.outcomes.other-product]\ntitle = "?"\n[revisions.point-grey]',
        "revisions.point-grey.outcomes.other-product", "there is no rule 'other-product' in the policy",
    ),
    "a key nobody knows in the words": (TEXT, "[questions.product]\nask", "[questions.product]\nasks",
                                        "questions.product.asks", "write ask, or remove it"),
    "a question that asks nothing": (TEXT, 'ask = "What would you like to send back?"\n', "",
                                     "questions.product.ask", "is missing; write it"),
    "a figure in a question": (TEXT, REFUND_ASK, REFUND_ASK.replace("{window.refund}", "30 days"),
                               "questions.refund", "the figure '30 days' stands in prose; put it in a window"),
    "a figure in an answer": (TEXT, '"Another FLIR product"', '"One of 2020"', "questions.product", "'2020' stands in"),
    "a figure in a hint at an answer": (TEXT, "Thermal cameras and", "9 thermal cameras and", "questions.product",
                                        "the figure '9' stands in prose; write {count} for it"),
    "a figure in a title": (TEXT, "You may return it for a refund", "75 % of your money back",
                            "outcomes.refund", "the figure '75 %' stands in prose"),
    "a figure in an outcome's text": (TEXT, "Within {window.refund} of it a refund", "Within 30 days of it a refund",
                                      "outcomes.refund-date-unknown", "put it in a window or a fact"),
    "a figure in a revision's title": (
        TEXT, '"The Point Grey text"', '"The text of 2011"', "revisions.point-grey.title", "'2011' stands in prose",
    ),
    "a figure in a revision's question": (
        TEXT, "a custom product, a board-level", "one of 7 or a board-level", "revisions.point-grey.questions.excluded",
        "the figure '7' stands in prose",
    ),
    "a figure in a revision's outcome": (
        TEXT, "This product is never refunded", "75 % of them is never refunded",
        "revisions.point-grey.outcomes.refund-excluded", "leave it to the fact restocking",
    ),
    "braces that nothing fills": (TEXT, REFUND_ASK, REFUND_ASK.replace("window.refund", "restocking"),
                                  "questions.refund", "write one of {window.refund}, {count}, {never}"),
    "a question about no window": (TEXT, REFUND_ASK, REFUND_ASK.replace("refund}", "exchange}"),
                                   "questions.refund", "write one of {window.refund}"),
    # vendor.toml
    "a colour by name": ("vendor.toml", '"#1b4f91"', '"navy"', "theme.accent", "six small hexadecimal digits"),
    "a channel without words": ("vendor.toml", '"ticket-mail"', '"pigeon"', "channels", "under [channels]"),
    "a source that opens nothing": (
        "vendor.toml", "[theme]", 'sources.odd = {title="", read=2026-01-01, address="flir.com"}\n[theme]',
        "sources.odd.address", "write it in full, with https://",
    ),
    "a zone that is none": ("vendor.toml", "[theme]", 'zone = "Mars/Base"\n[theme]', "zone", "America/Vancouver"),
    # products.toml
    "a catalogue from nowhere": ("products.toml", 'source = "models"', 'source = "hearsay"', "source", "[sources]"),
    "a family listed twice": ("products.toml", ORYX, 'slug = "chameleon"', "families.chameleon", "rename one"),
    "a family with a bad slug": ("products.toml", ORYX, 'slug = "Oryx_10"', "families.Oryx_10.slug", "small letters"),
    "a void without words": ("products.toml", '"case-opened-beyond-glass"', '"dropped"',
                             "families.grasshopper2-gige.voids", "under [voids] in words/facts.toml"),
    "a warranty for no family": ("products.toml", LADYBUG5_ROW, 'when = { family = ["ladybug9"] }',
                                 "warranty[8].when.family", "there is no 'ladybug9'; write one of blackfly-s, "),
    "a warranty from nowhere": ("products.toml", 'source = "ladybug5"', 'source = "hearsay"',
                                "warranty[8].source", "[sources]"),
    "a warranty that ends first": ("products.toml", LADYBUG5_ROW, "from = 2020-02-01\nto = 2020-01-31",
                                   "warranty[8].to", "not before `from`"),
    "a warranty below a longer one": (
        "products.toml", SCORPION_ROW, f'months = 24\nsource = "models"\n\n[[warranty]]\n{SCORPION_ROW}',
        "warranty[12]", "row 11 (24 months for all) is longer. Name the families of that one.",
    ),
    "a serial pattern that is none": ("products.toml", '"[0-9]{8}"', '"[0-9"', "serial.pattern", "write one such as"),
    "a serial place without words": ("products.toml", "hex      = true", 'place = "inside"',
                                     "serial.place", "under [places] in words/facts.toml"),
    "a family's serial from nowhere": ("products.toml", ORYX, ORYX + '\nserial = { source = "hearsay" }',
                                       "families.oryx.serial.source", "[sources]"),
    # guide.md
    "a figure in the guide": ("guide.md", "Often the camera never", "9 of 10 cameras never",
                              "line 10", "name the fact that holds it, such as {refund-at-most}"),
    "a carrier in the guide": ("guide.md", "Often the camera never", "By DHL it never", "line 10", "{carriers}"),
    "a fee in the guide": ("guide.md", "Often the camera never", "For EUR a camera", "line 10", "{no-fault-found} or"),
    "a time in the guide": ("guide.md", "Often the camera never", "In two weeks a camera", "line 10", "{rma-validity}"),
    "a silent fact in the guide": ("guide.md", "FLIR publishes no times.", "{repair-time}",
                                   "{repair-time}", "remove it here"),
    "a fact nobody knows in the guide": ("guide.md", "{status-lost}", "{status-found}",
                                         "{status-found}", "there is no fact of this name"),
    "a window nobody knows in the guide": ("guide.md", "Within {window.refund}", "Within {window.exchange}",
                                           "{window.exchange}", "there is no window"),
    "an anchor missing": ("guide.md", " {#how-long}", "", "#how-long", "exactly one heading"),
    "an anchor twice": ("guide.md", "{#several}", "{#number}", "#number", "dealers link to it"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_a_fault_is_told_by_file_key_and_what_to_write(wrong, tmp_path):
    file, find, put, key, write = WRONG[wrong]
    folder = copy_of("pixelink" if file == PIXELINK else "flir", tmp_path)
    edit(folder, file, find, put)
    with pytest.raises(ContentError) as told:
        load_vendor(folder)
    assert (told.value.file, told.value.key) == (f"{folder.name}/{file}", key)
    assert write in told.value.write


PAID = '[facts.freight-back.values.{}]\ntext = "{}"\namount = "{}"\n'
UNWORDED = {  # what is taken out of words/facts.toml, what a policy says of the way back, and what lacks its words
    "a payer": (PAID.format("you", "You pay the way back.", "what the carrier asks"), 'payer = "you"', "you"),
    "a quote": (
        PAID.format("quoted", "The way back is added to {vendor}'s quote.", "added to the quote"),
        'payer = "you", quoted = true', "quoted",
    ),
    "a booker": (
        '[facts.freight-back.values.booked-by-vendor]\ntext = "{vendor} books the way back."\n',
        'payer = "you", booker = "vendor"', "booked-by-vendor",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", UNWORDED)
def test_a_shipment_without_words_is_told_by_its_row(what, tmp_path, monkeypatch):
    taken, value, tag = UNWORDED[what]
    folder, words = copy_of("pixelink", tmp_path), copytree(WORDS, tmp_path / "words")
    edit(words, "facts.toml", taken, "")
    edit(folder, PIXELINK, 'payer = "you", quoted = true', value)
    monkeypatch.setattr(checks_of_facts, "read_words", lambda: read_words(words))
    with pytest.raises(ContentError) as told:
        load_vendor(folder)
    assert told.value.key == "facts.freight-back[2]" and told.value.write.startswith(f"{tag!r} has no words; write one")
    assert told.value.write.endswith("or its sentence under [facts.freight-back.values] in words/facts.toml")


def test_a_share_of_nothing_says_that_there_is_no_fee(tmp_path):
    folder = copy_of("flir", tmp_path)
    edit(folder, FLIR, "percent = 25", "percent = 0")
    flir = load_vendor(folder)
    assert "FLIR keeps nothing as a restocking fee" in fact_line(flir, flir.policies[0], "restocking").text


WORDLESS = {  # the table taken out of text.toml → the key and the advice
    "questions.product": (
        "questions.product",
        "the question 'product' of 2020-04-17 has no words; write its `ask`, and its answers in words here",
    ),
    "outcomes.other-product": (
        "outcomes.other-product", "the rule 'other-product' of 2020-04-17 has no words; write its `title` here",
    ),
    "revisions.point-grey.questions.excluded": (
        "questions.excluded",
        "the question 'excluded' of point-grey has no words; write its `ask`, and its answers in words here",
    ),
    "revisions.point-grey.outcomes.refund-unclear": (
        "outcomes.refund-unclear", "the rule 'refund-unclear' of point-grey has no words; write its `title` here",
    ),
}  # fmt: skip


@pytest.mark.parametrize("table", WORDLESS)
def test_what_has_no_words_is_told_where_they_are_missing(table, tmp_path):
    folder = copy_of("flir", tmp_path)
    remove_words(folder, table)
    with pytest.raises(ContentError) as told:
        load_vendor(folder)
    assert (told.value.file, told.value.key, told.value.write) == ("flir/text.toml", *WORDLESS[table])


def test_words_for_one_revision_stand_in_place_of_those_for_all(tmp_path):
    folder = copy_of("flir", tmp_path)
    text = (folder / TEXT).read_text(encoding="utf-8")
    (folder / TEXT).write_text(f'{text}\n[revisions.2020-04-17.outcomes.refund]\ntitle = "Back"\n', encoding="utf-8")
    titles = [outcome_text(policy, "refund").title for policy in load_vendor(folder).policies]
    assert titles == ["Back", "You may return it for a refund"]


@pytest.mark.parametrize("file", ["vendor.toml", "products.toml", "guide.md", TEXT, FLIR])
def test_a_file_that_is_not_utf_8_is_named(file, tmp_path):
    folder = copy_of("flir", tmp_path)
    (folder / file).write_bytes("name = 'Käufer'".encode("latin-1"))
    with pytest.raises(ContentError, match=f"flir/{file}: save this file as UTF-8"):
        load_vendor(folder)


@pytest.mark.parametrize("file", ["vendor.toml", "products.toml", "guide.md", TEXT])
def test_a_missing_file_is_named(file, tmp_path):
    folder = copy_of("flir", tmp_path)
    (folder / file).unlink()
    with pytest.raises(ContentError, match=f"flir/{file}: this file is missing; copy it from another vendor"):
        load_vendor(folder)


def test_a_vendor_without_a_policy_is_refused(tmp_path):
    folder = copy_of("pixelink", tmp_path)
    (folder / "policies/returns-and-rmas.toml").unlink()
    with pytest.raises(ContentError, match="pixelink/policies: a vendor needs at least one policy file"):
        load_vendor(folder)


NAMELESS = dict.fromkeys(("Acme", "acme_1", "-acme", "acme--one"), "use small letters, digits and single hyphens")
NAMELESS |= dict.fromkeys(("fr", "ab"), "one or two letters are kept for languages, such as /de/")
NAMELESS |= dict.fromkeys(sorted(RESERVED), "the kiosk needs this word for addresses of its own")


@pytest.mark.parametrize(("slug", "why"), NAMELESS.items())
def test_a_folder_that_cannot_be_an_address_is_refused_with_the_reason(slug, why, tmp_path):
    folder = copy_of("flir", tmp_path).rename(tmp_path / slug)
    with pytest.raises(ContentError, match=f"{slug}: folder name: {why}") as told:
        load_vendor(folder)
    assert why.startswith("use") or f"such as {slug}-cameras" in told.value.write


@pytest.mark.parametrize("slug", ["3m", "ab1", "a-b", "fr-cameras"])
def test_a_short_name_that_is_no_language_is_a_folder_s(slug, tmp_path):
    assert load_vendor(copy_of("flir", tmp_path).rename(tmp_path / slug)).slug == slug


def test_a_maker_that_is_left_out_is_called_by_its_name(tmp_path):
    folder = copy_of("flir", tmp_path)
    edit(folder, "vendor.toml", 'maker        = "Teledyne FLIR Integrated Imaging"\n', "")
    assert load_vendor(folder).file.maker == "FLIR" != shipped_vendors()["flir"].file.maker


def test_a_revision_that_cannot_be_an_address_is_refused(tmp_path):
    folder = copy_of("flir", tmp_path)
    (folder / FLIR).rename(folder / "policies/April 2020.toml")
    with pytest.raises(ContentError, match="flir/policies/April 2020.toml: file name: name a revision with small"):
        load_vendor(folder)


def test_two_revisions_of_one_day_are_refused(tmp_path):
    folder = copy_of("flir", tmp_path)
    (folder / "policies/another.toml").write_text((folder / FLIR).read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(ContentError, match="dated: two revisions in force bear this day; archive one"):
        load_vendor(folder)


def test_an_unknown_vendor_is_answered_with_those_there_are(tmp_path):
    copy_of("flir", tmp_path)
    with pytest.raises(ContentError, match="no vendor folder 'basler'; write one of flir"):
        load_vendors(tmp_path, only=["basler"])


def test_a_folder_without_vendors_is_refused(tmp_path):
    with pytest.raises(ContentError, match="name a folder that holds some"):
        load_vendors(tmp_path / "nowhere")


# Loading what is right


def test_the_operator_chooses_vendors_and_their_order():
    assert list(load_vendors()) == ["axis", "basler", "flir", "oncam", "pixelink", "zwo"]
    assert list(load_vendors(only=["pixelink", "flir"])) == ["pixelink", "flir"]


def test_a_copy_loads_as_the_original(tmp_path):
    assert load_vendor(copy_of("flir", tmp_path)) == shipped_vendors()["flir"]


def test_the_hash_changes_with_a_fact_and_not_with_the_guide(tmp_path):
    folder = copy_of("flir", tmp_path)
    edit(folder, "guide.md", "Often the camera never", "Most cameras never")
    assert load_vendor(folder).policies[0].hash == shipped_vendors()["flir"].policies[0].hash
    edit(folder, FLIR, "percent = 25", "percent = 20")
    assert load_vendor(folder).policies[0].hash != shipped_vendors()["flir"].policies[0].hash


def test_the_hash_changes_with_a_warranty(tmp_path):
    folder = copy_of("flir", tmp_path)
    edit(folder, "products.toml", LADYBUG5, LADYBUG5.replace("24", "25"))
    assert load_vendor(folder).policies[0].hash != shipped_vendors()["flir"].policies[0].hash


# Which revision is in force


@pytest.fixture
def revised():
    """FLIR with a second revision, of 1 March 2024, beside the one of 2020 and the archived one."""
    flir = shipped_vendors()["flir"]
    newer = replace(flir.policy("2020-04-17"), name="newer", dated=date(2024, 3, 1))
    return replace(flir, policies=(newer, *flir.policies))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2020, 4, 17), "2020-04-17"),
        (date(2024, 2, 29), "2020-04-17"),
        (date(2024, 3, 1), "newer"),
        (date(2036, 1, 1), "newer"),
    ],
)
def test_the_newest_revision_that_is_not_younger_is_in_force(revised, day, name):
    assert in_force(revised, day).name == name


def test_an_archived_revision_is_never_in_force():
    flir = shipped_vendors()["flir"]
    only_archived = replace(flir, policies=(flir.policy("point-grey"),))
    with pytest.raises(ContentError, match="no revision is in force on 2030-01-01"):
        in_force(only_archived, date(2030, 1, 1))


def test_before_the_first_revision_the_editor_is_told(revised):
    with pytest.raises(ContentError, match="flir: policies: no revision is in force on 2020-04-16; give one"):
        in_force(revised, date(2020, 4, 16))


def test_a_text_without_a_date_held_before_the_day_it_was_read():
    pixelink = shipped_vendors()["pixelink"]
    assert in_force(pixelink, date(2021, 1, 1)).name == "returns-and-rmas"
    later = replace(pixelink.policies[0], name="later", read=date(2030, 1, 1))
    both = replace(pixelink, policies=(later, *pixelink.policies))
    assert in_force(both, date(2021, 1, 1)).name == "returns-and-rmas"
