"""Two reports: what of section 6 is missing, and what is late."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content import completeness, freshness
from content.rules.completeness import PERIODIC, Row, State
from content.rules.freshness import TERM
from content.staff import access, words
from content.staff.links import Links
from portal import languages
from portal.screens import Screen

SHOWN = 10  # notes of a row; what is more is counted


class Report(Screen):
    """For those who write or publish pages."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        if not access.may_see(request.user):
            raise PermissionDenied
        super().setup(request, *args, **kwargs)


class Completeness(Report):
    """Each requirement in each language, with the way to what is to be mended."""

    template_name = "content/staff/completeness.html"
    page_title = _("Section 6: what is there and what is missing")
    header_icon = "clipboard-list"

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = completeness.checked()
        open_only = request.GET.get("show") == "open"
        links = Links(rows, request.user)
        groups: list[dict[str, Any]] = []
        for row in rows:
            if open_only and row.state is State.DONE:
                continue
            if not groups or groups[-1]["requirement"] is not row.requirement:
                groups.append({"requirement": row.requirement, "name": words.REQUIREMENTS[row.requirement], "rows": []})
            groups[-1]["rows"].append(shown(row, links))
        done = sum(row.state is State.DONE for row in rows)
        context = self.get_context_data(groups=groups, done=done, all=len(rows), open_only=open_only)
        return self.render_to_response(context)


def shown(row: Row, links: Links) -> dict[str, Any]:
    """A row as the table shows it."""
    late = row.requirement in PERIODIC and row.state is State.LATE
    return {
        "language": languages.NAMES[row.language],
        "code": row.language,
        "state": words.STATES[row.state],
        "tone": words.TONES[row.state],
        "notes": [(note.title, words.told(note), links.mend(note, row), note.page is None)
                  for note in row.notes[:SHOWN]],
        "more": max(0, len(row.notes) - SHOWN),
        "add": links.add(row.requirement) if late else "",
    }  # fmt: skip


class Late(Report):
    """Pages whose term is over: first those that are not out."""

    template_name = "content/staff/late.html"
    page_title = _("Late pages")
    header_icon = "history"

    def get(self, request: HttpRequest) -> HttpResponse:
        mine = set(access.worked_on(request.user).values_list("pk", flat=True))
        found = freshness.late(languages.CODES, only=mine)
        silent = [
            section for code in languages.CODES for section in freshness.sections(code) if section.freshness.silent
        ]
        tables = [
            {"id": "waiting", "title": _("Not out yet"), "rows": [each for each in found if each.published is None]},
            {
                "id": "out",
                "title": pgettext_lazy("pages", "Came out late within a year"),
                "rows": [each for each in found if each.published],
            },
        ]
        context = self.get_context_data(tables=tables, silent=silent, term=TERM, today=timezone.localdate())
        return self.render_to_response(context)
