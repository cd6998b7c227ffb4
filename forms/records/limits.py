"""How much is taken at once: each limit by one name, for the form, the desk, the store and the tests."""

LINE, TEXT = 200, 4000  # characters of a field of one line, and of several

# What one form holds.
MOST_BATCHES = 20
MOST_SERIALS = 200  # of one batch
MOST_CAMERAS = 300  # in all, so that a page with a tick for each can still be sent whole
MOST_DRAFT_BYTES = 64 * 1024

# What one post holds.
MOST_POST_BYTES = 256 * 1024
MOST_POST_FIELDS = 400
