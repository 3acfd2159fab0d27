"""Two reports for editors: links that lead nowhere, and pages that expire or age; as pages and as CSV."""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portal import languages, spreadsheets
from portal.screens import Screen
from portal.tree import absolute, public_path
from proofing import reports

KINDS: Final = {
    "outside": _("Other sites"),
    "page": _("Pages of the portal"),
    "document": _("Files of the portal"),
    "path": _("Typed addresses of the portal"),
}
AGES: Final = {"expiring": _("Expires within 30 days"), "unread": _("Not read for a year")}


class LinksForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("All languages")), *languages.NAMES.items()]
    )
    kind = forms.ChoiceField(
        label=_("Leads to"), required=False, choices=[("", pgettext_lazy("links", "Anywhere")), *KINDS.items()]
    )


class AgingForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("All languages")), *languages.NAMES.items()]
    )
    what = forms.ChoiceField(label=_("Pages"), required=False, choices=[("", _("Both")), *AGES.items()])


class Report(Screen):
    """What both have in common: for whoever looks after pages, filtered, as a page or as CSV."""

    form_class: type[forms.Form]
    header_icon = "warning"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not reports.may_read(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponseBase:
        form = self.form_class(request.GET)
        asked = form.cleaned_data if form.is_valid() else {}
        rows = self.rows(**asked)
        if request.GET.get("export") == "csv":
            return spreadsheets.csv_response(f"{self.name}.csv", self.table(rows))
        query = request.GET.copy()
        query["export"] = "csv"
        context = self.get_context_data(
            form=form, rows=rows, export=query.urlencode(), most=reports.MOST, full=len(rows) >= reports.MOST
        )
        return self.render_to_response(context)

    name = ""

    def rows(self, **asked: Any) -> list[Any]:
        raise NotImplementedError

    def table(self, rows: list[Any]) -> list[list[Any]]:
        raise NotImplementedError


class BrokenLinks(Report):
    """Links that lead nowhere: ours at this very moment, others as of the last night."""

    template_name = "proofing/staff/broken.html"
    page_title = _("Broken links")
    form_class = LinksForm
    name = "broken-links"

    def rows(self, **asked: Any) -> list[Any]:
        return [(each, KINDS[each.kind]) for each in reports.broken(self.request.user, **asked)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"checking": settings.LINK_CHECKS, "unasked": reports.unasked(), "asked": reports.last_asked()}
        return super().get_context_data(**kwargs, **told)

    def table(self, rows: list[Any]) -> list[list[Any]]:
        heads = [gettext("Link"), gettext("Leads to"), gettext("Fault"), gettext("Since"), gettext("Pages")]
        return [heads] + [
            [
                each.address,
                str(kind),
                each.fault,
                each.since,
                " ".join(absolute(public_path(p.url_path)) for p in each.pages),
            ]
            for each, kind in rows
        ]


class AgingPages(Report):
    """Pages that go off soon, or that may not hold any more."""

    template_name = "proofing/staff/aging.html"
    page_title = _("Expiring and unread pages")
    header_icon = "time"
    form_class = AgingForm
    name = "aging-pages"

    def rows(self, **asked: Any) -> list[Any]:
        return reports.aging(self.request.user, **asked)

    def table(self, rows: list[Any]) -> list[list[Any]]:
        heads = [gettext("Title"), gettext("Language"), gettext("Expires"), gettext("Last read"), gettext("Address")]
        return [heads] + [
            [page.title, page.locale.language_code, page.expire_at, page.read_at, absolute(public_path(page.url_path))]
            for page in rows
        ]
