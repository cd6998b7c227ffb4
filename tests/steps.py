"""A customer's steps through the endpoint, by plain requests, and the mails that come of them."""

import re
from contextlib import contextmanager
from email import message_from_bytes, policy
from types import SimpleNamespace

from forms.cli import deliver_once
from forms.local import join
from tests.browser import serving

FIRST = {
    "model": "BFS-U3-51S5C", "serials": "16048501\n16048502", "symptom": "no-image", "problem": "black since Monday",
    "bought_from": "direct", "bought_on": "2025-04-03", "warranty_said": "unknown",
}  # fmt: skip
PERSON = {"purpose": "repair", "name": "Ada Example", "email": "ada@lab.example", "country": "DE", "do": "continue"}


def hidden(html, name):
    """The value of a hidden field on a page."""
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', html)[1]


def filled(*batches, **person):
    """A whole form as it is posted: a dict a batch (changes to FIRST), and changes to who asks."""
    data = PERSON | person
    for number, batch in enumerate(batches or [{}]):
        data |= {f"batches-{number}-{name}": text for name, text in (FIRST | batch).items()}
    return data


def post_form(client, data, at="/rma/flir/"):
    """Open the form at `at` and post `data` with its token."""
    token = hidden(client.get(at).text, "csrf_token")
    return client.post(at, data={"csrf_token": token} | data)


def review(client, data, at="/rma/flir/"):
    """The address of the review that `data` leads to."""
    answer = post_form(client, data, at)
    assert answer.status_code == 303, re.findall(r'class="wrong".*?</p>', answer.text, re.S)
    return answer.headers["Location"]


def confirm(client, address, **changes):
    """Read the review at `address` and send it."""
    page = client.get(address).text
    seen = {"csrf_token": hidden(page, "csrf_token"), "seal": hidden(page, "seal"), "do": "send"}
    return client.post(address, data=seen | changes)


def send(client, *batches, at="/rma/flir/", **person):
    """All of it: form, review, confirmation. The receipt's address."""
    return confirm(client, review(client, filled(*batches, **person), at)).headers["Location"]


def mails_in(folder):
    """The mails delivered into a folder, oldest first."""
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in sorted(folder.glob("*.eml"))]


def mailed_path(mail):
    """The path of the link in a mail."""
    return re.search(r"/rma/ticket/\S+", mail.get_content())[0]


@contextmanager
def running_kiosk(built, instance):
    """Site and endpoint in one, served on a port of its own."""
    app, both = join(0, folder=built, instance=instance)
    with serving(both) as url:
        yield SimpleNamespace(
            url=url, app=app, deliver=lambda: deliver_once(app), mails=lambda: mails_in(instance / "mail"),
            database=instance / "rma.db",
        )  # fmt: skip
