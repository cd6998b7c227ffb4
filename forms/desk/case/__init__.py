"""A case: all that is known of one request, and every step that support can take with it."""
