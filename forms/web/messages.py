"""Sentences that more than one page says."""

STALE = "The page was open too long, or the cookie that belongs to it is gone. Nothing is lost."
