"""The only place that takes a step: what it needs to be typed, taking it, and the steps of the calendar."""
