"""The page on which a reader chooses the low-vision version: the only place that sets the cookie `view`."""

from dataclasses import asdict

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from portal import display, languages
from portal.display_forms import DisplayForm


def _way_back(request: HttpRequest) -> str:
    """The page the reader came from; the front page when `next` is missing or leads elsewhere."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/"):
        return wanted
    return f"/{languages.current()}/"


def _remember(response: HttpResponse, chosen: display.Display) -> None:
    value = display.serialize(chosen)
    if not value:
        response.delete_cookie(display.COOKIE, samesite="Lax")
        return
    response.set_cookie(
        display.COOKIE,
        value,
        max_age=display.COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


@never_cache
@require_safe
def change(request: HttpRequest) -> HttpResponse:
    """One tap: takes the choice that `view` holds (empty: the normal version) and leads back to `next`.

    As with the language, a link and no form: so it can stand on every page, and the page needs no cookie of its own.
    What is no choice of ours changes nothing.
    """
    response = HttpResponseRedirect(_way_back(request))
    wanted = request.GET.get("view", "")
    chosen = display.parse(wanted)
    if chosen.chosen or not wanted:
        _remember(response, chosen)
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Shows the choice; on POST remembers it for a year (`reset` forgets it) and leads back to `next`."""
    back = _way_back(request)
    if request.method == "POST" and "reset" in request.POST:
        response: HttpResponse = HttpResponseRedirect(back)
        _remember(response, display.NORMAL)
        return response
    present = display.parse(request.COOKIES.get(display.COOKIE, ""))
    form = DisplayForm(request.POST or None, initial=asdict(present))
    if request.method == "POST" and form.is_valid():
        response = HttpResponseRedirect(back)
        _remember(response, form.display())
        return response
    return render(
        request,
        "portal/display.html",
        {"form": form, "back": back, "present": present, "no_display_bar": True},
        status=422 if request.method == "POST" else 200,
    )
