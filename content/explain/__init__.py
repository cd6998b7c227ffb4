"""Policies and verdicts in words: facts, outcomes, guides, journeys, silences and their sources."""
