"""What a month of the calendar holds: its days, the news published and the briefings held on each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Max, Min, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import dates
from portal.calendar import production_calendar
from portal.memory import brief
from portal.sharing.cards import Card
from portal.tree import public_path
from portal.visibility import open_to_all
from portal.workdays import DayKind
from press import words
from press.pages import BriefingPage, NewsPage
from press.rules.briefings import State
from press.rules.months import Month, Range

AHEAD: Final = 3  # months to come that may be looked at, even while nothing is announced
SHARED: Final = "calendar"  # in addresses of pictures of links
MOST: Final = 1_000  # pieces of news shown of one month


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of news or a briefing on its day: `at` is the hour of a briefing, "" for news; `word` how it stands."""

    url: str
    title: str
    at: str = ""
    word: str = ""


@dataclass(slots=True)
class Day:
    """A day of the table. `inside`: of this month; `off`: why it is not worked, in words ("" on working days);
    `note`: a holiday, or a working day at a weekend."""

    date: date
    inside: bool
    today: bool
    off: str
    note: str
    items: list[Item] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return f"day-{self.date.day}"

    @property
    def briefings(self) -> list[Item]:
        return [item for item in self.items if item.at]

    @property
    def told(self) -> str:
        """How many news there are, in words; "" for none."""
        count = len(self.items) - len(self.briefings)
        return (
            ngettext("%(count)d piece of news", "%(count)d pieces of news", count) % {"count": count} if count else ""
        )


def card_of(key: str, language: str) -> Card | None:
    """What the picture of a link to the calendar of the month `key` says; None for a month that is not there."""
    month = Month.named(key)
    if month is None or month not in bounds():
        return None
    return Card(language, "", _("Calendar of news and briefings"), line=dates.month(month.first, language))


def bounds() -> Range:
    """From the month of the oldest news or briefing, in any language, to that of the last one announced."""
    oldest, newest = _ends()
    now = Month.of(timezone.localdate())
    return Range(min(Month.of(oldest), now), max(Month.of(newest), now.moved(AHEAD)))


@brief
def _ends() -> tuple[date, date]:
    today = timezone.localdate()
    news = open_to_all(NewsPage.objects.all()).aggregate(first=Min("first_published_at"))
    ends = open_to_all(BriefingPage.objects.all()).aggregate(first=Min("starts_at"), last=Max("starts_at"))
    firsts = [dates.local(moment) for moment in (news["first"], ends["first"]) if moment]
    return min([today, *firsts]), dates.local(ends["last"]) if ends["last"] else today


@brief
def held() -> list[Month]:
    """The months in which there is something in any language, the newest first. Two queries, once in a while."""
    news = open_to_all(NewsPage.objects.all()).order_by().datetimes("first_published_at", "month")
    begin = Coalesce("started_at", Greatest("starts_at", Coalesce("delayed_until", "starts_at")))
    briefings = open_to_all(BriefingPage.objects.annotate(begin=begin)).order_by().datetimes("begin", "month")
    return sorted({Month.of(dates.local(moment)) for moment in (*news, *briefings)}, reverse=True)


def weeks(month: Month, language: str) -> list[list[Day]]:
    """The weeks of `month` with what is on each day, in `language`, which is the present one. Two queries."""
    found: dict[date, list[Item]] = defaultdict(list)
    for page in briefings(month, language):
        found[dates.local(page.begins_at)].append(_briefing(page))
    for day, item in news(month, language):
        found[day].append(item)
    today, calendar = timezone.localdate(), production_calendar()
    return [[_day(day, month, today, calendar.day(day), found, language) for day in week] for week in month.weeks()]


def _day(day: date, month: Month, today: date, known: Any, found: dict[date, list[Item]], language: str) -> Day:
    inside = month.holds(day)
    name = known.name(language) if known.kind in {DayKind.HOLIDAY, DayKind.OBSERVED} else ""
    note = name or (_("working day") if known.works and day.weekday() > 4 else "")
    off = "" if known.works else name or _("day off")
    return Day(day, inside, day == today, off, note, found[day] if inside else [])


def span(month: Month) -> tuple[datetime, datetime]:
    """The moments at which the month begins and ends in Kazakhstan."""
    first, last = (dates.begins(each.first) for each in (month, month.moved(1)))
    return first, last


def briefings(month: Month, language: str) -> list[BriefingPage]:
    """The public briefings of `month`, by their hour; one that was moved stands on its new day."""
    first, last = span(month)
    week = timedelta(days=7)  # what is moved further is another briefing
    planned = Q(starts_at__gte=first - week, starts_at__lt=last + week)
    pages = open_to_all(BriefingPage.objects.filter(planned, locale__language_code=language))
    rows = pages.defer("body", "transcript", "chapters", "agenda", "speakers")
    return sorted((page for page in rows if first <= page.begins_at < last), key=lambda page: page.begins_at)


def _briefing(page: BriefingPage) -> Item:
    state = page.state
    word = words.briefing_state(page) if state in {State.CANCELLED, State.LIVE, State.LATE} else _("Briefing")
    return Item(page.url, page.title, dates.clock(page.begins_at), word)


def news(month: Month, language: str) -> list[tuple[date, Item]]:
    """The public news of `month`, the newest first: the day, the item."""
    first, last = span(month)
    pages = open_to_all(
        NewsPage.objects.filter(
            locale__language_code=language, first_published_at__gte=first, first_published_at__lt=last
        )
    )
    rows = pages.order_by("-first_published_at", "-pk").values_list("first_published_at", "url_path", "title")
    return [(dates.local(moment), Item(public_path(path), title)) for moment, path, title in rows[:MOST]]


def filled(found: Iterable[list[Day]]) -> list[Day]:
    """The days on which there is something, in their order."""
    return [day for week in found for day in week if day.items]
