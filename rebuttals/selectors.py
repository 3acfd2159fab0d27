"""Reads of the fact-checks."""

from django.db.models import QuerySet
from wagtail.models import PageQuerySet

from rebuttals.pages import RebuttalPage
from rebuttals.rules.verdicts import Verdict


def published(language: str, *, verdict: Verdict | None = None, topic: str = "") -> "PageQuerySet[RebuttalPage]":
    """Live rebuttals in `language`, newest first, of one verdict and one topic's key where given."""
    pages = RebuttalPage.objects.live().filter(locale__language_code=language)
    if verdict:
        pages = pages.filter(verdict=verdict.key)
    if topic:
        pages = pages.filter(page_topics__topic__key=topic)
    return pages.order_by("-first_published_at", "-pk")


def latest(language: str, limit: int) -> "QuerySet[RebuttalPage]":
    """The `limit` newest rebuttals in `language`, for the front page."""
    return published(language)[:limit]
