"""The editorial calendar's screens: a month, a week, moving a date, the address for a calendar of one's own."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput
from wagtail.models import Revision

from newsroom import calendars, planning
from newsroom.models import PlannedPiece
from newsroom.planning import Entry, Wanted
from newsroom.rules.calendar import Kind, Span, neighbours, weeks
from newsroom.services import plans
from newsroom.staff.screens import Screen
from newsroom.words import day_name, kind_name, stage_name
from portal import dates, languages
from portal.calendar import production_calendar
from portal.screens import CalendarAddressScreen

CALENDAR: Final = gettext_lazy("Editorial calendar")
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
REFUSED: Final = {
    "past": gettext_lazy("That is in the past."),
    "after_end": gettext_lazy("By then the page is to be taken down already: change its end first."),
    "changed": gettext_lazy("Someone else has moved or published it meanwhile. Look at the calendar again."),
}


class FilterForm(forms.Form):
    """What of the calendar to show; a value that no list offers filters nothing."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    section = forms.ChoiceField(label=pgettext_lazy("calendar", "Section"), required=False)
    author = forms.ChoiceField(label=gettext_lazy("Author"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("What"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", _("All"))
        people = [(str(user.pk), user.get_full_name() or user.get_username()) for user in planning.authors()]
        choices = {
            "language": list(languages.NAMES.items()),
            "section": planning.section_names(languages.current()),
            "author": people,
            "kind": [(str(kind), kind_name(kind)) for kind in Kind],
        }
        for name, offered in choices.items():
            field: Any = self.fields[name]
            field.choices = [every, *offered]

    def wanted(self) -> Wanted:
        self.is_valid()
        chosen = self.cleaned_data
        return Wanted(
            language=chosen.get("language") or "",
            section=uuid.UUID(chosen["section"]) if chosen.get("section") else None,
            author=int(chosen["author"]) if chosen.get("author") else None,
            kinds=frozenset({Kind(chosen["kind"])}) if chosen.get("kind") else frozenset(Kind),
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the calendar: its number and date in words, why it is no ordinary one, what is on it."""

    day: date
    words: str
    name: str
    off: bool
    today: bool
    inside: bool
    entries: list[tuple[Entry, str, str]]


class EditorialCalendar(Screen):
    """A month or a week, as a table."""

    template_name = "newsroom/staff/calendar.html"
    page_title = CALENDAR

    def get(self, request: HttpRequest) -> HttpResponse:
        span = Span.WEEK if request.GET.get("span") == Span.WEEK else Span.MONTH
        day = asked_day(request.GET.get("day", ""))
        form = FilterForm(request.GET)
        grid = weeks(span, day)
        found = planning.entries(grid[0][0], grid[-1][-1], form.wanted())
        before, after = neighbours(span, day)
        context = self.get_context_data(
            span=span,
            day=day,
            form=form,
            media=form.media,
            heading=self.heading(span, grid, day),
            weeks=[[cell(each, day, span, found) for each in week] for week in grid],
            weekdays=list(WEEKDAYS.values()),
            before=self.address(span, before),
            after=self.address(span, after),
            today=self.address(span, timezone.localdate()),
            other=self.address(Span.MONTH if span is Span.WEEK else Span.WEEK, day),
            may_plan=request.user.has_perm("newsroom.add_plannedpiece"),
            count=len(found),
        )
        return self.render_to_response(context)

    def heading(self, span: Span, grid: list[list[date]], day: date) -> str:
        language = languages.current()
        if span is Span.MONTH:
            return dates.month(day, language)
        return week_words(grid[0][0], grid[0][-1], language)

    def address(self, span: Span, day: date) -> str:
        """The calendar at another time, with the same filters."""
        kept = {name: value for name in FilterForm.base_fields if (value := self.request.GET.get(name))}
        return "?" + urlencode({"span": span, "day": day.isoformat(), **kept})


def week_words(first: date, last: date, language: str) -> str:
    """A week's first and last day; the year once, where a date of that language has it."""
    begins, ends = dates.full(first, language), dates.full(last, language)
    if first.year == last.year and language == "kk":
        ends = dates.short(last, language)
    elif first.year == last.year:
        begins = dates.short(first, language)
    return f"{begins} — {ends}"


def asked_day(text: str) -> date:
    """The day that an address names; today for none and for what is no date or far away."""
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    return day if day and EARLIEST <= day <= LATEST else timezone.localdate()


def cell(day: date, shown: date, span: Span, found: list[Entry]) -> Cell:
    known = production_calendar().day(day)
    language = languages.current()
    return Cell(
        day=day,
        words=dates.short(day, language),
        name=day_name(known, language),
        off=not known.works,
        today=day == timezone.localdate(),
        inside=span is Span.WEEK or day.month == shown.month,
        entries=[
            (entry, kind_name(entry.kind), entry.note or (stage_name(entry.stage) if entry.stage else ""))
            for entry in found
            if entry.day == day
        ],
    )


class MoveForm(forms.Form):
    """Another time for a scheduled publication."""

    at = forms.DateTimeField(label=gettext_lazy("To be published at"), widget=AdminDateTimeInput())
    together = forms.BooleanField(label=gettext_lazy("Move its other languages too"), required=False, initial=True)


class BelowCalendar(Screen):
    """A screen that the calendar leads to."""

    def above(self) -> list[tuple[str, Any]]:
        return [(reverse("newsroom_staff:calendar"), CALENDAR)]


class Move(BelowCalendar):
    """Moves a scheduled publication."""

    template_name = "newsroom/staff/move.html"
    page_title = gettext_lazy("Move a publication")
    revision: Revision

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        rows = Revision.page_revisions.exclude(approved_go_live_at=None)
        self.revision = get_object_or_404(rows, pk=kwargs["pk"])
        if not plans.may_move(request.user, self.revision):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.shown(MoveForm(initial={"at": timezone.localtime(self.at)}))

    @property
    def at(self) -> Any:
        return self.revision.approved_go_live_at

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = MoveForm(request.POST)
        was = moment_of(request.POST.get("seen", "")) or self.at
        if form.is_valid():
            try:
                count = plans.schedule_move(
                    revision=self.revision, actor=request.user, at=form.cleaned_data["at"], was=was,
                    together=form.cleaned_data["together"],
                )  # fmt: skip
            except plans.MoveRefused as refused:
                form.add_error("at", REFUSED[refused.code])
            else:
                word = _("Moved. Language versions")
                messages.success(request, f"{word}: {count}.")
                return redirect(f"{reverse('newsroom_staff:calendar')}?day={_day(form.cleaned_data['at'])}")
        return self.shown(form, status=422)

    def shown(self, form: MoveForm, status: int = 200) -> HttpResponse:
        versions = [each.content_object for each in plans.versions(self.revision)]
        context = self.get_context_data(
            form=form, media=form.media, seen=self.at.isoformat(), title=self.revision.content.get("title", ""),
            versions=[page.locale.get_display_name() for page in versions if page], at=self.at,
        )  # fmt: skip
        return self.render_to_response(context, status=status)


def moment_of(text: str) -> Any:
    """The moment that a hidden field names; None for what is none."""
    try:
        return parse_datetime(text)
    except ValueError:
        return None


def _day(moment: Any) -> str:
    return timezone.localtime(moment).date().isoformat()


class PieceMoveForm(forms.Form):
    """Another day for a planned piece."""

    day = forms.DateField(label=gettext_lazy("Day of publication"), widget=AdminDateInput())


class MovePiece(BelowCalendar):
    """Moves a planned piece."""

    template_name = "newsroom/staff/move.html"
    page_title = gettext_lazy("Move a planned piece")

    def allowed(self, user: Any) -> bool:
        return bool(user.has_perm(plans.CHANGE_PIECE))

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        piece = get_object_or_404(PlannedPiece, pk=pk)
        return self.shown(piece, PieceMoveForm(initial={"day": piece.day}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        piece, form = get_object_or_404(PlannedPiece, pk=pk), PieceMoveForm(request.POST)
        if not form.is_valid():
            return self.shown(piece, form, status=422)
        plans.piece_move(piece=piece, actor=request.user, day=form.cleaned_data["day"])
        messages.success(request, _("Moved."))
        return redirect(f"{reverse('newsroom_staff:calendar')}?day={form.cleaned_data['day'].isoformat()}")

    def shown(self, piece: PlannedPiece, form: PieceMoveForm, status: int = 200) -> HttpResponse:
        return self.render_to_response(
            self.get_context_data(form=form, media=form.media, title=piece.title), status=status
        )


class Subscription(CalendarAddressScreen, BelowCalendar):
    """The editorial calendar in one's own."""

    template_name = "newsroom/staff/subscription.html"
    page_title = gettext_lazy("The calendar on my phone or computer")
    addresses = calendars.ADDRESSES
    feed = "editorial_calendar"
    itself = "newsroom_staff:subscription"
