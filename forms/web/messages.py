"""Sentences that more than one page shows."""

STALE = "The page was open too long, or the cookie that belongs to it is gone. Nothing is lost."
PRESS_AGAIN = "Press the button again."
STALE_PAGE = f"{STALE} {PRESS_AGAIN}"

KEPT = "Nothing you typed is lost while this page is open"
BUSY = f"Too much is going on here just now, so this was not stored. {KEPT}: press the button again."
NO_ROOM = f"This cannot be stored at the moment. {KEPT}: press the button again in a few minutes."
BROKEN = (
    "The kiosk has a fault that its operator must repair first; pressing the button again does not help until then."
    f" {KEPT}."
)
UNREAD = "What is stored here cannot be read at the moment. Nothing is lost. Try again in a few minutes."
UNREADABLE = "The kiosk has a fault that its operator must repair first. Try again later."
