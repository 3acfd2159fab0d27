"""What is said over every page when minutes count."""

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.rules.banner import LONGEST

PUT_UP: Final = "newsroom.put_up_urgentbanner"


class UrgentBannerQuerySet(models.QuerySet["UrgentBanner"]):
    def ahead(self) -> "UrgentBannerQuerySet":
        """Those that are up or will be, the next one first; nobody took them down."""
        return self.filter(taken_down_at=None, ends_at__gt=timezone.now()).order_by("begins_at", "pk")


class UrgentBanner(models.Model):
    """A banner over the whole site from `begins_at` until `ends_at`, or until somebody took it down.

    Services alone write these rows (`newsroom.services.banner`): no two are up at the same time, and what was up once
    stays here.
    """

    text_kk = models.CharField(_("Kazakh text"), max_length=LONGEST)
    text_ru = models.CharField(_("Russian text"), max_length=LONGEST, blank=True)
    text_en = models.CharField(_("English text"), max_length=LONGEST, blank=True)
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    begins_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    put_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    put_up_at = models.DateTimeField(default=timezone.now)
    taken_down_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    taken_down_at = models.DateTimeField(null=True)

    objects = UrgentBannerQuerySet.as_manager()

    class Meta:
        verbose_name = _("urgent banner")
        verbose_name_plural = _("urgent banners")
        ordering = ("-put_up_at", "-pk")
        default_permissions = ()
        permissions = [("put_up_urgentbanner", _("Can put an urgent banner over the whole site"))]
        indexes = [models.Index(fields=["ends_at"], name="banner_ahead", condition=Q(taken_down_at=None))]

    def __str__(self) -> str:
        return self.text_kk

    @property
    def texts(self) -> dict[str, str]:
        """The text in each language that it has."""
        return {code: text for code in ("kk", "ru", "en") if (text := getattr(self, f"text_{code}"))}
