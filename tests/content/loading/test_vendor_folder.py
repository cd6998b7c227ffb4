"""Loading is strict: whatever is wrong in a vendor's folder is told by file, key and what to write."""

from datetime import date

import pytest
from msgspec.structs import replace

from content.eligibility.revision_in_force import in_force
from content.errors import ContentError
from content.loading.vendor_folder import load_vendor, load_vendors
from content.schema.slugs import RESERVED
from tests.support.vendor_folder import FLIR, copy_of, edit, shipped_vendors

CUSTOMS = "customs               = { silent = true }"
CARRIERS = 'carriers              = { value = ["FedEx Express", "UPS Express"] }\n'
RESTOCKING = '{ value = { percent = 25, of = "price" } }'
RMA_TIME = "rma-time              = { silent = true }"
NO_RULE = 'id   = "refund-closed"\n'
ORYX = 'slug     = "oryx"'
OTHER_KIND = 'kind  = "elsewhere"'
ACCENT = 'accent      = "#1b4f91"'
REFUND_WINDOW = 'refund = { days = 30, after = "purchase" }'
LADYBUG5_ROW = 'when   = { family = ["ladybug5"] }'
SCORPION_ROW = 'months = 12\nwhen   = { family = ["scorpion"] }'

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
    "a day that never was": (FLIR, "= 2020-04-17", "= 2020-02-30", "-", "not valid TOML"),
    "not TOML": (FLIR, "[windows]", "[windows", "-", "not valid TOML"),
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
    "text in a row of a list": ("products.toml", f"months = 24\n{LADYBUG5_ROW}", f'months = "2"\n{LADYBUG5_ROW}',
                                "warranty[8].months", "write a whole number"),
    # the head of a revision
    "dated and read": (FLIR, "dated ", "read = 2020-05-01\ndated ", "dated", "either `dated`"),
    "neither dated nor read": (FLIR, "dated  = 2020-04-17", "", "dated", "or `read`"),
    "a source nobody knows": (
        FLIR, '= "flir-rma"', '= "hearsay"', "source", "not in vendor.toml [sources]; write one of flir-rma, ",
    ),
    "a window from the day of a span": (FLIR, 'after = "purchase"', 'after = "delivery"', "windows.refund.after",
                                        "for the day you received it write receipt"),
    "a window taken away": (FLIR, REFUND_WINDOW, "", "questions.refund.assume", "no [windows] refund for this quest"),
    "a window of no days": (FLIR, "days = 30", "days = 0", "windows.refund.days", "above zero"),
    "a window without question": (
        FLIR, "[facts]", "exchange = { days = 9 }\n[facts]", "windows.exchange",
        'write one with id = "exchange" and the answers in, out, unknown',
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
    "a cost without words": (FLIR, 'freight-in            = { value = "customer"', 'freight-in = { value = "nobody"',
                             "facts.freight-in", "its text, payer (you or vendor) and amount under [facts.freight-in"),
    "a count of none": (FLIR, "refund-at-most        = { silent = true }", "refund-at-most = { value = 0 }",
                        "facts.refund-at-most", "above zero"),
    "more than the whole price": (FLIR, "percent = 25", "percent = 101", "facts.restocking.value.percent", "between 1"),
    "a share of nothing": (FLIR, "percent = 25", "percent = 0", "facts.restocking.value.percent", "between 1"),
    "a share of what": (FLIR, 'of = "price"', 'of = "pride"', "facts.restocking.of", "under [of] in words/facts.toml"),
    "a share and a sum": (FLIR, "percent = 25,", 'percent = 25, cents = 900, currency = "EUR",',
                          "facts.restocking", "or `cents` and `currency`"),
    "a sum without currency": (FLIR, RESTOCKING, "{ value = { cents = 900 } }", "facts.restocking.currency", "EUR"),
    "a sum below zero": (FLIR, RESTOCKING, '{ value = { cents = -9, currency = "EUR" } }',
                         "facts.restocking.value.cents", "above zero"),
    "a span from no event": (FLIR, RMA_TIME, 'rma-time = { value = { most = 2, unit = "days", after = "lunch" } }',
                             "facts.rma-time.after", "under [after] in words/facts.toml"),
    "a span that shrinks": (
        FLIR, RMA_TIME, 'rma-time = { value = { least = 3, most = 2, unit = "days", after = "request" } }',
        "facts.rma-time.most", "not under `least`",
    ),
    # questions
    "two questions of one id": (FLIR, 'id  = "purpose"', 'id  = "product"', "questions.product", "rename one"),
    "an answer too few": (FLIR, 'other  = "Something else"\n', "",
                          "questions.purpose.answers", "exactly these answers: repair, refund, other"),
    "an answer too many to a window": (FLIR, 'unknown = "I do not know the day"', 'unknown = "No"\nmaybe = "Perhaps"',
                                       "questions.refund.answers", "in, out, unknown"),
    "nothing to assume": (FLIR, 'assume = "machine-vision"', "", "questions.product.assume", "the form takes"),
    "an answer with a blank": (
        FLIR, 'other          = "Another FLIR product"', '"an other" = "Another"\nother = "Another FLIR product"',
        "questions.product.answers.an other", "small letters",
    ),
    "a hint at no answer": (FLIR, 'other          = "Thermal', 'thermal = "Thermal',
                            "questions.product.hints.thermal", "machine-vision, other"),
    "a figure in a question": (FLIR, "within the last {window.refund}?", "within the last 30 days?",
                               "questions.refund", "the figure '30 days' stands in prose"),
    "braces that nothing fills": (FLIR, "within the last {window.refund}?", "at {restocking}?",
                                  "questions.refund", "write one of {window.refund}, {count}, {never}"),
    "a question about no window": (FLIR, "within the last {window.refund}?", "within the last {window.exchange}?",
                                   "questions.refund", "write one of {window.refund}"),
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
    "a figure in a title": (FLIR, "You may return it for a refund", "75 % of your money back",
                            "rules.refund", "the figure '75 %' stands in prose"),
    "a figure in an outcome's text": (FLIR, "Within {window.refund} of it a refund", "Within 30 days of it a refund",
                                      "rules.refund-date-unknown", "put it in a window or a fact"),
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
                                 "warranty[8].when.family", "there is no family 'ladybug9'"),
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
    folder = copy_of("flir", tmp_path)
    edit(folder, file, find, put)
    with pytest.raises(ContentError) as told:
        load_vendor(folder)
    assert (told.value.file, told.value.key) == (f"flir/{file}", key)
    assert write in told.value.write


@pytest.mark.parametrize("file", ["vendor.toml", "products.toml", "guide.md", FLIR])
def test_a_file_that_is_not_utf_8_is_named(file, tmp_path):
    folder = copy_of("flir", tmp_path)
    (folder / file).write_bytes("name = 'Käufer'".encode("latin-1"))
    with pytest.raises(ContentError, match=f"flir/{file}: save this file as UTF-8"):
        load_vendor(folder)


@pytest.mark.parametrize("file", ["vendor.toml", "products.toml", "guide.md"])
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


@pytest.mark.parametrize("slug", ["fr", "Acme", "acme_1", "-acme", "acme--one", *sorted(RESERVED)])
def test_a_folder_that_cannot_be_an_address_is_refused(slug, tmp_path):
    folder = copy_of("flir", tmp_path).rename(tmp_path / slug)
    with pytest.raises(ContentError, match=f"{slug}: folder name: use three or more small letters"):
        load_vendor(folder)


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
    assert list(load_vendors()) == ["flir", "pixelink"]
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
    edit(folder, "products.toml", f"months = 24\n{LADYBUG5_ROW}", f"months = 25\n{LADYBUG5_ROW}")
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
