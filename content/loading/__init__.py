"""Reads, checks and proves what editors write, a vendor's folder and the list of dealers; and begins a new folder."""
