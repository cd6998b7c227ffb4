"""What security.txt says must not be about to lapse when the site is published."""

from datetime import timedelta

from content.errors import ContentError

AHEAD = timedelta(days=30)


def check_security(settings, day):
    """Refuse to publish an operator's contact that is about to lapse."""
    expires = settings.security.expires
    if not settings.demonstration and (expires is None or expires < day + AHEAD):
        write = f"write the day to look at the security contact again, {AHEAD.days} or more days ahead of {day}"
        raise ContentError("kiosk.toml", "security.expires", write)
