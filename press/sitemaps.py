"""The months of the calendar, and the day's news for those who search news: sitemaps of
https://www.google.com/schemas/sitemap-news/0.9."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from portal import languages
from portal.sitemaps import Entry
from press import month, selectors
from press.rules.months import Month

DAYS: Final = 2  # of what was published since then only, as Google asks
MOST: Final = 1_000  # addresses in one file, as Google allows


def paths() -> list[str]:
    """The public path of each language's map."""
    return [f"/{language}/feed/sitemap.xml" for language in languages.CODES]


def months(language: str) -> Iterator[Entry]:
    """The calendar of each month so far; its addresses exist in all languages."""
    known, shown = month.bounds(), Month.of(timezone.localdate())
    while shown in known:
        versions = tuple((code, f"/{code}/calendar/{shown}/") for code in languages.CODES)
        yield Entry(f"/{language}/calendar/{shown}/", None, versions)
        shown = shown.moved(-1)


def news(language: str) -> list[Any]:
    """The news of the last two days in `language`, the newest first."""
    since = timezone.now() - timedelta(days=DAYS)
    rows = selectors.dated(language, ("news",)).filter(first_published_at__gte=since)
    return selectors.as_specific(rows[:MOST])
