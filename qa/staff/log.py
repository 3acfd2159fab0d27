"""The log that the data protection officer reads: who looked at what, when and why; as a list and as a file."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import BaseListingView

from portal import accounts, events, spreadsheets
from portal.events import Event
from portal.users import User
from qa.staff import access, log_words
from qa.staff.accounts import name_of

CHUNK: Final = 500


class MomentColumn(Column):
    cell_template_name = "qa/staff/cells/moment.html"


def of_person(queryset: QuerySet[Event], name: str, value: User | None) -> QuerySet[Event]:
    """What someone did, and what was done to their account."""
    if value is None:
        return queryset
    return queryset.filter(Q(actor=value) | Q(subject_kind=accounts.KIND, subject_id=value.pk))


class LogFilters(WagtailFilterSet):
    code = django_filters.ChoiceFilter(label=_("What"), choices=list(log_words.WHAT.items()))
    person = django_filters.ModelChoiceFilter(
        label=_("Person"), queryset=User.objects.order_by("username"), method=of_person
    )
    question = django_filters.CharFilter(label=_("Number of the question"), field_name="data__question")
    at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)

    class Meta:
        model = Event
        fields: list[str] = []


def names_of(rows: Iterable[Event]) -> dict[int, str]:
    """The accounts that these lines are about, by key: one query."""
    keys = {event.subject_id for event in rows if event.subject_kind == accounts.KIND}
    return {user.pk: name_of(user) for user in User.objects.filter(pk__in=keys)}


class Log(access.RequiresRole, BaseListingView):
    """The newest first. The same number of queries at any length."""

    roles = access.PROTECTION
    template_name = "qa/staff/log.html"
    model = Event
    page_title = _("Log")
    header_icon = "history"
    paginate_by = 50
    index_url_name = "qa_staff:log"
    index_results_url_name = "qa_staff:log_results"
    filterset_class = LogFilters
    verbose_name_plural = _("lines of the log")
    accounts: dict[int, str] = {}

    @property
    def columns(self) -> list[Column]:
        return [
            MomentColumn("at", label=_("When")),
            Column("who", label=_("Who"), accessor=lambda event: name_of(event.actor) if event.actor else "—"),
            Column("what", label=_("What"), accessor=log_words.what),
            Column("whose", label=_("Whose"), accessor=lambda event: log_words.whose(event, self.accounts)),
            Column("why", label=_("Details"), accessor=log_words.why),
        ]

    def get_base_queryset(self) -> QuerySet[Event]:
        return Event.objects.audit().select_related("actor").order_by("-at", "-pk")

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        found = super().paginate_queryset(queryset, page_size)
        self.accounts = names_of(found[2])
        return found


class LogFile(access.RequiresRole, View):
    """What the list shows, filtered alike, as CSV; that it was saved is in the log too."""

    roles = access.PROTECTION

    def get(self, request: HttpRequest) -> StreamingHttpResponse:
        every = Event.objects.audit().select_related("actor").order_by("-at", "-pk")
        filters = LogFilters(request.GET, queryset=every, request=request)
        found = filters.qs if filters.is_valid() else every.none()
        events.record("log", accounts.UNKNOWN, "log_saved", role=events.STAFF, actor=request.user, rows=found.count())
        return spreadsheets.csv_response("log.csv", self.rows(found))

    @staticmethod
    def rows(found: QuerySet[Event]) -> Iterator[list[Any]]:
        yield [_("When"), _("Who"), _("Account"), _("What"), _("Whose"), _("Details")]
        lines = found.iterator(CHUNK)
        while chunk := list(islice(lines, CHUNK)):
            names = names_of(chunk)
            for event in chunk:
                who, account = (name_of(event.actor), event.actor.username) if event.actor else ("", "")
                yield [
                    event.at, who, account, log_words.what(event), log_words.whose(event, names), log_words.why(event),
                ]  # fmt: skip
