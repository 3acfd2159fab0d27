"""What most readers said is their question too: for those who look, and for agencies that choose what to tell first."""

from typing import Any, Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal import languages
from portal.serving import finish
from qa.models import PublishedQuestion
from qa.published import most_asked as most_asked_rows
from qa.views.lists import item_of
from qa.views.parts import alternates, crumbs

SHOWN: Final = 30


@require_safe
def most_asked(request: HttpRequest) -> HttpResponseBase:
    """Public questions by the number of readers who have them too, waiting and answered ones; the same for everyone."""
    context = {
        "items": [counted(row) for row in most_asked_rows(languages.current(), SHOWN)],
        "crumbs": crumbs(),
        "alternates": alternates("qa:most-asked"),
    }
    return finish(request, render(request, "qa/after/most_asked.html", context))


def counted(row: PublishedQuestion) -> dict[str, Any]:
    return {**item_of(row), "asked_too": row.asked_too}
