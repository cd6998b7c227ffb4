"""The pages of errors, above all while the database cannot be used: what became of what was typed, what to do."""

from flask import current_app, render_template, request

from forms.web.messages import BROKEN, BUSY, NO_ROOM, UNREAD, UNREADABLE

WAIT_FOR_TURN, WAIT_FOR_ROOM, WAIT_FOR_REPAIR = 10, 120, 3600  # seconds
# Chosen, or known to the page alone: nobody wrote it.
NOT_WRITTEN = {
    "answers", "at", "back", "bought_from", "compared", "country", "currency", "dealer", "dealer_sees", "do", "due",
    "for_customer", "next", "owner", "purpose", "question", "reason", "remarks", "seal", "seen", "shown", "sure",
    "symptom", "to", "u", "units", "vendor", "warranty_said", "was", "way",
}  # fmt: skip
SECRET = {"csrf_token", "password", "present", "new", "again"}


def unstored_words(fault):
    """Why a post was not stored, in a sentence for whoever sent it."""
    if not fault.passes:
        return f"{BROKEN}{_contact()}"
    return BUSY if fault.cause == "busy" else NO_ROOM


def retry_after(fault):
    """The header that tells programs when to try again."""
    wait = WAIT_FOR_ROOM if fault.passes else WAIT_FOR_REPAIR
    return {"Retry-After": str(WAIT_FOR_TURN if fault.cause == "busy" else wait)}


def unavailable_page(fault):
    """The page in place of any other, with all that was typed and a button that sends it once more."""
    title, sentence = "This cannot be stored now", unstored_words(fault)
    if request.method != "POST":
        title, sentence = "This page cannot be shown now", UNREAD if fault.passes else f"{UNREADABLE}{_contact()}"
    title = "Too much is going on here just now" if fault.cause == "busy" else title
    page = render_template("problem.html", code=503, title=title, sentence=sentence, again=typed())
    return page, 503, retry_after(fault)


def problem_page(fault):
    """The page of an HTTP error such as 404; after a 500 it holds what was typed, to send it once more."""
    answer, again = fault.get_response(), typed() if fault.code == 500 else ()
    title, sentence = getattr(fault, "title", ""), getattr(fault, "sentence", "")
    answer.data = render_template("problem.html", code=fault.code, title=title, sentence=sentence, again=again)
    return answer


def typed():
    """The (name, text) pairs of everything that was posted, without passwords and tokens; empty where nothing was."""
    return [(name, text) for name, text in request.form.items(multi=True) if name not in SECRET]


def written(fields):
    """The texts among them that somebody wrote, to be read back."""
    return [text for name, text in fields if name.rpartition("-")[2] not in NOT_WRITTEN and text.strip()]


def _contact():
    contact = current_app.settings.operator.contact
    return f" You can also write to {contact}." if contact else ""
