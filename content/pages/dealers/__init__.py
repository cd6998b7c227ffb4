"""What dealers link to: a vendor's links to hand out, and the pages that show them."""
