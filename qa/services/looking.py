"""When the asker was on their question's page: so that the page can say what is new since. Nothing else is kept."""

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from qa.models import Look, Question

VISIT: Final = timedelta(minutes=30)  # looks less than this apart are one visit


def question_look(*, question: Question, at: datetime | None = None) -> datetime | None:
    """Notes a look, and gives the end of the visit before this one; None at the first."""
    at = at or timezone.now()
    look, created = Look.objects.get_or_create(question=question, defaults={"at": at})
    if created:
        return None
    if at - look.at > VISIT:
        look.before = look.at
    look.at = at
    look.save(update_fields=["at", "before"])
    return look.before
