"""Reporting a suspicious claim: what was seen, what is checked already, pictures and an address, the code."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from directory.models import Topic
from intake import challenges, contacts, deflections, limits, services
from intake.judging import judged, trusted
from intake.models import Deflection, Draft
from intake.rules.suspicion import Verdict
from intake.steps import DraftStep, FormPage, begin, typing_fragment
from portal import crypto, languages, text
from portal.tree import absolute
from rebuttals import selectors
from rebuttals.forms import ReportForm, SendForm, pictures_of
from rebuttals.reports import ClaimReport
from rebuttals.services import REPORT, report_submit
from rebuttals.views.parts import checked_already, crumbs, steps
from rebuttals.views.passes import entrust_report


def step_context(number: int) -> dict[str, Any]:
    """What every step's template needs."""
    return {"steps": steps(), "step": number, "crumbs": crumbs()}


class ReportStart(FormPage):
    """Step 1: the claim. `?text=` brings along what the reader typed in the search box."""

    template_name = "rebuttals/report/start.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", ReportForm(initial={"text": text.clean(self.request.GET.get("text", ""))[:3000]}))
        return super().get_context_data(**kwargs, **step_context(1), fragment_url=reverse("rebuttals:similar-fragment"))

    def post(self, request: HttpRequest) -> HttpResponse:
        if "enough" in request.POST:
            deflections.suffice_typing(request.POST.get("shown", ""), request.POST["enough"])
            return redirect("rebuttals:enough")
        form = ReportForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        suspect = bool(form.cleaned_data["website"])
        return begin(request, kind=REPORT, data=form.draft_data(), quarantined=suspect, to="rebuttals:similar")


class ReportStep(DraftStep):
    """A step of a report already begun."""

    kind, start, sent = REPORT, "rebuttals:report", "rebuttals:done"
    number = 1

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, draft=self.draft, **step_context(self.number))

    def enough(self, helped: str) -> HttpResponse:
        """It was checked already: what was typed is erased, with its pictures."""
        deflections.close(self.draft, Deflection.Outcome.SUFFICED, helped)
        services.draft_drop(self.draft)
        return redirect("rebuttals:enough")


class ReportAgain(ReportStep):
    """Step 1 once more. A changed text is compared with what is published anew."""

    template_name = "rebuttals/report/start.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", ReportForm(initial=self.draft.data))
        return super().get_context_data(**kwargs, fragment_url=reverse("rebuttals:similar-fragment"))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        deflections.adopt(self.draft, request.POST.get("shown", ""))
        if "enough" in request.POST:
            return self.enough(request.POST["enough"])
        form = ReportForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        data = form.draft_data()
        seen = self.draft.get("similar_seen", False) and data["text"] == self.draft.get("text")
        suspect = bool(form.cleaned_data["website"])
        services.draft_save(self.draft, quarantined=suspect, similar_seen=seen, **data)
        return self.go("rebuttals:check" if seen else "rebuttals:similar")


class ReportSimilar(ReportStep):
    """Between the steps: what is checked already, in all three languages. Without anything to show it passes on."""

    template_name = "rebuttals/report/similar.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        checked = checked_already(self.draft.get("text", ""))
        deflections.show(
            kind=REPORT,
            language=languages.current(),
            shown=[item["reference"] for item in checked],
            topic=self.draft.get("topic", ""),
            draft=self.draft,
        )
        services.draft_save(self.draft, similar_seen=True)
        if not checked:
            deflections.close(self.draft, Deflection.Outcome.WENT_ON)
            return self.go("rebuttals:check")
        return self.render_to_response(self.get_context_data(checked=checked))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        if "enough" in request.POST:
            return self.enough(request.POST["enough"])
        deflections.close(self.draft, Deflection.Outcome.WENT_ON)
        return self.go("rebuttals:check")


