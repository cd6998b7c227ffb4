"""What is in warranty is told as what is known of it: by a length that is stated, or by the customer's word alone."""

import re
from datetime import timedelta

import pytest

from content.dates import now
from forms.steps.worker_round import run_round
from tests.support.groups import vendors_in, words_of
from tests.support.steps import filled, mails_in, open_app, review, send, signed_in, text_of, tickets_on

COVERS = "The warranty covers this."
CLAIMED = "This applies if Wort finds that it is in warranty."
UNSAID = "It is in warranty. Wort's text does not say what happens then."
ON_WORD = {"model": "MO-1", "serials": "1", "bought_from": "", "bought_on": "", "warranty_said": "in"}


@pytest.fixture
def app(tmp_path):
    return open_app(tmp_path, VENDORS=vendors_in(tmp_path / "vendors"))


def read(app, batch, at="/rma/wort/"):
    """What the review says of a batch."""
    client = app.test_client()
    return words_of(client.get(review(client, filled(batch), at)).text)


def test_in_warranty_by_a_stated_length_says_that_nothing_is_said_of_what_follows(app):
    bought = (now().date() - timedelta(days=30)).isoformat()
    page = read(app, ON_WORD | {"model": "ST-1", "bought_on": bought, "warranty_said": "unknown"})
    assert UNSAID in page and COVERS not in page and "Said to be" not in page


def test_where_the_text_says_what_follows_the_warranty_covers_it(app):
    """The twin: only silence takes the sentence away."""
    bought = (now().date() - timedelta(days=30)).isoformat()
    asked = ON_WORD | {"model": "ST-1", "bought_on": bought, "asked-part": "cooler"}
    page = read(app, asked, "/rma/kabel/")
    assert COVERS in page and "Said to be" not in page


def test_on_the_customer_s_word_alone_nothing_is_told_as_known(app):
    page = read(app, ON_WORD)
    assert CLAIMED in page and "Said to be in warranty" in page
    assert COVERS not in page and UNSAID not in page
    assert "That it is in warranty is what you say; Wort checks it." in page


def test_the_mail_the_desk_and_the_ticket_page_say_so_too(app, tmp_path):
    client = app.test_client()
    [ticket] = tickets_on(client.get(send(client, ON_WORD, at="/rma/wort/")).text)
    run_round(app)
    [mail] = map(text_of, mails_in(tmp_path / "mail"))
    desk = words_of(signed_in(app).get(f"/rma/desk/case/{ticket}/").text)
    page = words_of(client.get(re.search(r"/rma/ticket/\S+", mail)[0]).text)
    assert CLAIMED in " ".join(mail.split()) and CLAIMED in page
    assert "Said to be in warranty" in desk and "That it is in warranty is what you say; Wort checks it." in desk
    assert not [told for told in (mail, desk, page) if COVERS in told]
