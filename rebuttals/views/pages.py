"""Public pages beside Wagtail's: the log of corrections, and the card that other sites embed."""

from collections.abc import Callable
from typing import Final

from csp.decorators import csp_replace
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from portal import languages
from portal.serving import finish
from rebuttals import changes, selectors
from rebuttals.views.parts import crumbs

PER_PAGE: Final = 30
ANYWHERE: Final = {"frame-ancestors": ["*"]}


def alternates(name: str) -> dict[str, str]:
    """The same page in each language: code → path."""
    rest = reverse(name).lstrip("/").partition("/")[2]
    return {code: f"/{code}/{rest}" for code in languages.CODES}


@require_safe
def corrections(request: HttpRequest) -> HttpResponseBase:
    """Everything that was corrected in published rebuttals, newest first."""
    page = Paginator(changes.log(languages.current()), PER_PAGE).get_page(request.GET.get("page"))
    method = changes.method(languages.current())
    context = {"page": page, "method": method, "crumbs": crumbs(), "alternates": alternates("rebuttals:corrections")}
    return finish(request, render(request, "rebuttals/corrections.html", context))


def embeddable(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view whose page any site may show in a frame."""
    framed: Callable[..., HttpResponseBase] = xframe_options_exempt(csp_replace(ANYWHERE)(view))
    return framed


@require_safe
@embeddable
def card(request: HttpRequest, key: str) -> HttpResponseBase:
    """The card of the rebuttal with the slug `key`, in the present language; 404 where it has no public page."""
    found = selectors.by_slug(languages.current(), key)
    if found is None:
        raise Http404
    context = {"item": selectors.item_of(found), "url": found.full_url}
    return finish(request, render(request, "rebuttals/card.html", context))
