"""The endpoint as it runs in production: gunicorn with its workers and the mail worker, in processes of their own."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from content.places import ROOT
from content.settings.kiosk_toml import Limits, Settings
from forms import create_app
from forms.store.database.migrations import migrate
from tests.support.eyes import free_port
from tests.support.steps import Visitor

SECRET = "a secret of the tests, kept by nobody"
UNLIMITED = Limits(drafts_an_hour=10**6, sent_an_hour=10**6)  # all customers of a test come from one network
PATIENCE = 60  # seconds a process may take to start on a busy machine


def made():
    """The app of these processes, over the folder they were told."""
    folder = Path(os.environ["KIOSK_TESTS"])
    return create_app(
        Settings(limits=UNLIMITED), demonstration=True, SECRET_KEY=SECRET, DATABASE=str(folder / "rma.db"),
        MAIL_FOLDER=str(folder / "mail"), LEAST_FREE=0,
    )  # fmt: skip


def around(folder):
    """The environment of these processes."""
    paths = filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))
    return os.environ | {"KIOSK_TESTS": str(folder), "PYTHONPATH": os.pathsep.join(paths)}


class Production:
    """Processes over a folder, which write their logs into it; whoever kills one of them sees it started again."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.env = around(folder)
        migrate(folder / "rma.db")
        self.web = self._start(
            "web", "gunicorn", "--workers", "2", "--threads", "4", "--bind", f"127.0.0.1:{self.port}",
            "--no-control-socket", "--access-logfile", "-", "--graceful-timeout", "5",
            "tests.support.production:made()",
        )  # fmt: skip
        self.worker = None
        self.start_mail()
        self._wait_until_well()

    def start_mail(self):
        """Start the mail worker, as a supervisor would once it has died."""
        if self.worker is None or self.worker.poll() is not None:
            self.worker = self._start(
                "mail", "flask", "--app", "tests.support.production:made", "deliver", "--every", "0.1"
            )

    def web_workers(self):
        """The process numbers of gunicorn's workers."""
        children = Path(f"/proc/{self.web.pid}/task/{self.web.pid}/children").read_text()
        return [int(number) for number in children.split()]

    def log(self):
        """All that these processes wrote."""
        return "".join(path.read_text() for path in sorted(self.folder.glob("*.log")))

    def stop(self):
        """End all of them."""
        for process in (self.web, self.worker):
            process.send_signal(signal.SIGTERM)
        for process in (self.web, self.worker):
            process.wait(PATIENCE)

    def _start(self, name, module, *words):
        command = [sys.executable, "-m", module, *words]
        with open(self.folder / f"{name}.log", "a") as log:
            return subprocess.Popen(command, cwd=ROOT, env=self.env, stdout=log, stderr=log)

    def _wait_until_well(self):
        give_up = time.monotonic() + PATIENCE
        while True:
            try:
                answer = Visitor(self.url).get("/rma/healthz")
                if answer.status_code == 200:
                    return
            except OSError as fault:
                answer = fault
            assert time.monotonic() < give_up and self.web.poll() is None, (answer, self.log())
            time.sleep(0.1)


@contextmanager
def in_production(folder):
    """A Production over `folder` while the block runs."""
    running = Production(folder)
    try:
        yield running
    finally:
        running.stop()
