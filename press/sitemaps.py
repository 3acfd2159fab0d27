"""The dated pages in the sitemap, with what search engines' extensions take of pictures and videos; and the day's news
for those who search news (https://www.google.com/schemas/sitemap-news/0.9)."""

from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone
from wagtail.models import Page

from portal import languages, sitemap_pages
from portal.sitemaps import Entry, Extra, everywhere
from portal.structured_data import picture_of
from portal.tree import absolute
from press import month, selectors
from press.pages import BriefingPage, InfographicPage, NewsPage, VideoPage

DAYS: Final = 2  # of what was published since then only, as Google asks
MOST: Final = 1_000  # addresses in one file, as Google allows


def register() -> None:
    """Gives each kind of dated pages a map of its own."""
    sitemap_pages.register("news", NewsPage)
    sitemap_pages.register("briefings", BriefingPage)
    sitemap_pages.register("infographics", InfographicPage, extras=pictures)
    sitemap_pages.register("videos", VideoPage, extras=videos)


def pictures(keys: Collection[int]) -> dict[int, tuple[Extra, ...]]:
    """The picture of each infographic (https://www.google.com/schemas/sitemap-image/1.1); one query."""
    rows = InfographicPage.objects.filter(pk__in=keys).select_related("image").only("image")
    return {page.pk: (Extra("image:image", (("image:loc", absolute(page.image.file.url)),)),) for page in rows}


def videos(keys: Collection[int]) -> dict[int, tuple[Extra, ...]]:
    """What there is to play on each page (https://www.google.com/schemas/sitemap-video/1.1), in Google's order."""
    rows = VideoPage.objects.filter(pk__in=keys).select_related("locale", "picture", "recording").defer("body")
    above = Page.objects.filter(path__in={_above(page) for page in rows}, depth__gt=2)
    sections = dict(above.values_list("path", "title"))
    return {page.pk: (Extra("video:video", tuple(_video(page, sections.get(_above(page), "")))),) for page in rows}


def _above(page: VideoPage) -> str:
    """The place in the tree of the page above."""
    return str(page.path[: -Page.steplen])


def _video(page: VideoPage, section: str) -> list[tuple[str, str]]:
    files = [source["url"] for source in page.recording.playable] if page.recording else []
    told = [
        ("video:thumbnail_loc", absolute(page.poster) if page.poster else picture_of(page, section)),
        ("video:title", page.title),
        ("video:description", page.lead or page.title),
        ("video:content_loc", absolute(files[-1]) if files else ""),
        ("video:player_loc", page.embed.frame if page.embed else ""),
        ("video:duration", str(round(page.duration)) if page.duration else ""),
        ("video:publication_date", page.published_at.isoformat() if page.published_at else ""),
    ]
    return [(name, text) for name, text in told if text]


def paths() -> list[str]:
    """The public path of each language's map."""
    return [f"/{language}/feed/sitemap.xml" for language in languages.CODES]


def months(language: str) -> Iterator[Entry]:
    """The calendar of each month that holds something; its addresses exist in all languages."""
    for shown in month.held():
        yield everywhere(language, f"/{language}/calendar/{shown}/")


def news(language: str) -> list[Any]:
    """The news of the last two days in `language`, the newest first."""
    since = timezone.now() - timedelta(days=DAYS)
    rows = selectors.dated(language, ("news",)).filter(first_published_at__gte=since)
    return selectors.as_specific(rows[:MOST])
