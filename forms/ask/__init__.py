"""What the form asks by a vendor's own policy, and what was posted to it, brought to the names it knows."""
