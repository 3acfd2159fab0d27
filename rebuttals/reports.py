"""Reports of suspicious claims: what citizens ask us to check."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Topic
from rebuttals.pages import RebuttalPage


class ClaimReportQuerySet(models.QuerySet["ClaimReport"]):
    def waiting(self) -> "ClaimReportQuerySet":
        """Reports that no editor has settled, oldest first."""
        return self.filter(status=ClaimReport.Status.NEW).order_by("created_at")


class ClaimReport(models.Model):
    """One report, as typed. It holds nothing of the person who sent it; `token` makes a double post one report."""

    class Status(models.TextChoices):
        NEW = "new", _("new")
        STARTED = "started", _("rebuttal begun")
        LINKED = "linked", _("already checked")
        DISMISSED = "dismissed", _("nothing to check")

    token = models.CharField(max_length=64, unique=True, editable=False)
    text = models.TextField(_("claim"))
    url = models.URLField(_("link"), max_length=500, blank=True)
    where_seen = models.CharField(_("where it was seen"), max_length=255, blank=True)
    language = models.CharField(_("language"), max_length=2)
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), null=True, blank=True, on_delete=models.SET_NULL)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.NEW)
    quarantined = models.BooleanField(_("looks sent by a program"), default=False)
    rebuttal = models.ForeignKey(
        RebuttalPage,
        verbose_name=_("rebuttal"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reports",
    )
    created_at = models.DateTimeField(_("received"), default=timezone.now)

    objects = ClaimReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a claim")
        verbose_name_plural = _("reports of claims")
        ordering = ("-created_at",)
        indexes = [models.Index(fields=["status", "created_at"], name="report_queue")]

    def __str__(self) -> str:
        return self.text[:80]
