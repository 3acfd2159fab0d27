"""Reads of the fact-checks."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from wagtail.models import PageQuerySet

from directory.models import Topic
from portal import sql
from portal.memory import brief
from portal.visibility import open_to_all
from rebuttals.pages import RebuttalIndexPage, RebuttalPage
from rebuttals.rules.verdicts import Verdict

# What no list shows; the rest of a rebuttal fits in one row.
HEAVY = ("body", "spread", "evidence", "corrections")


def published(language: str, *, verdict: Verdict | None = None, topic: str = "") -> sql.Answer[RebuttalPage]:
    """Public rebuttals in `language`, newest first, of one verdict and one topic's key where given, for lists."""
    ask = _published(by_verdict=bool(verdict), by_topic=bool(topic))
    return ask(language=language, verdict=verdict.key if verdict else "", topic=topic)


@cache
def _published(*, by_verdict: bool, by_topic: bool) -> sql.Prepared[RebuttalPage]:
    pages: PageQuerySet[RebuttalPage] = RebuttalPage.objects.filter(locale__language_code=sql.slot("language"))
    pages = open_to_all(pages)
    if by_verdict:
        pages = pages.filter(verdict=sql.slot("verdict"))
    if by_topic:
        # Not a join: a topic that an editor gave twice must not list the page twice.
        pages = pages.filter(pk__in=Topic.objects.filter(key=sql.slot("topic")).values("page_topics__page_id"))
    return sql.Prepared(pages.defer(*HEAVY).order_by("-first_published_at", "-pk"))


def item_of(page: RebuttalPage) -> dict[str, Any]:
    """A rebuttal as the component `rebuttal_item` takes it."""
    return {
        "pk": page.pk,
        "url": page.url,
        "claim": page.claim,
        "verdict": page.verdict,
        "conclusion": page.conclusion,
        "date": page.published_at,
        "language": page.language,
    }


@brief
def newest(language: str, limit: int) -> list[dict[str, Any]]:
    """The `limit` newest rebuttals in `language`, as items of a list."""
    return [item_of(page) for page in latest(language, limit)]


def latest(language: str, limit: int) -> list[RebuttalPage]:
    """The `limit` newest rebuttals in `language`."""
    return list(published(language)[:limit])


@brief
def topics_in_use(language: str) -> list[Topic]:
    """The active topics of which there are rebuttals in `language`, in the directory's order."""
    used = open_to_all(RebuttalPage.objects.filter(locale__language_code=language)).values("page_topics__topic_id")
    return list(Topic.objects.filter(active=True, pk__in=used))


def in_order(ids: Iterable[str | int]) -> list[RebuttalPage]:
    """The rebuttals of `ids`, live or not, in that order; what is gone is left out. One query."""
    wanted = [int(id_) for id_ in ids if str(id_).isdecimal()]
    found = RebuttalPage.objects.select_related("locale").defer(*HEAVY).in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found]


def by_slug(language: str, slug: str) -> RebuttalPage | None:
    """The public rebuttal with this slug in `language`."""
    rows = open_to_all(RebuttalPage.objects.filter(locale__language_code=language, slug=slug))
    return rows.defer(*HEAVY).order_by("pk").first()


def version_of(page: RebuttalPage, language: str) -> RebuttalPage | None:
    """The public version of `page` in `language`, else the page itself where that is public, else any that is."""
    versions = open_to_all(RebuttalPage.objects.filter(translation_key=page.translation_key)).select_related("locale")
    ranked = sorted(versions, key=lambda row: (row.locale.language_code != language, row.pk != page.pk, row.pk))
    return ranked[0] if ranked else None


@brief
def section(language: str) -> dict[str, str] | None:
    """Address and title of the fact-check section in `language`; None while there is none."""
    row = open_to_all(RebuttalIndexPage.objects.filter(locale__language_code=language)).first()
    return {"url": row.url, "title": row.title} if row and row.url else None
