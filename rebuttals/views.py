"""Reporting a suspicious claim: what was seen, then what is checked already, then thanks."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from directory.models import Topic
from intake import deflections, limits, services
from intake.models import Deflection, Draft
from intake.steps import DraftStep, FormPage, begin
from portal import languages, text
from rebuttals import selectors
from rebuttals.forms import ReportForm
from rebuttals.services import KIND, report_submit
from search.service import similar

SIMILAR_SHOWN = 5


def steps() -> list[str]:
    """The words of the bar above the form."""
    return [_("What you saw"), _("Check and send")]


def crumbs() -> list[dict[str, str]]:
    """The way to the form: the front page and, where there is one, the fact-check section."""
    section = selectors.section(languages.current())
    return [{"url": f"/{languages.current()}/", "title": _("Front page")}, *([section] if section else [])]


class ReportStart(FormPage):
    """Step 1: the claim. `?text=` brings along what the reader typed in the search box."""

    template_name = "rebuttals/report/start.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", ReportForm(initial={"text": text.clean(self.request.GET.get("text", ""))[:3000]}))
        return super().get_context_data(**kwargs, steps=steps(), step=1, crumbs=crumbs())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ReportForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        suspect = bool(form.cleaned_data["website"])
        return begin(request, kind=KIND, data=form.draft_data(), quarantined=suspect, to="rebuttals:check")


class ReportCheck(DraftStep):
    """Step 2: similar claims that are checked already, in all three languages, and the report as it will be sent."""

    kind, start, sent = KIND, "rebuttals:report", "rebuttals:done"
    template_name = "rebuttals/report/check.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hits = similar(self.draft.get("text", ""), languages.current(), kinds=("rebuttal",), limit=SIMILAR_SHOWN)
        deflections.show(
            kind=KIND, language=languages.current(), shown=[f"{hit.kind}:{hit.id}" for hit in hits], draft=self.draft
        )
        checked = [selectors.item_of(page) for page in selectors.in_order(hit.id for hit in hits)]
        topic = Topic.objects.filter(key=self.draft.get("topic", "")).first()
        return super().get_context_data(
            **kwargs, draft=self.draft, topic=topic, checked=checked, steps=steps(), step=2, crumbs=crumbs()
        )

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        if "enough" in request.POST:
            deflections.close(self.draft, Deflection.Outcome.SUFFICED)
            services.draft_drop(self.draft)
            return redirect("rebuttals:enough")
        limits.hit("submit", request)
        deflections.close(self.draft, Deflection.Outcome.WENT_ON)
        services.draft_submit(token, make_report)
        return self.go("rebuttals:done")


class ReportDone(DraftStep):
    """Thanks, and what happens next."""

    kind, start, sent, after_sending = KIND, "rebuttals:report", "rebuttals:done", True
    template_name = "rebuttals/report/done.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.draft.sent:
            return self.go("rebuttals:check")
        section = selectors.section(languages.current())
        context = self.get_context_data(crumbs=crumbs(), number=self.draft.result_id, section=section)
        return self.render_to_response(context)


class ReportEnough(FormPage):
    """The claim was checked already; the unsent report is erased."""

    template_name = "rebuttals/report/enough.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        section = selectors.section(languages.current())
        return super().get_context_data(**kwargs, crumbs=crumbs(), section=section)


def make_report(draft: Draft) -> str:
    """The reference of the report made of `draft`."""
    report = report_submit(
        token=draft.token,
        claim=draft.get("text", ""),
        language=draft.language,
        url=draft.get("url", ""),
        where_seen=draft.get("where_seen", ""),
        topic=Topic.objects.filter(key=draft.get("topic", "")).first(),
        quarantined=draft.quarantined,
    )
    return f"{KIND}:{report.pk}"
