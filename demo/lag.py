"""The demo's translations took their time, as those of a real newsroom do: hours, and longer into English."""

from datetime import timedelta
from typing import Final

from newsroom.models import Standing

MINUTES: Final = {"kk": 35, "ru": 50, "en": 95}  # for the quickest; the slowest take ten times as long


def load() -> None:
    """Moves the publication of every translation to some hours after that of its original."""
    rows = Standing.objects.select_related("page__locale", "translation__source__object")
    for number, row in enumerate(rows.order_by("pk")):
        if row.page.first_published_at is None:
            continue
        wait = MINUTES[row.page.locale.language_code] * (1 + number * 7 % 10)
        row.source_public_at = row.page.first_published_at
        row.public_at = row.source_public_at + timedelta(minutes=wait)
        if row.stale_since:
            row.stale_since -= timedelta(days=2, hours=3)
        row.save(update_fields=["source_public_at", "public_at", "stale_since"])
