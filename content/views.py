"""How fresh the portal is: a page for everyone."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from content import freshness as counting
from content.rules.freshness import TERM
from portal import languages
from portal.serving import finish


@require_safe
def freshness(request: HttpRequest) -> HttpResponseBase:
    """Each section: when it was updated, how long publication took, what is late. The same for every reader."""
    language = languages.current()
    sections, counted_at = counting.told(language)
    rest = reverse("content:freshness").lstrip("/").partition("/")[2]
    context = {
        "sections": [(section, days(section.freshness.median)) for section in sections],
        "behind": [section for section in sections if section.freshness.behind],
        "counted_at": counted_at,
        "minutes": counting.MINUTES,
        "term": TERM,
        "crumbs": [{"url": f"/{language}/", "title": _("Front page")}],
        "alternates": {code: f"/{code}/{rest}" for code in languages.CODES},
    }
    return finish(request, render(request, "content/freshness.html", context))


def days(median: float | None) -> str:
    """A median in words; "" where nothing can be counted."""
    if median is None:
        return ""
    if median == 0:
        return _("the same day")
    if median == int(median):
        return ngettext("%(n)s working day", "%(n)s working days", int(median)) % {"n": int(median)}
    return _("%(n)s working days (between two)") % {"n": number_format(median, decimal_pos=1)}
