"""What leaves the kiosk: what a mail says, its bytes, and the postman that delivers it."""
