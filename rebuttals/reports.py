"""Reports of suspicious claims: what citizens ask us to check."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Topic
from intake.models import Contact
from rebuttals.cases import ClaimCase


class ClaimReportQuerySet(models.QuerySet["ClaimReport"]):
    def live(self) -> "ClaimReportQuerySet":
        """Reports that were not erased."""
        return self.filter(erased_at__isnull=True)

    def of(self, case: ClaimCase) -> "ClaimReportQuerySet":
        """The reports of a case and of all that were merged into it, oldest first."""
        return self.filter(models.Q(case=case) | models.Q(case__root=case)).order_by("created_at", "pk")

    def trusted(self) -> "ClaimReportQuerySet":
        """Reports that people seem to have sent."""
        return self.filter(quarantined=False)


class ClaimReport(models.Model):
    """One report, as typed, and the case it belongs to. `token` makes a double post one report.

    Its sender holds a code, of which the sealed text and the fingerprint are kept, and may have left an address. `told`
    is the word of the case (a verdict, or "dismissed") that went to that address last. Pictures are attachments.
    """

    token = models.CharField(max_length=64, unique=True, editable=False)
    text = models.TextField(_("claim"))
    links = models.JSONField(_("links"), default=list, blank=True)
    where_seen = models.CharField(_("where it was seen"), max_length=255, blank=True)
    language = models.CharField(_("language"), max_length=2)
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), null=True, blank=True, on_delete=models.SET_NULL)
    quarantined = models.BooleanField(_("looks sent by a program"), default=False)
    case = models.ForeignKey(
        ClaimCase, verbose_name=_("case"), null=True, on_delete=models.PROTECT, related_name="reports"
    )
    code_sealed = models.TextField(blank=True, editable=False)
    code_fingerprint = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    contact = models.OneToOneField(
        Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="claim_report", editable=False
    )
    told = models.CharField(max_length=12, blank=True, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("received"), default=timezone.now)

    objects = ClaimReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a claim")
        verbose_name_plural = _("reports of claims")
        ordering = ("-created_at",)
        indexes = [models.Index(fields=["case", "created_at"], name="report_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True) | models.Q(text="", where_seen="", code_sealed=""),
                name="report_erased_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def reference(self) -> str:
        """How attachments name their owner."""
        return f"report:{self.pk}"
