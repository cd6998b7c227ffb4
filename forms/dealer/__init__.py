"""The page of a dealer's own link, and the operator's command that makes the link."""
