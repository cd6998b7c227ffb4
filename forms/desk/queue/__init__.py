"""The worklists, the search, and who has which case in hand."""
