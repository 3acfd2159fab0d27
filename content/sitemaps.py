"""The public page of freshness in the sitemap: it is there in all languages."""

from collections.abc import Iterator

from django.urls import reverse

from portal.sitemaps import Entry, everywhere


def freshness(language: str) -> Iterator[Entry]:
    yield everywhere(language, reverse("content:freshness"))
