"""The one error an editor ever sees: which file, which key, what to write."""


class ContentError(Exception):
    """A fault in a content file, told so that its editor can mend it."""

    def __init__(self, file, key, write):
        self.file, self.key, self.write = str(file), str(key), write
        super().__init__(f"{self.file}: {self.key}: {write}")
