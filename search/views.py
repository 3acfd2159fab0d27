"""The search page, and the word that one of its results was chosen."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from portal import languages
from portal.tree import absolute
from search import bets
from search.documents import Hit, Results
from search.forms import PER_PAGE, FilterForm
from search.registry import registry
from search.service import search, suggest
from search.tallying import tally

MOST_PAGES = 500
LONGEST_BODY = 2_000
CARRIED = 500  # characters of a query that found nothing that are carried into the question form
SHORTEST, LONGEST = 2, 200  # characters from and up to which a text is worth suggestions


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """/<language>/search/?q=…&kind=…&topic=…&region=…&agency=…&since=…&until=…&order=…&typed=…&page=…

    An address to keep, the same for every reader.
    """
    language = languages.current()
    form = FilterForm(request.GET)
    number = _number(request.GET.get("page", ""))
    found, page = _found(form, language, number)
    recommended = bets.recommended(form.text, language) if form.text and number == 1 else []
    if number == 1 and form.is_first and not found.degraded and _is_read(request):
        tally.searched(language, form.text, empty=not (found.total or recommended))
    if found.hits or not (form.is_empty or found.degraded):
        form.offer(found.facets)
    context = {
        "form": form,
        "text": form.text,
        "asked": not form.is_empty,
        "found": found,
        "page_of_results": page,
        "recommended": recommended,
        "bet": bets.KIND,
        "hits": [_shown(hit) for hit in found.hits],
        "others": [_shown(hit) for hit in found.others],
        "kinds": _kinds(form, found),
        "topic_links": _topic_links(form),
        "as_typed": f"?{_query(form, typed='1')}",
        "meant": _meant(form, found, language),
        "unfiltered": _unfiltered(form),
        "ask_url": f"/{language}/questions/ask/?{urlencode({'text': (found.repaired or form.text)[:CARRIED]})}",
        "noindex": True,
        "alternates": alternates(form),
    }
    return render(request, "search/results.html", context)


# Exempt: the page of results has no session and no cookie, hence no token. What comes here changes a count and nothing
# else, and only what a page of ours sends is looked at.
@csrf_exempt
@require_POST
def chosen(request: HttpRequest) -> HttpResponse:
    """/<language>/search/chosen/: a result was chosen. Says nothing, whatever comes."""
    length = request.headers.get("Content-Length", "")
    if _is_ours(request) and length.isdecimal() and int(length) <= LONGEST_BODY:
        given = [request.POST.get(name, "") for name in ("text", "kind", "id")]
        tally.chosen(languages.current(), *given)
    return HttpResponse(status=204)


def _is_ours(request: HttpRequest) -> bool:
    """Whether a page of this site sent it, as browsers say."""
    origin = urlsplit(request.headers.get("Origin", "")).netloc
    return origin == request.get_host() and request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"


def _is_read(request: HttpRequest) -> bool:
    """Whether someone reads the page, as far as can be told: it is not only fetched beforehand."""
    return request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", "")


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """/<language>/search/suggest/?q=…: the lines under the search box, a piece of HTML; empty when there are none.

    The same for every reader, so that a cache may answer for a minute.
    """
    text = request.GET.get("q", "").replace("\0", " ")[:LONGEST].strip()
    items = suggest(text, languages.current()) if len(text) >= SHORTEST else []
    response = HttpResponse(render_to_string("search/suggestions.html", {"items": items}).strip())
    patch_cache_control(response, public=True, max_age=60)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """/<language>/search/opensearch.xml: how a browser searches the portal from its address bar (OpenSearch 1.1)."""
    context = {
        "name": _("Jauap"),
        "about": _("Questions, answers and news of state bodies"),
        "language": languages.current(),
        "icon": absolute(static("portal/img/favicon-32.png")),
        "results": absolute(reverse("search")),
        "this": absolute(reverse("search_opensearch")),
    }
    text = render_to_string("search/opensearch.xml", context)
    response = HttpResponse(text, content_type="application/opensearchdescription+xml; charset=utf-8")
    patch_cache_control(response, public=True, max_age=3600)
    return response


def alternates(form: FilterForm) -> dict[str, str]:
    """The same search in each language: code → path."""
    query = _query(form)
    return {code: f"/{code}/search/" + (f"?{query}" if query else "") for code in languages.CODES}


def _found(form: FilterForm, language: str, number: int) -> tuple[Results, Any]:
    if form.is_empty:
        return Results(), None
    found = search(form.query(language, number))
    pages = Paginator(range(min(found.total, MOST_PAGES * PER_PAGE)), PER_PAGE)
    page = pages.get_page(number)
    if page.number != number and found.total:  # beyond the last page: the last one
        found = search(form.query(language, page.number))
    return found, page


def _meant(form: FilterForm, found: Results, language: str) -> dict[str, str] | None:
    """What a text that found nothing as it was typed would be searched as: the words, and their address."""
    if not form.value("typed") or found.hits or found.others or found.degraded:
        return None
    repaired = search(replace(form.query(language, 1), repair=True, limit=1, others=1, facets=False)).repaired
    return {"text": repaired, "url": f"?{_query(form, q=repaired, typed='')}"} if repaired else None


def _unfiltered(form: FilterForm) -> str:
    """The address of the same words without any filter; "" when there are none to take off, or no words."""
    filters = [name for name in form.fields if name not in {"q", "typed", "order"} and form.value(name)]
    return f"?{_query(form, **dict.fromkeys(filters, ''))}" if form.text and filters else ""


def _number(text: str) -> int:
    return min(max(int(text), 1), MOST_PAGES) if text.isdecimal() and len(text) < 6 else 1


def _shown(hit: Hit) -> dict[str, Any]:
    source = registry.sources.get(hit.kind)
    return {"hit": hit, "label": source.label() if source else ""}


def _kinds(form: FilterForm, found: Results) -> list[dict[str, Any]]:
    """The filter by kind: links with counts."""
    chosen = form.value("kind") if form.value("kind") in registry.sources else ""
    counts = {kind: count for kind, count in found.kinds.items() if kind in registry.sources}
    if chosen:
        counts.setdefault(chosen, 0)
    if not counts:
        return []
    rows = [("", _("All"), sum(counts.values()))]
    for kind in sorted(counts, key=lambda kind: -counts[kind]):
        rows.append((kind, registry.sources[kind].label(), counts[kind]))
    options = [
        {"label": label, "url": f"?{_query(form, kind=kind)}", "count": count, "current": kind == chosen}
        for kind, label, count in rows
    ]
    return [{"label": _("Kind"), "options": options}]


def _topic_links(form: FilterForm) -> list[dict[str, str]]:
    """Everything about a topic, for a reader whose words found nothing."""
    return [{"title": topic.name, "url": f"{reverse('search')}?topic={topic.key}"} for topic in form.topics]


def _query(form: FilterForm, **changes: str) -> str:
    """The present choices as a query, without the page."""
    values = {name: form.data.get(name, "") for name in form.fields} | changes
    return urlencode({name: value for name, value in values.items() if value})


@require_safe
def indexnow_key(request: HttpRequest) -> HttpResponse:
    """The proof that who tells of this portal's addresses is this portal; the key is no secret."""
    if not settings.INDEXNOW_KEY:
        raise Http404
    response = HttpResponse(settings.INDEXNOW_KEY, content_type="text/plain; charset=utf-8")
    patch_cache_control(response, public=True, max_age=3600)
    return response
