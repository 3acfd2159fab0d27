"""The report on similar answers: how often they sufficed, and which helped most."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.widgets import AdminDateInput

from portal import languages, spreadsheets
from portal.screens import Screen
from qa import deflected
from qa.staff import access
from qa.staff.menu import DEFLECTIONS

_WITHIN = [MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2999, 12, 31))]


class DaysForm(forms.Form):
    """From which day to which."""

    since = forms.DateField(label=pgettext_lazy("period", "From"), widget=AdminDateInput, validators=_WITHIN)
    until = forms.DateField(label=pgettext_lazy("period", "To"), widget=AdminDateInput, validators=_WITHIN)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("since") and given.get("until") and given["since"] > given["until"]:
            raise forms.ValidationError(_("The first day must not come after the last."))
        return given


class Report(access.RequiresRole, Screen):
    """The last 30 days, or others; as a page, or as CSV."""

    roles = DEFLECTIONS
    template_name = "qa/staff/deflections.html"
    page_title = _("Did similar answers suffice?")
    header_icon = "openquote"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        today = timezone.localdate()
        days = {"since": today - timedelta(days=29), "until": today}
        form = DaysForm(request.GET if "since" in request.GET else None, initial=days)
        if form.is_bound and form.is_valid():
            days = form.cleaned_data
        export = request.GET.get("export")
        if export == "topics":
            return self.topics(**days)
        if export == "answers":
            return self.answers(**days)
        context = self.get_context_data(
            form=form,
            days=days,
            lines=[(line, languages.NAMES.get(line.language, line.language)) for line in deflected.lines(**days)],
            helped=deflected.helped_most(**days),
        )
        return self.render_to_response(context, status=422 if form.errors else 200)

    def topics(self, since: date, until: date) -> HttpResponseBase:
        heads = [_g("Topic"), _g("Language"), _g("Something was shown"), _g("It sufficed"), _g("Asked all the same"),
                 _g("Left without a word"), _g("Sufficed, per cent"), _g("Nothing to show")]  # fmt: skip
        rows = [
            [line.topic or _g("not chosen"), line.language, line.shown, line.sufficed, line.went_on, line.left,
             "" if line.percent is None else line.percent, line.nothing]
            for line in deflected.lines(since, until)
        ]  # fmt: skip
        return spreadsheets.csv_response(f"similar-by-topic-{since}-{until}.csv", [heads, *rows])

    def answers(self, since: date, until: date) -> HttpResponseBase:
        heads = [_g("Times"), _g("Kind"), _g("Title"), _g("Language"), _g("Address")]
        rows = [
            [one.times, one.kind, one.title or one.reference, one.language, one.url]
            for one in deflected.helped_most(since, until)
        ]
        return spreadsheets.csv_response(f"similar-that-helped-{since}-{until}.csv", [heads, *rows])
