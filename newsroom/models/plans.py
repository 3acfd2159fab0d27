"""What is planned before there is a page, and who reads the calendar elsewhere."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.rules.plans import Stage, stage
from portal import languages


class PlannedPiece(models.Model):
    """A piece of which so far there is a title and a day: an idea, then somebody's, then a page."""

    title = models.CharField(_("title"), max_length=200)
    day = models.DateField(_("day of publication"), db_index=True)
    language = models.CharField(
        _("written in"), max_length=2, choices=list(languages.NAMES.items()), default=languages.CODES[0]
    )
    section = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("section"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+", help_text=_("Below which page it will stand."),
    )  # fmt: skip
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who writes it"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text=_("The page, as soon as there is one: then the calendar shows it instead."),
    )  # fmt: skip
    note = models.TextField(_("note"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("planned piece")
        verbose_name_plural = _("planned pieces")
        ordering = ("day", "pk")

    def __str__(self) -> str:
        return self.title

    @property
    def stage(self) -> Stage:
        """An idea, assigned, or a page."""
        return stage(assigned=self.assignee_id is not None, has_page=self.page_id is not None)


class CalendarKey(models.Model):
    """Whoever holds the secret of which this is the digest reads the editorial calendar as its owner."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("key of the editorial calendar")
        verbose_name_plural = _("keys of the editorial calendar")
        default_permissions = ()

    def __str__(self) -> str:
        return f"key of {self.user_id}"
