"""The life of a return, pure: its states and steps, what forbids one, and how it all is told."""
