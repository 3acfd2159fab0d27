"""The page that lists what readers may subscribe to or take away."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal import languages, subscriptions
from portal.serving import finish
from portal.sitemaps import everywhere


@require_safe
def subscribe(request: HttpRequest) -> HttpResponseBase:
    """/<language>/subscribe/"""
    language = languages.current()
    context = {
        "offers": subscriptions.offers(),
        "crumbs": [{"url": f"/{language}/", "title": _("Front page")}],
        "alternates": dict(everywhere(language, reverse("machines:subscribe")).alternates),
    }
    return finish(request, render(request, "machines/subscribe.html", context))
