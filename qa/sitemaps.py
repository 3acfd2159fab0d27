"""The lists, figures and the open data in the sitemap: their addresses exist in all languages."""

from collections.abc import Iterator

from django.urls import reverse

from directory import selectors as directory
from directory.models import Agency
from portal import languages
from portal.sitemaps import Entry
from qa.published import counts
from qa.statistics import report


def lists(language: str) -> Iterator[Entry]:
    """Each list that has a question, the statistics of each agency that has any, and the pages above them."""
    for name in ("list", "browse", "statistics", "open-data"):
        yield _entry(language, reverse(f"qa:{name}"))
    found = counts()
    for kind, numbers in (("topic", found.topics), ("region", found.regions), ("agency", found.agencies)):
        for key in sorted(numbers):
            yield _entry(language, reverse(f"qa:{kind}", kwargs={"key": key}))
    told = report()
    for agency in directory.active(Agency):
        if not told.of(agency.pk).empty:
            yield _entry(language, reverse("qa:agency-statistics", kwargs={"key": agency.key}))


def _entry(language: str, path: str) -> Entry:
    rest = path.lstrip("/").partition("/")[2]
    versions = tuple((code, f"/{code}/{rest}") for code in languages.CODES)
    return Entry(f"/{language}/{rest}", None, versions)