class ReportCheck(ReportStep):
    """Step 2: the report as it will be sent, pictures and an address if wanted. Pictures that pass are kept even when
    something else is wrong. However often it is sent, one report comes of it."""

    template_name = "rebuttals/report/check.html"
    number = 2

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", SendForm())
        return super().get_context_data(
            **kwargs,
            topic=Topic.objects.filter(key=self.draft.get("topic", "")).first(),
            attachments=self.draft.attachments.live(),
        )

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        """The page, with work for the browser if its sender looks suspicious. Everybody who comes here at once looks
        hurried: it is judged anew when it is sent, so that who reads the page first needs no scripts."""
        suspicious = judged(self.request, self.draft) is Verdict.CHALLENGE
        challenge = challenges.issue(self.draft) if suspicious else ""
        return self.render_to_response(self.get_context_data(challenge=challenge, **context), status=status)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.draft.get("similar_seen"):
            return self.go("rebuttals:similar")
        if getattr(request, "oversized", False):
            return self.show(
                413, oversized=_("All pictures together are too large. Attach smaller ones: at most 3, 5 MB each.")
            )
        return self.show()

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        if not self.draft.get("similar_seen"):
            return self.go("rebuttals:similar")
        form = SendForm(request.POST, request.FILES)
        uploads, problems = pictures_of(request.FILES.getlist("pictures"))
        problems += services.attachments_add(self.draft, uploads)
        remove = request.POST.get("remove", "")[:18]
        if "attach" in request.POST or (remove.isascii() and remove.isdigit()):
            if remove:
                services.attachment_remove(self.draft, int(remove))
            typed = SendForm(initial={"email": request.POST.get("email", ""), "consent": "consent" in request.POST})
            return self.show(form=typed) if not problems else self.refused(form, problems)
        if not form.is_valid() or problems:
            return self.refused(form, problems)
        limits.hit("submit", request)
        found = judged(request, self.draft)
        solution = request.POST.get("altcha", "")
        make = partial(make_report, email=form.cleaned_data["email"], found=found, solution=solution)
        services.draft_submit(token, make)
        return self.go("rebuttals:done")

    def refused(self, form: SendForm, problems: list[str]) -> HttpResponse:
        form.is_valid()
        form.refuse_pictures(problems)
        return self.show(422, form=form)


class ReportDone(ReportStep):
    """The code, and what happens next. A reload shows the same until the draft's 24 hours end."""

    template_name = "rebuttals/report/done.html"
    after_sending = True
    number = 2

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        report = ClaimReport.objects.live().filter(pk=self.draft.result_id or 0).select_related("contact").first()
        if report is None:
            return self.gone() if self.draft.sent else self.go("rebuttals:check")
        context = self.get_context_data(
            report=report,
            code=crypto.unseal(report.code_sealed) if report.code_sealed else "",
            tracking=reverse("rebuttals:tracked", kwargs={"pk": report.pk}),
            track_address=absolute(reverse("rebuttals:track")),
            section=selectors.section(languages.current()),
        )
        response = self.render_to_response(context)
        entrust_report(request, response, report)
        return response


class ReportEnough(FormPage):
    """The claim was checked already; the unsent report is erased."""

    template_name = "rebuttals/report/enough.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        section = selectors.section(languages.current())
        return super().get_context_data(**kwargs, crumbs=crumbs(), section=section)


@never_cache
@require_POST
def similar_fragment(request: HttpRequest) -> HttpResponse:
    """Rebuttals for a script that asks while the reader types. Posted, since texts do not belong in logs."""
    return typing_fragment(request, REPORT, "rebuttals/report/_typing.html", _look)


def _look(typed: str) -> tuple[dict[str, Any], list[str]]:
    checked = checked_already(typed)
    return {"checked": checked}, [item["reference"] for item in checked]


def make_report(draft: Draft, *, email: str, found: Verdict, solution: str) -> str:
    """The reference of the report made of `draft`. Runs inside the draft's transaction, once."""
    submitted = report_submit(
        token=draft.token,
        claim=draft.get("text", ""),
        language=draft.language,
        links=draft.get("links", []),
        where_seen=draft.get("where_seen", ""),
        topic=Topic.objects.filter(key=draft.get("topic", "")).first(),
        contact=contacts.contact_add(email, draft.language) if email else None,
        attachments=list(draft.attachments.live()),
        quarantined=not trusted(draft, found, solution),
    )
    return submitted.report.reference
