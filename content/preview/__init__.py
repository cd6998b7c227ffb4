"""The site live, for its editor alone: pages drawn from the files as they stand now, with all faults above them."""
