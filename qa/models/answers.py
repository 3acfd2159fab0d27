"""What an agency answers, version by version."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qa import labels
from qa.models.questions import Question
from qa.rules.reasons import WithholdReason
from qa.rules.states import OPEN_VERSIONS, VersionState, Visibility

# Taken down for what it says: then nobody but the asker reads it any more.
SAYS_TOO_MUCH = frozenset({WithholdReason.PERSONAL_DATA, WithholdReason.MISTAKE, WithholdReason.LEGAL})


class AnswerVersion(models.Model):
    """One version of the answer. At most one of a question is open, at most one is in force.

    `text` is what the asker reads, `public_text` what everyone reads: both are rich text that passed the project's
    allow-list. `change_note` says what a correction changed, in words for those who got the old text.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=labels.choices(labels.VERSION_STATE), default=VersionState.DRAFT)
    text = models.TextField(_("answer"))
    public_text = models.TextField(_("public text of the answer"), blank=True)
    change_note = models.CharField(_("what changed"), max_length=500, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    last_editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    # What it replaces holds personal data: nobody reads that any more, in whatever language.
    hides_earlier = models.BooleanField(default=False)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("answer version")
        verbose_name_plural = _("answer versions")
        ordering = ("question", "number")
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="answer_number_once"),
            models.UniqueConstraint(
                fields=["question"], condition=Q(state__in=sorted(OPEN_VERSIONS)), name="answer_one_open"
            ),
            models.UniqueConstraint(
                fields=["question"], condition=Q(state=VersionState.PUBLISHED), name="answer_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=models.F("last_editor")),
                name="answer_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}/{self.number}"

    @property
    def for_others(self) -> str:
        """What anyone but the asker may read of this version; empty for nothing.

        A text without a public one beside it was written for the asker alone, until the question is public: only then
        has a person read it as what everyone will read (questions.md, "merge into another").
        """
        if self.question.visibility == Visibility.PUBLIC:
            return self.public_text or self.text
        return "" if self.question.withhold_reason in SAYS_TOO_MUCH else self.public_text
