"""What leaves the kiosk: what a mail says, its bytes, and the transport that delivers it."""
