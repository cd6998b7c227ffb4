"""What /.well-known/security.txt says: whom to write to, and until when that holds."""

from datetime import timedelta

from content.errors import ContentError

AHEAD = timedelta(days=30)


def security_of(settings):
    """The contact and the day of expiry as the file shows them; a demonstration leaves both empty."""
    contact = settings.security.contact or settings.operator.contact
    contact = f"mailto:{contact}" if contact and not contact.startswith("https://") else contact
    return {"security": {"contact": contact, "expires": settings.security.expires}}


def check_security(settings, day):
    """Refuse to publish an operator's contact that is about to lapse."""
    expires = settings.security.expires
    if not settings.demonstration and (expires is None or expires < day + AHEAD):
        write = f"write the day to look at the security contact again, {AHEAD.days} or more days ahead of {day}"
        raise ContentError("kiosk.toml", "security.expires", write)
