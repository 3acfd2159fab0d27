"""Which agency must answer, and which ones help."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Agency, Unit
from qa import labels
from qa.models.questions import Question
from qa.rules.states import AssignmentRole, AssignmentState


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def active(self) -> "AssignmentQuerySet":
        """Neither returned nor recalled."""
        return self.filter(ended_at__isnull=True)

    def leads(self) -> "AssignmentQuerySet":
        return self.filter(role=AssignmentRole.LEAD)

    def co_executors(self) -> "AssignmentQuerySet":
        return self.filter(role=AssignmentRole.CO_EXECUTOR)

    def returned_by_leads(self) -> "AssignmentQuerySet":
        """What agencies that should have answered gave back."""
        return self.leads().filter(state=AssignmentState.RETURNED)


class Assignment(models.Model):
    """One agency's part in one question. A returned or recalled one has ended and stays as history.

    `rule` is the routing rule that had suggested an agency, `followed` whether the moderator took its suggestion:
    the counters of a rule are drawn from these rows. `ahead` is by how many working days this part is due before the
    answer itself: a recount moves both.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="assignments")
    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="assignments")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("officer"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), null=True, blank=True, on_delete=models.SET_NULL, related_name="assignments"
    )
    role = models.CharField(max_length=12, choices=labels.choices(labels.ASSIGNMENT_ROLE), default=AssignmentRole.LEAD)
    state = models.CharField(
        max_length=12, choices=labels.choices(labels.ASSIGNMENT_STATE), default=AssignmentState.OPEN
    )
    due_on = models.DateField(_("due date"))
    ahead = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.CharField(
        max_length=20, choices=labels.choices(labels.RETURN_REASON), blank=True, default=""
    )
    suggested_agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rule = models.ForeignKey(
        "qa.RoutingRule", null=True, blank=True, on_delete=models.SET_NULL, related_name="assignments"
    )
    followed = models.BooleanField(null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(role=AssignmentRole.LEAD, ended_at__isnull=True),
                name="assignment_one_lead",
            ),
            models.UniqueConstraint(
                fields=["question", "agency"], condition=Q(ended_at__isnull=True), name="assignment_once_per_agency"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[AssignmentState.RETURNED, AssignmentState.RECALLED], ended_at__isnull=False)
                | ~Q(state__in=[AssignmentState.RETURNED, AssignmentState.RECALLED]) & Q(ended_at__isnull=True),
                name="assignment_ended_iff_given_back",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "role", "question"], name="assignment_of_agency", condition=Q(ended_at__isnull=True)
            ),
            models.Index(
                fields=["officer", "question"], name="assignment_of_officer", condition=Q(ended_at__isnull=True)
            ),
            models.Index(
                fields=["question"],
                name="assignment_given_back",
                condition=Q(role=AssignmentRole.LEAD, state=AssignmentState.RETURNED),
            ),
            models.Index(fields=["ended_at"], name="assignment_ended", condition=Q(ended_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} → {self.agency_id}"

    @property
    def is_return(self) -> bool:
        """Whether the agency that should have answered gave the question back."""
        return self.role == AssignmentRole.LEAD and self.state == AssignmentState.RETURNED

    @property
    def helps(self) -> bool:
        """Whether this agency contributes now to the answer of another."""
        return self.role == AssignmentRole.CO_EXECUTOR and self.ended_at is None
