"""Error pages that need nothing but the files of the program: no database, no session, no page above them."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation
from django.utils.safestring import SafeString

from portal import languages, slots


def language_of(path: str) -> str:
    """The language that an address names, or Kazakh: `/ru/news/` → `ru`."""
    first = path.lstrip("/").partition("/")[0].lower()
    code = languages.ALIASES.get(first, first)
    return code if code in languages.CODES else "kk"


def stylesheet() -> str:
    """Address of the style sheet; empty when the static files were not collected, so that this page is still a page."""
    try:
        return static("portal/css/site.css")
    except ValueError:
        return ""


def bad_request(request: HttpRequest, exception: Exception, template_name: str = "400.html") -> HttpResponse:
    """A request that cannot be read: a host that is not ours, a broken form (400), or one that is too large (413)."""
    large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent)
    if large and request.path_info.startswith("/admin/"):
        return _page(request, "413.html", 413, _staff_language(request))
    return _page(request, template_name, 413 if isinstance(exception, RequestDataTooBig) else 400)


def _staff_language(request: HttpRequest) -> str:
    """The language that a member of staff chose for the admin, whose addresses name none; Kazakh for anybody else."""
    try:
        chosen = request.user.wagtail_userprofile.get_preferred_language()  # type: ignore[union-attr]
    except Exception:  # nobody is signed in, or never chose
        return "kk"
    return chosen[:2] if chosen[:2] in languages.CODES else "kk"


def server_error(request: HttpRequest, template_name: str = "500.html") -> HttpResponse:
    """Something broke on our side (500): what to do, in the language of the address, and who to call meanwhile."""
    return _page(request, template_name, 500)


def _page(request: HttpRequest, template: str, status: int, language: str = "") -> HttpResponse:
    language = language or language_of(request.path_info)
    with translation.override(language):
        page = render_to_string(
            template,
            {
                "language": language,
                "home_path": f"/{language}/",
                "stylesheet": stylesheet(),
                "site_name": settings.WAGTAIL_SITE_NAME,
                "urgent": SafeString(slots.fill("urgent_last_seen", {})),
            },
        )
    return HttpResponse(page, status=status)
