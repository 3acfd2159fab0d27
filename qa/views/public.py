"""The page of each published question, the same for every reader."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal import languages
from portal.serving import finish
from qa import richtext, sharing
from qa.models import PublishedQuestion
from qa.published import by_number
from qa.publishing import SEARCH_KIND
from qa.rules.validity import is_past
from qa.views import files as answer_files
from qa.views.changes import changes_of
from qa.views.parts import alternates, crumbs
from qa.views.routes import public_route, waiting_words
from search import slots
from search.related import Thing, more_like


@require_safe
def question(request: HttpRequest, number: str) -> HttpResponseBase:
    """One published question; offered in the languages it has, a tombstone once taken down, else 404."""
    versions = by_number(number)
    public = {row.locale.language_code: row for row in versions if row.live and row.withheld_at is None}
    here = public.get(languages.current())
    if here is not None:
        return finish(request, render(request, "qa/question.html", page_context(here, public)))
    if public:
        return offered(request, public)
    if any(row.withheld_at for row in versions):
        context = {"number": number, "crumbs": crumbs(), "noindex": True}
        return render(request, "qa/tombstone.html", context, status=410)
    raise Http404


def page_context(row: PublishedQuestion, public: dict[str, PublishedQuestion]) -> dict[str, Any]:
    """What the page of `row` shows; `public` are all versions that anyone may read."""
    paths = alternates("qa:question", number=row.number)
    thing = Thing(row.title, languages.current(), row.number, topics=(row.topic.key,) if row.topic else ())
    pages = tuple(kind for kind in slots.kinds_beside() if kind != SEARCH_KIND)
    original = public.get(row.original)
    stale = original is not None and row.source_version < original.source_version
    topic = [(reverse("qa:topic", kwargs={"key": row.topic.key}), row.topic.name)] if row.topic else []
    return {
        "row": row,
        "answer": richtext.shown(row.answer),
        "original": original if stale else None,
        "original_url": paths[original.locale.language_code] if original else "",
        "changes": changes_of(row, original),
        "old": is_past(row.valid_until, timezone.localdate()),
        "files": answer_files.of_public(row),
        "route": public_route(row),
        "waiting": waiting_words(row),
        "similar": more_like(thing, (SEARCH_KIND,)),
        "related": slots.shown(more_like(thing, pages)),
        "crumbs": crumbs(*topic),
        "alternates": {code: paths[code] for code in languages.CODES if code in public},
        "share": (sharing.KIND, row.number, sharing.card(row)),
    }


def offered(request: HttpRequest, public: dict[str, PublishedQuestion]) -> HttpResponse:
    """The question is not in the reader's language: where it is (200, not for search engines)."""
    paths = alternates("qa:question", number=next(iter(public.values())).number)
    versions = [
        {"code": code, "url": paths[code], "title": public[code].title} for code in languages.CODES if code in public
    ]
    context = {"versions": versions, "crumbs": crumbs(), "noindex": True}
    response = render(request, "qa/untranslated.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
