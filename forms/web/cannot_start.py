"""The exception with which the endpoint refuses to start, and by which a web server stops trying."""

import sys

APP_WILL_NOT_LOAD = 4  # gunicorn stops at this code; at any other it starts the next worker, and so on for ever


class CannotStart(SystemExit):
    """The endpoint does not start; the sentence, printed on stderr too, tells the operator what to mend."""

    def __init__(self, sentence):
        super().__init__(sentence)
        self.code = APP_WILL_NOT_LOAD
        print(sentence, file=sys.stderr, flush=True)
