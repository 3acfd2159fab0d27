"""Error pages that need nothing but the files of the program: no database, no session, no page above them."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation

from portal import languages


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


def server_error(request: HttpRequest, template_name: str = "500.html") -> HttpResponse:
    """Something broke on our side (500): what to do, in the language of the address, and who to call meanwhile."""
    language = language_of(request.path_info)
    with translation.override(language):
        page = render_to_string(
            template_name,
            {
                "language": language,
                "home_path": f"/{language}/",
                "stylesheet": stylesheet(),
                "site_name": settings.WAGTAIL_SITE_NAME,
            },
        )
    return HttpResponse(page, status=500)
