"""Every page of the site by its address, and what the site tells programs."""
