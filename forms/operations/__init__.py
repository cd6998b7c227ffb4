"""What keeps the kiosk running: its health, backups, and the way back from one."""
