"""The worklists, the search, and who has claimed which case."""
