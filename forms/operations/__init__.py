"""What the operator does to keep the kiosk: is it well, a copy that can be trusted, and the way back from one."""
