"""Who may enter the desk: sign-in, sessions, passwords, and posts resumed after sign-in."""
