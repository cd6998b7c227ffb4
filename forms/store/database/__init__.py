"""The file itself: opened with every safeguard, its tables, its faults, its copies, and the series beside it."""
