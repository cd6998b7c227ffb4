"""What the operator does to keep the kiosk's data safe: a copy that can be trusted, and the way back from one."""
