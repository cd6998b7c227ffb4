"""A policy as data: policy.json, its schema, and in words how a program judges by it."""
