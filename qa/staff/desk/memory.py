"""What the desk remembers of a moderator in their session: the filters of their queue, and whether it goes on."""

from typing import Any, Final

from django.http import QueryDict

from qa.querysets import QuestionQuerySet
from qa.staff import filters

_FILTERS: Final = "qa_desk_filters"
_STAYS: Final = "qa_desk_stays"
LONGEST: Final = 500
_NAMES: Final = frozenset(filters.ModerationFilters.base_filters)


def keep_filters(request: Any, query: str) -> None:
    """Keeps those parts of a query string that narrow the moderation queue."""
    kept = QueryDict(mutable=True)
    for name, values in QueryDict(query[:LONGEST]).lists():
        if name in _NAMES:
            kept.setlist(name, values)
    request.session[_FILTERS] = kept.urlencode()


def filters_of(request: Any) -> str:
    """The query string of the queue as it was narrowed last."""
    return str(request.session.get(_FILTERS, ""))


def narrowed(request: Any, waiting: QuestionQuerySet) -> QuestionQuerySet:
    """`waiting` as the moderator narrowed it."""
    chosen = filters.ModerationFilters(QueryDict(filters_of(request)), queryset=waiting, request=request)
    found: QuestionQuerySet = chosen.filter_queryset(waiting) if chosen.is_valid() else waiting
    return found


def goes_on(request: Any) -> bool:
    """Whether the next question comes by itself once one is done."""
    return not request.session.get(_STAYS, False)


def set_goes_on(request: Any, on: bool) -> None:
    request.session[_STAYS] = not on
