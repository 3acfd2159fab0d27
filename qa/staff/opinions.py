"""What readers say of answers: the report, its CSV, and the words about one answer, which can be erased."""

from datetime import timedelta
from typing import Any, Final

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.models import Opinion
from intake.opinions import opinions_erase_words
from portal import events, spreadsheets
from portal.screens import Screen
from qa import opinions, permissions
from qa.models import Question
from qa.rules.states import Role
from qa.services.act import KIND
from qa.staff import access

PERIODS: Final = (30, 90, 365)
ERASED: Final = "erase_opinion"  # the code of the event
SHOWN: Final = 50  # answers on the page; the CSV has all
_ERASE: Final = (Role.MODERATOR, Role.DPO, Role.MANAGER, Role.COORDINATOR)


def days_of(request: HttpRequest) -> int:
    """The period that was asked for, in days; the middle one for nonsense."""
    asked = request.GET.get("days", "")
    return int(asked) if asked.isascii() and asked.isdigit() and int(asked[:4]) in PERIODS else PERIODS[1]


class OpinionsReport(access.RequiresRole, Screen):
    """How useful readers find the answers, per agency, topic and answer; an agency reads of its own."""

    roles = access.EVERYTHING
    header_icon = "clipboard-list"
    page_title = gettext_lazy("What readers say of the answers")
    template_name = "qa/staff/opinions.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        days = days_of(request)
        report = opinions.report(request.user, timezone.now() - timedelta(days=days))
        if request.GET.get("export") == "csv":
            return as_csv(report, days)
        return self.render_to_response(self.get_context_data(report=report, days=days))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        report: opinions.Report = context["report"]
        context["tables"] = [
            (_("By agency"), report.agencies, False),
            (_("By topic"), report.topics, False),
            (_("Answers that helped least"), report.answers[:SHOWN], True),
        ]
        return {**context, "periods": PERIODS, "reasons": [str(label) for _code, label in Opinion.Reason.choices]}


def as_csv(report: opinions.Report, days: int) -> StreamingHttpResponse:
    """Every answer with its counts: numbers alone, never a reader's words."""
    rows: list[list[Any]] = [["kind", "name", "yes", "no", "useful_percent", *opinions.REASONS]]
    for kind, lines in (("agency", report.agencies), ("topic", report.topics), ("answer", report.answers)):
        for line in lines:
            tally = line.tally
            rows.append([kind, line.name, tally.yes, tally.no, tally.share, *tally.by_reason])
    return spreadsheets.csv_response(f"opinions-{timezone.localdate()}-{days}.csv", rows)


class OpinionsOf(access.RequiresRole, Screen):
    """The opinions on one answer, with the readers' words, for those who may see the question and its agency's own."""

    roles = access.EVERYTHING
    header_icon = "clipboard-list"
    template_name = "qa/staff/opinions_of.html"
    question: Question

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.question = access.question_or_404(request.user, kwargs["number"])

    def get_page_title(self) -> str:
        return _("What readers say: %(number)s") % {"number": self.question.number}

    def above(self) -> list[tuple[str, Any]]:
        return [(reverse("qa_staff:opinions"), OpinionsReport.page_title)]

    def here(self) -> str:
        return self.question.number

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        mine = opinions.of_answers(request.user).filter(subject=opinions.subject_of(number))
        shown = mine.filter(useful=False).exclude(reason="").order_by("-at")[:200]
        return self.render_to_response(
            self.get_context_data(
                question=self.question,
                tally=opinions.tally_of(number) if mine.exists() else opinions.Tally(),
                opinions=list(shown),
                may_erase=self.may_erase(),
                reasons=[(label, code) for code, label in Opinion.Reason.choices],
            )
        )

    def may_erase(self) -> bool:
        return bool(permissions.roles_on(self.request.user, self.question) & frozenset(_ERASE))

    @transaction.atomic
    def post(self, request: HttpRequest, number: str) -> HttpResponse:
        """Erases the words of one opinion: who did it is kept, what was said is not."""
        asked = request.POST.get("opinion", "")
        if not self.may_erase() or not (asked.isascii() and asked.isdigit()):
            messages.error(request, _("Your role does not allow this."))
        elif opinions_erase_words(opinions.subject_of(number), int(asked[:18])):
            role = sorted(permissions.roles_on(request.user, self.question) & frozenset(_ERASE))[0]
            events.record(KIND, self.question.pk, ERASED, role=role, actor=request.user)
            messages.success(request, _("The words are erased."))
        return redirect("qa_staff:opinions-of", number)
