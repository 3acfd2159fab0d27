"""What the demo portal's editors plan."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone
from wagtail.models import Page

from demo import source
from newsroom.models import PlannedPiece
from portal.users import User


def load(staff: Mapping[str, User], now: datetime) -> int:
    """Makes the planned pieces of `content/plans.toml`; returns how many."""
    today = timezone.localtime(now).date()
    made = []
    for row in source.rows("plans"):
        section = Page.objects.filter(
            depth=3, slug=row.get("section", ""), locale__language_code=row["language"]
        ).first()
        made.append(
            PlannedPiece(
                title=row["title"],
                language=row["language"],
                day=today + timedelta(days=row["in_days"]),
                assignee=staff.get(row.get("assignee", "")),
                section=section,
                note=row.get("note", ""),
            )
        )
    return len(PlannedPiece.objects.bulk_create(made))
