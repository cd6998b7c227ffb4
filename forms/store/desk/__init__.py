"""What the desk alone reads and writes: worklists, search, figures, who has a case in hand, accounts."""
