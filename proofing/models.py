"""What the checks remember: which addresses outside answer, what an editor has seen, who read a page last."""

from typing import Final

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST: Final = 1000  # characters of an address: longer ones are not looked at
DEAD_AFTER: Final = 2  # failures in a row, a day apart: one may be a bad night


class Fault(models.TextChoices):
    """Why an address outside is no good."""

    GONE = "gone", _("There is no such page any more.")
    REFUSED = "refused", _("The server answers with an error.")
    NO_HOST = "no-host", _("There is no such site any more.")
    SILENT = "silent", _("The server does not answer.")
    UNSAFE = "unsafe", _("Its certificate is not valid.")
    PRIVATE = "private", _("It leads into a closed network.")
    LOOP = "loop", _("It leads from address to address without end.")


class OutsideLinkQuerySet(models.QuerySet["OutsideLink"]):
    def dead(self) -> "OutsideLinkQuerySet":
        """Those that failed again and again."""
        return self.filter(failures__gte=DEAD_AFTER)


class OutsideLink(models.Model):
    """An address outside of the portal that live pages lead to. It is asked at night, never while an editor waits."""

    address = models.CharField(_("address"), max_length=LONGEST, unique=True)
    fault = models.CharField(_("fault"), max_length=10, choices=Fault.choices, blank=True)
    status = models.PositiveSmallIntegerField(_("answer"), null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    failing_since = models.DateTimeField(_("since"), null=True, blank=True)
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True, db_index=True)
    pages: models.ManyToManyField = models.ManyToManyField("wagtailcore.Page", related_name="+")

    objects = OutsideLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link to another site")
        verbose_name_plural = _("links to other sites")

    def __str__(self) -> str:
        return self.address


class Seen(models.Model):
    """The remarks with which an editor chose to publish a page: nobody is asked twice about the same ones."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    remarks = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "user"], name="seen_once")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.user_id}"


class Review(models.Model):
    """When somebody last read a page that is live and found that all of it still holds."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="review")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(_("last read"), default=timezone.now)

    class Meta:
        verbose_name = _("reading of a page")
        verbose_name_plural = _("readings of pages")

    def __str__(self) -> str:
        return f"{self.page_id} {self.at:%Y-%m-%d}"
