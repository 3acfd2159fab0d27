"""Who works here, and which agency a question is likely to belong to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models import Agency, Region, Topic, Unit
from qa import labels
from qa.rules.states import AGENCY_ROLES, MEMBERSHIP_ROLES


class Membership(models.Model):
    """One role of one member of staff; officers, approvers and managers hold it in an agency.

    Django's groups only let someone into the admin: what they may see and do is decided by these rows.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), on_delete=models.CASCADE, related_name="memberships"
    )
    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=12, choices=labels.choices(labels.ROLE, MEMBERSHIP_ROLES))
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), null=True, blank=True, on_delete=models.SET_NULL, related_name="memberships"
    )

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ("user", "role")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "agency"], condition=Q(agency__isnull=False), name="membership_once"
            ),
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(agency__isnull=True), name="membership_once_at_large"
            ),
            models.CheckConstraint(
                condition=Q(role__in=sorted(AGENCY_ROLES), agency__isnull=False)
                | ~Q(role__in=sorted(AGENCY_ROLES)) & Q(agency__isnull=True),
                name="membership_agency_iff_agency_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role}"


class RoutingRule(models.Model):
    """Suggests an agency. Rules are asked in order and the first that matches speaks; a person decides.

    Keywords are beginnings of words or phrases in lower case; a rule without any matches by topic and region alone.
    """

    order = models.PositiveSmallIntegerField(_("order"), default=100)
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    region = models.ForeignKey(
        Region, verbose_name=_("region"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    keywords_kk = models.JSONField(_("keywords in Kazakh"), default=list, blank=True)
    keywords_ru = models.JSONField(_("keywords in Russian"), default=list, blank=True)
    keywords_en = models.JSONField(_("keywords in English"), default=list, blank=True)
    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.CASCADE, related_name="routing_rules")
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), null=True, blank=True, on_delete=models.SET_NULL, related_name="routing_rules"
    )
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("routing rule")
        verbose_name_plural = _("routing rules")
        ordering = ("order", "id")

    def __str__(self) -> str:
        return f"{self.order} → {self.agency_id}"
