"""Mails as they are kept: what waits to be sent, what is held back, what is gathered into one."""
