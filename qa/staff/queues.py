"""The lists: one queue per role, and everything that someone may see."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.base import BaseListingView

from portal.users import User
from qa import permissions, selectors
from qa.models import Assignment, Question
from qa.querysets import QuestionQuerySet
from qa.rules.states import Verb
from qa.staff import access, columns, filters
from qa.staff.paging import NarrowPaginator


def moderation(user: User) -> QuestionQuerySet:
    """What waits for this moderator: without the second looks at what they rejected themselves."""
    return selectors.moderation_queue().exclude(barred_moderator=user)


def agency(user: User) -> QuestionQuerySet:
    """What waits for the agencies this person works in; what they only contribute to is among it."""
    theirs = Assignment.objects.active().filter(question=OuterRef("pk"), agency__in=permissions.agencies_of(user))
    return selectors.agency_queue(Question.objects.filter(Exists(theirs)))


def approval(user: User) -> QuestionQuerySet:
    """Answers and corrections that this person may approve or send back."""
    return selectors.approval_queue(permissions.actionable(user, Verb.SEND_BACK))


def everything(user: User) -> QuestionQuerySet:
    """Every question someone may see, newest first."""
    return permissions.visible_to(user).select_related("topic", "region").order_by("-asked_at", "-pk")


class Queue(access.RequiresRole, BaseListingView):
    """One list of questions. It runs the same number of queries at 10 rows and at 41,000."""

    template_name = "qa/staff/queue.html"
    model = Question
    paginate_by = 50
    paginator_class = NarrowPaginator
    is_searchable = True
    search_fields = ["number"]
    verbose_name = _("question")
    verbose_name_plural = _("questions")
    header_icon = "help"
    name = ""
    leads = True  # whether the columns name the agency that answers

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.index_url_name = f"qa_staff:{self.name}"
        self.index_results_url_name = f"qa_staff:{self.name}_results"

    def questions(self) -> QuestionQuerySet:
        raise NotImplementedError

    def get_base_queryset(self) -> QuestionQuerySet:
        found = self.questions().defer("public_text", "code_sealed")
        if not self.leads:
            return found
        parts = Assignment.objects.active().leads().select_related("agency", "officer")
        return found.prefetch_related(Prefetch("assignments", queryset=parts, to_attr="leads"))


class ModerationQueue(Queue):
    """New and returned questions: urgent first, then by date, suspected spam last."""

    name = "moderation"
    page_title = _("Moderation queue")
    roles = access.MODERATION
    filterset_class = filters.ModerationFilters
    leads = False
    columns = [
        columns.NUMBER, columns.TEXT, columns.DUE, columns.STATE, columns.TOPIC, columns.REGION, columns.LANGUAGE,
        columns.RECEIVED,
    ]  # fmt: skip

    def questions(self) -> QuestionQuerySet:
        return moderation(self.request.user)


class AgencyQueue(Queue):
    """What the agency must answer: urgent first, then by date."""

    name = "agency"
    page_title = _("Agency queue")
    roles = access.AGENCY
    filterset_class = filters.StateFilters
    columns = [
        columns.NUMBER, columns.TEXT, columns.DUE, columns.STATE, columns.AGENCY, columns.TOPIC,
        columns.REGION, columns.LANGUAGE,
    ]  # fmt: skip

    def questions(self) -> QuestionQuerySet:
        return agency(self.request.user)


class ApprovalQueue(Queue):
    """Answers and corrections that wait for approval."""

    name = "approval"
    page_title = _("Approval queue")
    roles = access.APPROVAL
    filterset_class = filters.QuestionFilters
    columns = [
        columns.NUMBER, columns.TEXT, columns.DUE, columns.STATE, columns.AGENCY, columns.TOPIC,
        columns.LANGUAGE,
    ]  # fmt: skip

    def questions(self) -> QuestionQuerySet:
        return approval(self.request.user)


class Everything(Queue):
    """All questions that someone may see; the overseers read the figures above them."""

    name = "all"
    template_name = "qa/staff/everything.html"
    page_title = _("All questions")
    roles = access.EVERYTHING
    search_fields = ["number", "text"]
    filterset_class = filters.OverviewFilters
    columns = [
        columns.NUMBER, columns.TEXT, columns.DUE, columns.STATE, columns.AGENCY, columns.TOPIC,
        columns.REGION, columns.RECEIVED,
    ]  # fmt: skip

    def questions(self) -> QuestionQuerySet:
        return everything(self.request.user)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        if access.has_any(self.request.user, access.OVERSIGHT) and not self.results_only:
            context["figures"] = self.figures()
        return context

    def figures(self) -> list[tuple[Any, Any, str]]:
        """What the overseers see first: each figure with its name and, where there is one, the list behind it."""
        known = selectors.figures()
        late = f"{reverse('qa_staff:all')}?timing=overdue"
        days = known.median_working_days
        return [
            (_("Open questions"), known.open, ""),
            (_("Overdue questions"), known.overdue, late),
            (_("Answered this year"), known.answered_this_year, f"{reverse('qa_staff:all')}?status=answered"),
            (_("Median time to an answer, working days"), "—" if days is None else f"{days:g}", ""),
        ]
