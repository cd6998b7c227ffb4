"""What was published and may not be lost: every text, address and dealer code, and what an edit changed for whom."""
