"""The form, what was posted, the review, and the one moment in which it becomes a request."""
