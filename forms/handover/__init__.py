"""The hand-over sheet: all that was typed, as whoever helps in our place wants it."""
