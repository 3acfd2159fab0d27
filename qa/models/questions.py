"""The question itself: what a citizen wrote, and where it stands. Never shown to the public."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Region, Topic
from intake.models import Contact
from portal import languages
from qa import labels
from qa.querysets import QuestionQuerySet
from qa.rules import states
from qa.rules.states import CloseReason, Status, Visibility

LANGUAGE_CHOICES = list(languages.NAMES.items())


class Question(models.Model):
    """One question. Only `qa.services` write `status` and what belongs to it.

    `number` is public ("2026-01842"); the tracking code is a bearer secret, found by `code_fingerprint` and kept in
    `code_sealed`. Parts of a split question have no code of their own: the parent's shows them. `token` makes a
    submission happen once; `version` counts the changes, so that no one overwrites what they have not seen.
    """

    number = models.CharField(_("number"), max_length=16, unique=True)
    token = models.CharField(max_length=64, unique=True, editable=False)
    code_fingerprint = models.CharField(max_length=64, unique=True, null=True, editable=False)
    code_sealed = models.TextField(blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    text = models.TextField(_("question as written"))
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    region = models.ForeignKey(
        Region, verbose_name=_("region"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    contact = models.OneToOneField(
        Contact, verbose_name=_("contact"), null=True, blank=True, on_delete=models.PROTECT, related_name="question"
    )

    status = models.CharField(
        _("status"), max_length=12, choices=labels.choices(labels.STATUS), default=Status.SUBMITTED
    )
    close_reason = models.CharField(
        _("why closed"), max_length=12, choices=labels.choices(labels.CLOSE_REASON), blank=True, default=""
    )
    resume_status = models.CharField(max_length=12, choices=labels.choices(labels.STATUS), blank=True, default="")
    status_since = models.DateTimeField(default=timezone.now)
    urgent = models.BooleanField(_("urgent"), default=False)
    quarantined = models.BooleanField(_("looks like spam"), default=False)

    consent_processing = models.BooleanField(_("consent to the processing of personal data"))
    consent_publish = models.BooleanField(_("consent to publication"))
    consent_revoked_at = models.DateTimeField(null=True, blank=True)
    visibility = models.CharField(
        _("visibility"), max_length=8, choices=labels.choices(labels.VISIBILITY), default=Visibility.PRIVATE
    )
    withhold_reason = models.CharField(
        max_length=20, choices=labels.choices(labels.WITHHOLD_REASON), blank=True, default=""
    )
    # The text with the words blacked out that its asker wants hidden: what a moderator begins with.
    proposed_text = models.TextField(_("public text as the asker proposes it"), blank=True)
    public_title = models.CharField(_("public title"), max_length=200, blank=True)
    public_text = models.TextField(_("public text"), blank=True)
    public_confirmed_at = models.DateTimeField(null=True, blank=True)

    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    # The clock: which round it runs in (a reopened answer starts another), since when, and until when.
    round = models.PositiveSmallIntegerField(default=0)
    clock_from = models.DateField()
    due_on = models.DateField(_("due date"))
    working_days = models.PositiveSmallIntegerField(_("working days to the answer"), null=True, blank=True)

    asked_too = models.PositiveIntegerField(_("others who ask this too"), default=0, editable=False)
    appealed_at = models.DateTimeField(null=True, blank=True)
    barred_moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reopened_at = models.DateTimeField(null=True, blank=True)
    duplicate_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="duplicates")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ("-asked_at", "-id")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=list(Status)), name="question_status_known"),
            models.CheckConstraint(condition=Q(visibility__in=list(Visibility)), name="question_visibility_known"),
            models.CheckConstraint(
                condition=Q(status=Status.CLOSED, close_reason__in=list(CloseReason))
                | (~Q(status=Status.CLOSED) & Q(close_reason="")),
                name="question_reason_iff_closed",
            ),
            models.CheckConstraint(
                condition=(
                    (Q(status=Status.NEEDS_INFO) | Q(close_reason=CloseReason.NO_REPLY))
                    & Q(resume_status__in=[Status.SUBMITTED, Status.IN_PROGRESS])
                )
                | (~Q(status=Status.NEEDS_INFO) & ~Q(close_reason=CloseReason.NO_REPLY) & Q(resume_status="")),
                name="question_resume_iff_waiting",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.CLOSED, closed_at__isnull=False)
                | (~Q(status=Status.CLOSED) & Q(closed_at__isnull=True)),
                name="question_closed_at_iff_closed",
            ),
            models.CheckConstraint(
                condition=Q(close_reason=CloseReason.DUPLICATE, duplicate_of__isnull=False)
                | (~Q(close_reason=CloseReason.DUPLICATE) & Q(duplicate_of__isnull=True)),
                name="question_original_iff_duplicate",
            ),
            models.CheckConstraint(
                condition=Q(duplicate_of__isnull=True) | ~Q(duplicate_of=F("id")), name="question_not_its_own_duplicate"
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.ANSWERED) & ~Q(close_reason=CloseReason.RESOLVED)
                | Q(answered_at__isnull=False),
                name="question_answered_has_date",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(text="", proposed_text="", public_text="", public_title="", contact__isnull=True, code_sealed=""),
                name="question_erased_is_empty",
            ),
            models.CheckConstraint(
                condition=Q(visibility=Visibility.WITHHELD) & ~Q(withhold_reason="")
                | ~Q(visibility=Visibility.WITHHELD) & Q(withhold_reason=""),
                name="question_withheld_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(visibility=Visibility.PUBLIC)
                | Q(public_confirmed_at__isnull=False, consent_publish=True, consent_revoked_at__isnull=True),
                name="question_public_needs_consent",
            ),
        ]
        indexes = [
            # The queues: what is open, by status, urgent first, then by date.
            models.Index(
                F("status"), F("urgent").desc(), F("due_on"), F("id"),
                name="question_queue", condition=~Q(status__in=[Status.CLOSED, Status.ANSWERED]),
            ),
            models.Index(
                F("quarantined"), F("urgent").desc(), F("due_on"), F("id"),
                name="question_moderation", condition=Q(status__in=[Status.SUBMITTED, Status.RETURNED]),
            ),
            models.Index(
                F("urgent").desc(), F("due_on"), F("id"),
                name="question_open_by_date", condition=~Q(status__in=[Status.CLOSED, Status.ANSWERED]),
            ),
            # The moderators' list in its own order, to the end: what is left out of it is in the key.
            models.Index(
                F("quarantined"), F("urgent").desc(), F("due_on"), F("id"), F("barred_moderator"),
                name="question_to_moderate", condition=Q(status__in=[Status.SUBMITTED, Status.RETURNED]),
            ),
            models.Index(fields=["status", "status_since"], name="question_status_since"),
            models.Index(fields=["topic", "status", "due_on"], name="question_by_topic"),
            models.Index(fields=["-asked_at", "-id"], name="question_newest"),
            models.Index(fields=["language", "-asked_at", "-id"], name="question_by_language"),
            models.Index(fields=["-asked_too", "id"], name="question_asked_most", condition=Q(asked_too__gt=0)),
            models.Index(fields=["closed_at"], name="question_closed", condition=Q(closed_at__isnull=False)),
            # With what the median is counted from: figures need not read the rows.
            models.Index(
                fields=["answered_at", "working_days"], name="question_answered", condition=Q(answered_at__isnull=False)
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    @property
    def state(self) -> states.State:
        """Status and reason as one value, as the rules take it."""
        return states.State(Status(self.status), CloseReason(self.close_reason) if self.close_reason else None)

    @property
    def is_open(self) -> bool:
        return self.state in states.OPEN

    @property
    def state_label(self) -> Any:
        """What people read for the state, in the language of the page being made."""
        return labels.CLOSE_REASON[self.close_reason] if self.close_reason else labels.STATUS[self.status]

    @property
    def may_be_public(self) -> bool:
        """Whether the asker lets it be published and a person has confirmed the public title and text."""
        return bool(
            self.consent_publish and not self.consent_revoked_at and self.public_confirmed_at and not self.erased_at
        )

    @property
    def reference(self) -> str:
        """How other records name this question: the owner of its attachments."""
        return f"question:{self.pk}"
