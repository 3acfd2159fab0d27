"""The report of what readers look for: in vain, without choosing anything, most often; and what they chose."""

from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput
from wagtail.permissions import page_permission_policy

from portal import languages, spreadsheets
from portal.screens import Screen
from portal.tree import tree
from search import reports
from search.permissions import may_keep
from search.rules.counting import OCCASIONS

DAYS: Final = 30
_WITHIN = [MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2999, 12, 31))]


class PeriodForm(forms.Form):
    """From which day to which, and in which language of the portal."""

    since = forms.DateField(label=pgettext_lazy("period", "From"), widget=AdminDateInput, validators=_WITHIN)
    until = forms.DateField(label=pgettext_lazy("period", "To"), widget=AdminDateInput, validators=_WITHIN)
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("All languages")), *languages.NAMES.items()]
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("since") and given.get("until") and given["since"] > given["until"]:
            raise forms.ValidationError(_("The first day must not come after the last."))
        return given


def searched(line: reports.Line) -> str:
    """Where readers search for it."""
    with translation.override(line.language):
        return f"{reverse('search')}?{urlencode({'q': line.text})}"


class Searches(Screen):
    """The last 30 days, or others; as a page, or as CSV."""

    template_name = "search/staff/searches.html"
    page_title = _("What readers look for")
    header_icon = "view"

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        if not may_keep(request.user):
            raise PermissionDenied
        super().setup(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponseBase:
        today = timezone.localdate()
        asked: dict[str, Any] = {"since": today - timedelta(days=DAYS - 1), "until": today, "language": ""}
        form = PeriodForm(request.GET if "since" in request.GET else None, initial=asked)
        if form.is_bound and form.is_valid():
            asked = form.cleaned_data
        export = request.GET.get("export")
        if export in {"searches", "chosen"} and not form.errors:
            return self.searches(**asked) if export == "searches" else self.chosen(**asked)
        lines = reports.lines(**asked)
        context = self.get_context_data(
            form=form,
            period=urlencode(asked),
            tables=self.tables(lines),
            chosen=reports.chosen(**asked),
            occasions=OCCASIONS,
        )
        return self.render_to_response(context, status=422 if form.errors else 200)

    def tables(self, lines: list[reports.Line]) -> list[dict[str, Any]]:
        """What the page shows of searches, the most useful first; each row with what an editor may do about it."""
        wanted = [
            ("in-vain", _("Searches without results"), reports.in_vain(lines)),
            ("not-chosen", _("Results that nobody chose"), reports.not_chosen(lines)),
            ("often", _("Searched most"), lines),
        ]
        return [
            {
                "id": id_,
                "title": title,
                "rows": [(line, searched(line), self.next_steps(line)) for line in found[: reports.MOST]],
            }
            for id_, title, found in wanted
        ]

    def next_steps(self, line: reports.Line) -> list[tuple[str, str]]:
        wording = f"{reverse('search_concepts:add')}?{urlencode({line.language: line.text})}"
        bet = f"{reverse('search_best_bets:add')}?{urlencode({'language': line.language, 'phrases': line.text})}"
        found = [(wording, gettext("Add a wording")), (bet, gettext("Recommend a page"))]
        home = tree().homes.get(line.language)
        if home is not None and self.writes_pages:
            found.append((reverse("wagtailadmin_explore", args=[home.pk]), gettext("Write a page")))
        return found

    @property
    def writes_pages(self) -> bool:
        return bool(page_permission_policy.user_has_permission(self.request.user, "add"))

    def searches(self, since: date, until: date, language: str) -> HttpResponseBase:
        heads = [
            gettext("Language"),
            gettext("Text"),
            gettext("Searches"),
            gettext("Without results"),
            gettext("Results chosen"),
        ]
        rows = [[line.language, line.text, line.searches, line.empty, line.chosen]
                for line in reports.lines(since, until, language)]  # fmt: skip
        return spreadsheets.csv_response(f"searches-{since}-{until}.csv", [heads, *rows])

    def chosen(self, since: date, until: date, language: str) -> HttpResponseBase:
        heads = [
            gettext("Times"),
            gettext("Kind"),
            gettext("Title"),
            gettext("Language"),
            gettext("Address"),
            pgettext("recommendation", "For the searches"),
        ]
        rows = [
            [one.times, one.kind, one.title or one.reference, one.language, one.url, "; ".join(one.texts)]
            for one in reports.chosen(since, until, language)
        ]
        return spreadsheets.csv_response(f"searches-chosen-{since}-{until}.csv", [heads, *rows])
