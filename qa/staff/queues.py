"""The lists: one queue per role, and everything that someone may see."""

from typing import Any, Final

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.base import BaseListingView

from portal.users import User
from qa import absences, permissions, selectors
from qa.models import Assignment, Question, UrgencyHint
from qa.querysets import QuestionQuerySet
from qa.rules.states import IN_MODERATION, Verb
from qa.staff import access, columns, filters
from qa.staff.desk import bar
from qa.staff.desk import columns as desk
from qa.staff.desk.keys import are_on
from qa.staff.desk.orders import bulk_choices
from qa.staff.paging import NarrowPaginator

HINTS: Final = 500  # hints of urgency that the list shows at most


def moderation(user: User) -> QuestionQuerySet:
    """What waits for this moderator: without the second looks at what they rejected themselves."""
    return selectors.moderation_queue().exclude(barred_moderator=user)


def urgent(user: User) -> QuestionQuerySet:
    """What is urgent, wherever it is, and what waits for a moderator and may be: marked ones first, then by date."""
    waiting = [state.status for state in IN_MODERATION]
    hinted = UrgencyHint.objects.filter(dismissed_at__isnull=True, question__status__in=waiting, question__urgent=False)
    # Read first: the database finds a few rows by their keys, but would look through all for "one or the other".
    may_be = Q(pk__in=list(hinted.order_by("-pk").values_list("question", flat=True)[:HINTS]))
    open_ones = permissions.visible_to(user).open().filter(Q(urgent=True) | may_be)
    return open_ones.select_related("topic", "region").queue_order()


def agency(user: User) -> QuestionQuerySet:
    """What waits for the agencies this person works in; what they only contribute to is among it."""
    theirs = Assignment.objects.active().filter(question=OuterRef("pk"), agency__in=permissions.agencies_of(user))
    return selectors.agency_queue(Question.objects.filter(Exists(theirs)))


def mine(user: User) -> QuestionQuerySet:
    """What someone is in charge of in their agencies, themselves or for a colleague who is away."""
    theirs = Assignment.objects.active().filter(absences.officers_of(user), question=OuterRef("pk"))
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
        found = selectors.returns(self.questions().defer("public_text", "code_sealed"))
        if not self.leads:
            return found
        parts = Assignment.objects.active().leads().select_related("agency", "officer")
        return found.prefetch_related(Prefetch("assignments", queryset=parts, to_attr="leads"))


class ModerationQueue(Queue):
    """New and returned questions: urgent first, then by date, suspected spam last."""

    name = "moderation"
    template_name = "qa/staff/desk/queue.html"
    results_template_name = "qa/staff/desk/queue_results.html"
    page_title = _("Moderation queue")
    roles = access.MODERATION
    filterset_class = filters.ModerationFilters
    leads = False
    columns = [
        desk.CHOOSE, columns.NUMBER, columns.TEXT, columns.DUE, desk.STATE, desk.COLLEAGUES, columns.TOPIC,
        columns.REGION, columns.LANGUAGE, columns.RECEIVED,
    ]  # fmt: skip

    def questions(self) -> QuestionQuerySet:
        found: QuestionQuerySet = bar.with_colleagues(moderation(self.request.user))
        return found

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        more = {"keys_on": are_on(self.request.user), "bulk_actions": bulk_choices()}
        return super().get_context_data(*args, **kwargs) | more


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


class Mine(AgencyQueue):
    """What its reader is in charge of; a colleague's name beside a question says whom they stand in for."""

    name = "mine"
    page_title = _("My questions")

    def questions(self) -> QuestionQuerySet:
        return mine(self.request.user)


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
            (_("Returned more than once"), selectors.returned_again().count(), f"{reverse('qa_staff:all')}?returns=2"),
            (_("Answered this year"), known.answered_this_year, f"{reverse('qa_staff:all')}?status=answered"),
            (_("Median time to an answer, working days"), "—" if days is None else f"{days:g}", ""),
        ]
