"""What the operator does to keep the kiosk: whether it is well, a copy that can be trusted, and the way back from one."""
