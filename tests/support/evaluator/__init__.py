"""A judge of its own, written from the schema of policy.json alone: it knows JSON and the calendar, nothing of ours."""
