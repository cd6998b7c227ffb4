"""The tiny endpoint: the form, what was posted, the review, and the one moment in which it becomes a request."""
