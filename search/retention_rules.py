"""What search keeps for a time: counts of what was searched; texts that hardly anyone searched go much sooner."""

from datetime import datetime
from typing import Any, Final

from django.db.models import Exists, OuterRef, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.retention import Rule
from portal.retention_rules import of_rows
from search.models import ChoiceTally, SearchTally
from search.rules.counting import OCCASIONS


def _rare(before: datetime) -> Any:
    """Days of texts that were searched on too few occasions, on all days together, to be shown to anyone."""
    same = SearchTally.objects.filter(language=OuterRef("language"), text=OuterRef("text")).order_by()
    often = same.values("text").annotate(times=Sum("occasions")).filter(times__gte=OCCASIONS)
    return SearchTally.objects.filter(~Exists(often), day__lt=timezone.localdate(before))


def _erase_rare(before: datetime, limit: int) -> int:
    rows = list(_rare(before).values_list("pk", "day", "language", "text")[:limit])
    for _pk, day, language, text in rows:
        ChoiceTally.objects.filter(day=day, language=language, text=text).delete()
    SearchTally.objects.filter(pk__in=[row[0] for row in rows]).delete()
    return len(rows)


def _of_days(model: Any) -> Any:
    return lambda before: model.objects.filter(day__lt=timezone.localdate(before))


RULES: Final = (
    Rule(
        "rare_searches", _("Texts that were searched only once or twice"), 14, lambda before: _rare(before).count(),
        _erase_rare,
    ),
    of_rows("searches", _("Counts of what was searched"), 400, _of_days(SearchTally)),
    of_rows("choices", _("Counts of which results were chosen"), 400, _of_days(ChoiceTally)),
)  # fmt: skip
