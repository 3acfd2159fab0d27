"""Jobs of the portal floor."""

from pathlib import Path

from django.conf import settings

from portal import mailboxes, retention


def read_bounces() -> None:
    """Reads the maildir of undelivered letters, where one is named (`MAIL_BOUNCES_DIR`)."""
    if settings.BOUNCE_MAILDIR:
        mailboxes.read_place(Path(settings.BOUNCE_MAILDIR))


def erase_what_is_past() -> None:
    """Erases what was kept long enough."""
    retention.run()
