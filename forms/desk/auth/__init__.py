"""Who may enter the desk: sign-in, sessions, passwords, and what was typed when a session ran out."""
