"""The views of the fact-checks in the sitemap; the rebuttals are pages, with a map of their own."""

from collections.abc import Iterator

from django.urls import reverse

from portal.sitemaps import Entry, everywhere


def services(language: str) -> Iterator[Entry]:
    """The log of corrections. Forms are in no sitemap."""
    yield everywhere(language, reverse("rebuttals:corrections"))
