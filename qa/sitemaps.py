"""Questions in the sitemap; the lists, figures and the open data, whose addresses exist in all languages."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import translation

from directory import selectors as directory
from directory.models import Agency
from portal import languages
from portal.sitemaps import PORTION, Entry, State, everywhere
from portal.tree import tree
from qa.models import PublishedQuestion
from qa.published import counts
from qa.statistics import report


class Questions:
    """The map of published questions."""

    kind = "questions"

    def states(self) -> dict[str, State]:
        public = Q(live=True, withheld_at__isnull=True)
        rows = (
            PublishedQuestion.objects.order_by()
            .values_list("locale")
            .annotate(
                count=Count("pk", filter=public),
                newest=Max("last_published_at", filter=public),
                touched=Max("changed_at"),
            )
        )
        return {tree().language_of(locale): State(*found) for locale, *found in rows}

    def entries(self, language: str, start: int, stop: int) -> Iterator[Entry]:
        bases = {code: _path_without_number(code) for code in languages.CODES}
        rows, last, left = self._rows(language), 0, stop - start
        while left > 0:
            found = rows.filter(pk__gt=last)[start : start + min(left, PORTION)]
            portion = list(found.values_list("pk", "question", "number", "last_published_at"))
            if not portion:
                return
            last, left, start = portion[-1][0], left - len(portion), 0
            codes = _languages_of([row[1] for row in portion])
            for _pk, question, number, changed_at in portion:
                paths = [(code, bases[code].replace("-", number)) for code in codes[question]]
                yield Entry(dict(paths)[language], changed_at, tuple(paths))

    def newest(self, language: str, start: int, stop: int) -> datetime | None:
        found: datetime | None = self._rows(language)[start:stop].aggregate(at=Max("last_published_at"))["at"]
        return found

    def _rows(self, language: str) -> Any:
        return PublishedQuestion.objects.public().in_language(language).order_by("pk")


def _languages_of(questions: list[int]) -> dict[int, list[str]]:
    """In which languages anyone may read each of `questions`, in the portal's order; one query."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = PublishedQuestion.objects.public().filter(question__in=questions).order_by()
    for question, locale in rows.values_list("question", "locale"):
        found[question].append(tree().language_of(locale))
    return {question: [code for code in languages.CODES if code in codes] for question, codes in found.items()}


def _path_without_number(language: str) -> str:
    """The path of a question whose number is "-": reversing 41,000 paths one by one takes seconds."""
    with translation.override(language):
        return PublishedQuestion(number="-").get_absolute_url()


def lists(language: str) -> Iterator[Entry]:
    """Each list that has a question, the statistics of each agency that has any, and the pages above them."""
    for name in ("list", "browse", "statistics", "open-data"):
        yield everywhere(language, reverse(f"qa:{name}"))
    found = counts()
    for kind, numbers in (("topic", found.topics), ("region", found.regions), ("agency", found.agencies)):
        for key in sorted(numbers):
            yield everywhere(language, reverse(f"qa:{kind}", kwargs={"key": key}))
    told = report()
    for agency in directory.active(Agency):
        if not told.of(agency.pk).empty:
            yield everywhere(language, reverse("qa:agency-statistics", kwargs={"key": agency.key}))
