"""The public page of freshness in the sitemap: it is there in all languages."""

from collections.abc import Iterator

from django.urls import reverse

from portal import languages
from portal.sitemaps import Entry


def freshness(language: str) -> Iterator[Entry]:
    rest = reverse("content:freshness").lstrip("/").partition("/")[2]
    yield Entry(f"/{language}/{rest}", None, tuple((code, f"/{code}/{rest}") for code in languages.CODES))
