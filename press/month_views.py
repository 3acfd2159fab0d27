"""The calendar: a month of news and briefings as a plain table, and as a file for calendars."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal import dates, languages
from portal.serving import finish
from press import calendars, views
from press import month as months
from press.month import SHARED
from press.rules.months import Month, Range


@require_safe
def calendar(request: HttpRequest, month: str = "") -> HttpResponseBase:
    """The month of the address, or the present one; `?year=…&month=…`, from the form, leads to another."""
    known = months.bounds()
    today = Month.of(timezone.localdate())
    if not month and request.GET.get("year"):
        wanted = Month.named(f"{request.GET['year']}-{request.GET.get('month', '').zfill(2)}")
        return HttpResponseRedirect(_address(known.nearest(wanted or today)))
    shown = Month.named(month) if month else today
    if shown is None or shown not in known:
        raise Http404("no such month in the calendar")
    language = languages.current()
    weeks = months.weeks(shown, language)
    filled = months.filled(weeks)
    context = {
        "month": shown,
        "name": dates.month(shown.first, language),
        "weekdays": dates.week(language),
        "weeks": weeks,
        "days": [(day, dates.weekday(day.date, language)) for day in filled],
        "previous": _link(known.before(shown), language),
        "next": _link(known.after(shown), language),
        "present": _link(today, language) if shown != today else None,
        "choices": _choices(known, shown, language),
        "file": reverse("press:calendar_file", args=[shown]),
        "crumbs": [{"url": f"/{language}/", "title": _("Front page")}],
        "canonical": _address(shown),
        "alternates": {code: f"/{code}/calendar/{shown}/" for code in languages.CODES},
        "shelf": _shelf(shown, language),
        "noindex": shown not in months.held(),
        "share": (SHARED, shown, months.card_of(str(shown), language)),
    }
    return finish(request, render(request, "press/calendar.html", context))


@require_safe
def month_file(request: HttpRequest, month: str) -> HttpResponse:
    """The briefings and the news of a month as iCal."""
    shown = Month.named(month)
    if shown is None or shown not in months.bounds():
        raise Http404("no such month in the calendar")
    language = languages.current()
    news = [(day, item.title, item.url) for day, item in months.news(shown, language)]
    what = _("News and briefings")
    name = f"{what}, {dates.month(shown.first, language)}"
    content = calendars.calendar(months.briefings(shown, language), language, name=name, news=news)
    return views.ical(content, f"jauap-{shown}-{language}.ics")


def _address(month: Month) -> str:
    return reverse("press:calendar_month", args=[month])


def _link(month: Month | None, language: str) -> dict[str, str] | None:
    """A month to go to; None where the calendar ends."""
    return {"url": _address(month), "title": dates.month(month.first, language)} if month else None


def _shelf(shown: Month, language: str) -> dict[str, list[dict[str, Any]]]:
    """The years that hold something, each with its last such month, and such months of the year that is shown."""
    held = months.held()
    inside = [month for month in reversed(held) if month.year == shown.year]
    last = {month.year: month for month in reversed(held)}
    return {
        "years": [
            {"url": _address(month), "title": str(year), "current": year == shown.year}
            for year, month in sorted(last.items(), reverse=True)
        ],
        "months": [
            {
                "url": _address(month),
                "title": dates.month(month.first, language, year=False),
                "current": month == shown,
            }
            for month in (inside if inside != [shown] else [])  # what is shown is no way to anything
        ],
    }


def _choices(known: Range, shown: Month, language: str) -> dict[str, Any]:
    """What the form that leads to another month offers: (value, word, whether it is the present one)."""
    names = [dates.month(date(2000, number, 1), language, year=False) for number in range(1, 13)]
    return {
        "months": [(number, name, number == shown.number) for number, name in enumerate(names, start=1)],
        "years": [(year, year == shown.year) for year in known.years()],
    }
