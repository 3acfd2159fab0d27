"""What the public, search, feeds and exports read of a question: nothing else is public."""

from typing import Any, Final

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, Locale, RevisionMixin, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from directory.models import Agency, Region, Topic
from qa.models.questions import Question
from qa.rules.states import Visibility

# What has no words: written by the services, the same in every language.
FACTS: Final = (
    "question", "number", "topic", "region", "agency", "asked_at", "routed_at", "answered_at", "answer_dates",
    "corrected_at", "clock_from", "due_on", "extended_by", "paused_by", "paused_since", "working_days", "valid_until",
    "withheld_at", "asked_too",
)  # fmt: skip


class PublishedQuestionQuerySet(models.QuerySet["PublishedQuestion"]):
    def public(self) -> "PublishedQuestionQuerySet":
        """What anyone may read now. The one predicate of pages, lists, search, feeds, sitemap and exports."""
        return self.filter(live=True, withheld_at__isnull=True)

    def tombstones(self) -> "PublishedQuestionQuerySet":
        """What was public and is no longer: its page says so and nothing more."""
        return self.filter(withheld_at__isnull=False)

    def gone(self) -> "PublishedQuestionQuerySet":
        """Tombstones, and translations that were live and are not: what whoever holds a copy must delete."""
        return self.filter(Q(withheld_at__isnull=False) | Q(live=False, first_published_at__isnull=False))

    def answered(self) -> "PublishedQuestionQuerySet":
        return self.filter(answered_at__isnull=False)

    def in_language(self, language: str) -> "PublishedQuestionQuerySet":
        # As a key of its own, not through a join: only so does the database read the newest off an index.
        return self.filter(locale=Locale.objects.filter(language_code=language).values("pk")[:1])

    def update(self, **values: Any) -> int:
        """Whoever changes rows in bulk moves `changed_at` too: no copy of the open data misses it."""
        return super().update(**{"changed_at": timezone.now(), **values})


class PublishedQuestion(TranslatableMixin, DraftStateMixin, RevisionMixin, models.Model):
    """A question and its answer in one language.

    `qa.services` write the row in the question's language, redacted and confirmed by a person; the others come through
    wagtail-localize. `source_version` counts the changes of the source row; a translation carries the one it was made
    from. Facts without words (dates, agency) are kept the same in all languages.

    The clock of a waiting question is told with `clock_from`, `due_on`, `extended_by` and `paused_by` (working days),
    and `paused_since` while its asker is asked something. `answer_dates` are the moments (ISO) of all versions of the
    answer. `changed_at` moves with every change of the row, for those who keep a copy.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="published", editable=False)
    number = models.CharField(_("number"), max_length=16, editable=False)
    title = models.CharField(pgettext_lazy("published question", "title"), max_length=200)
    question_text = models.TextField(_("question"))
    answer = RichTextField(_("answer"), blank=True)
    correction = models.CharField(_("what was corrected"), max_length=500, blank=True)
    source_version = models.PositiveIntegerField(default=1, editable=False)

    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False)
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    asked_at = models.DateTimeField(editable=False)
    routed_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answer_dates = models.JSONField(default=list, blank=True, editable=False)
    corrected_at = models.DateTimeField(null=True, blank=True, editable=False)
    clock_from = models.DateField(null=True, blank=True, editable=False)
    due_on = models.DateField(null=True, blank=True, editable=False)
    extended_by = models.PositiveSmallIntegerField(default=0, editable=False)
    paused_by = models.PositiveSmallIntegerField(default=0, editable=False)
    paused_since = models.DateField(null=True, blank=True, editable=False)
    working_days = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    asked_too = models.PositiveIntegerField(_("others who ask this too"), default=0, editable=False)
    valid_until = models.DateField(null=True, blank=True, editable=False)
    withheld_at = models.DateTimeField(null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PublishedQuestionQuerySet.as_manager()

    panels = [FieldPanel("title"), FieldPanel("question_text"), FieldPanel("answer"), FieldPanel("correction")]
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("question_text"),
        TranslatableField("answer"),
        TranslatableField("correction"),
        *(SynchronizedField(name, overridable=False) for name in (*FACTS, "source_version")),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("published question")
        verbose_name_plural = _("published questions")
        ordering = ("-answered_at", "-id")
        constraints = [
            models.UniqueConstraint(fields=["question", "locale"], name="published_once_per_language"),
            models.UniqueConstraint(fields=["number", "locale"], name="published_number_once_per_language"),
            models.CheckConstraint(
                condition=Q(withheld_at__isnull=True) | Q(live=False), name="published_withheld_is_not_live"
            ),
        ]
        indexes = [
            models.Index(
                fields=["-asked_too", "-id"], name="published_asked_most", condition=Q(live=True, asked_too__gt=0)
            ),
            # The public list, newest first, whatever the language.
            models.Index(
                Coalesce("answered_at", "asked_at").desc(),
                F("id").desc(),
                name="published_list",
                condition=Q(live=True, withheld_at__isnull=True),
            ),
            models.Index(fields=["locale", "-answered_at", "-id"], name="published_newest", condition=Q(live=True)),
            models.Index(fields=["locale", "topic", "-answered_at"], name="published_by_topic", condition=Q(live=True)),
            models.Index(
                fields=["locale", "agency", "-answered_at"], name="published_by_agency", condition=Q(live=True)
            ),
            models.Index(
                fields=["locale", "region", "-answered_at"], name="published_by_region", condition=Q(live=True)
            ),
            models.Index(fields=["changed_at", "id"], name="published_by_change"),
            # The order of the public list: without it each page sorts the whole archive.
            models.Index(
                Coalesce("answered_at", "asked_at", output_field=models.DateTimeField()).desc(),
                F("id").desc(),
                name="published_by_moment",
                condition=Q(live=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.number

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves the row; it is live only while its question is public, whatever a translator publishes."""
        if self.live and not Question.objects.filter(pk=self.question_id, visibility=Visibility.PUBLIC).exists():
            self.live: bool = False
        self.changed_at = timezone.now()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "changed_at"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The address of the page, in the language that is active."""
        return reverse("qa:question", kwargs={"number": self.number})

    def copy_for_translation(self, *args: Any, **kwargs: Any) -> "PublishedQuestion":
        """A translation to be made: nobody has read it yet, whatever has become of the original."""
        copy = super().copy_for_translation(*args, **kwargs)
        copy.first_published_at = copy.last_published_at = None
        return copy

    def with_content_json(self, content: dict[str, Any]) -> "PublishedQuestion":
        """A revision as an object: it has the words of the revision and the facts of today."""
        row = super().with_content_json(content)
        for name in FACTS:
            setattr(row, name, getattr(self, name))
        return row
