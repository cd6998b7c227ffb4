"""Starts `make serve`, waits until site and form answer, and ends it as Ctrl-C does; asks for no more than Python."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

LONGEST = 300  # seconds until it has to answer: the first time it makes everything it needs


def main():
    """Print after how many seconds it answered; 1 where it did not, or did not end."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell in the background lets all it starts ignore it
    port, began = free_port(), time.monotonic()
    serve = subprocess.Popen(["make", "serve"], env=os.environ | {"PORT": str(port)}, start_new_session=True)
    try:
        pages = [f"http://127.0.0.1:{port}{path}" for path in ("/", "/rma/flir/", "/rma/healthz")]
        while not all(map(answers, pages)):
            if serve.poll() is not None or time.monotonic() - began > LONGEST:
                return "make serve does not answer."
            time.sleep(0.2)
        print(f"make serve answered after {time.monotonic() - began:.0f} s", flush=True)
        os.killpg(serve.pid, signal.SIGINT)
        serve.wait(30)
        return "make serve left something running." if answers(pages[0]) else 0
    finally:
        if serve.poll() is None:
            os.killpg(serve.pid, signal.SIGKILL)


def answers(page):
    try:
        return urllib.request.urlopen(page, timeout=10).status == 200
    except OSError:
        return False


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


if __name__ == "__main__":
    sys.exit(main())
