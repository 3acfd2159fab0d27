"""Jobs of the portal floor."""

from pathlib import Path

from django.conf import settings

from portal import images, mailboxes, retention
from portal.sharing import drawing


def read_bounces() -> None:
    """Reads the maildir of undelivered letters, where one is named (`MAIL_BOUNCES_DIR`)."""
    if settings.BOUNCE_MAILDIR:
        mailboxes.read_place(Path(settings.BOUNCE_MAILDIR))


def erase_what_is_past() -> None:
    """Erases what was kept long enough."""
    retention.run()


def modern_pictures() -> None:
    """Makes the small modern files of pictures that readers see."""
    images.make_modern()


def forget_share_pictures() -> None:
    """Removes drawn pictures of links that nobody asked for in a month."""
    drawing.forget_old()
