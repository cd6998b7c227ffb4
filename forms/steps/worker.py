"""The mail worker: round after round, whatever goes wrong; a trouble is told once, and once more when it is over."""

import os
from threading import Event

from forms.records.errors import Unavailable
from forms.steps.worker_round import run_round
from forms.web.log_redaction import without_keys


class Worker:
    """Delivers mail for an app; `say` is told what moved, `warn` what goes wrong."""

    def __init__(self, app, say, warn):
        self.app, self.say, self.warn, self.trouble = app, say, warn, ""

    def go_on(self, every, stop=None):
        """Make a round every so many seconds until the event `stop` is set, if there is one."""
        stop = stop or Event()
        self.round()
        while not stop.wait(every):
            self.round()

    def round(self):
        """Make one round, and say whether it went through."""
        try:
            told = moved(run_round(self.app), mail_place(self.app))
        except Exception as fault:  # nothing that happens in a round may end all of them
            self._hindered(fault)
            return False
        if told:
            self.say(told)
        if self.trouble:
            self.trouble = ""
            self.warn("Mail moves again.")
        return True

    def _hindered(self, fault):
        kind = fault.cause if isinstance(fault, Unavailable) else type(fault).__name__
        if kind != self.trouble:
            self.warn(without_keys(f"Mail waits: {fault if isinstance(fault, Unavailable) else f'{kind}: {fault}'}"))
        self.trouble = kind


def moved(counts, place):
    """What a round moved, in a line; empty where it moved nothing."""
    sent, later, failed = (counts[name] for name in ("sent", "later", "failed"))
    told = [f"{sent} mail{'' if sent == 1 else 's'} sent to {place}."] if sent else []
    told += [f"{later} to be tried again later."] if later else []
    told += [f"{failed} given up: see the queue."] if failed else []
    return " ".join(told)


def mail_place(app):
    """Where mail goes, without the password that opens it."""
    return app.settings.mail.smtp.rpartition("@")[2] or os.path.relpath(app.config["MAIL_FOLDER"])
