"""A case: one request with its timeline, the steps that can follow, and the page of a step."""
