"""The endpoint refuses to start: a sentence for the operator, and an end for the web server that would try again."""

import sys

APP_WILL_NOT_LOAD = 4  # gunicorn stops at this code; at any other it starts the next worker, and so on for ever


class CannotStart(SystemExit):
    """Whoever starts the endpoint must mend something first; the sentence, already said on stderr, tells what."""

    def __init__(self, sentence):
        super().__init__(sentence)
        self.code = APP_WILL_NOT_LOAD
        print(sentence, file=sys.stderr, flush=True)
