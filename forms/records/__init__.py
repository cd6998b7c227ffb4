"""The plain values that travel through the kiosk: who asks for what, its numbers, its mails, and what can go wrong."""
