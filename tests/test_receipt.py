"""The receipt: tickets on screen and by mail, once."""

from pathlib import Path

from forms.cli import deliver_once
from tests.steps import mailed_path, mails_in, send


def test_a_request_leads_to_a_ticket_on_screen_by_mail_and_behind_the_mailed_link(app, client, store):
    receipt = client.get(send(client))
    [request] = store.requests_of(receipt.request.path.split("/")[-2])
    assert deliver_once(app) == {"sent": 1, "later": 0, "failed": 0}
    [mail] = mails_in(Path(app.config["MAIL_FOLDER"]))
    shown = f"{request.ticket[:5]}-{request.ticket[5:]}"
    assert shown in receipt.text and mail["Subject"].startswith(f"[#{shown}]")
    assert shown in client.get(mailed_path(mail)).text
