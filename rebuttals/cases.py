"""A case: one claim, however often it was reported, and what editors found about it."""

from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models import Topic
from rebuttals.pages import RebuttalPage
from rebuttals.rules.states import OPEN, State
from rebuttals.rules.triage import Harm, Spread
from rebuttals.rules.verdicts import VERDICTS

STATES: Final[dict[State, Promise]] = {
    State.NEW: pgettext_lazy("case", "new"),
    State.CHECKING: pgettext_lazy("case", "being checked"),
    State.WRITING: pgettext_lazy("case", "rebuttal being written"),
    State.ANSWERED: pgettext_lazy("case", "answered"),
    State.DISMISSED: pgettext_lazy("case", "nothing to check"),
    State.MERGED: pgettext_lazy("case", "merged with another"),
}
HARMS: Final[dict[Harm, Promise]] = {
    Harm.GREAT: _("great: life, health, panic"),
    Harm.SOME: _("some: money, property, trust"),
    Harm.LITTLE: _("little"),
}
SPREADS: Final[dict[Spread, Promise]] = {
    Spread.MANY: _("very many have seen it"),
    Spread.SOME: _("it is being passed on"),
    Spread.FEW: _("few have seen it"),
}
REASONS: Final[dict[str, Promise]] = {
    "opinion": _("It is an opinion or a forecast: there is no fact in it that could be checked."),
    "unclear": _("It cannot be made out what exactly is being said."),
    "private": _("It is about a private person."),
    "question": _("It is a question to a state body: ask it in the section of questions."),
    "trifle": _("It hardly spreads and does no harm."),
    "withdrawn": _("Whoever reported it had the report erased."),
}


class ClaimCaseQuerySet(models.QuerySet["ClaimCase"]):
    def open(self) -> "ClaimCaseQuerySet":
        """Cases that wait for an editor, the most urgent first, without what programs sent."""
        return self.filter(state__in=OPEN, quarantined=False).order_by("look_by", "pk")


class ClaimCase(models.Model):
    """One claim to be checked.

    A case merged into another keeps its reports and its way back: `merged_into` is the case it was given to, `root` the
    one at the top, in which all are counted. `look_by` is what triage makes of harm, spread and age (`rules.triage`);
    `verdict` is the one with which the case was answered.
    """

    claim = models.TextField(_("claim"), blank=True)
    language = models.CharField(_("language"), max_length=2)
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), null=True, blank=True, on_delete=models.SET_NULL)
    state = models.CharField(_("status"), max_length=10, choices=list(STATES.items()), default=State.NEW)
    resume = models.CharField(max_length=10, blank=True, editable=False)
    reason = models.CharField(
        _("why there is nothing to check"), max_length=12, blank=True, choices=list(REASONS.items())
    )
    harm = models.PositiveSmallIntegerField(_("harm"), null=True, blank=True, choices=list(HARMS.items()))
    spread = models.PositiveSmallIntegerField(_("spread"), null=True, blank=True, choices=list(SPREADS.items()))
    look_by = models.DateTimeField(_("look at it by"), default=timezone.now)
    report_count = models.PositiveIntegerField(_("reports"), default=0)
    quarantined = models.BooleanField(_("looks sent by a program"), default=False)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who checks it"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    rebuttal = models.ForeignKey(
        RebuttalPage,
        verbose_name=_("rebuttal"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="cases",
    )
    verdict = models.CharField(max_length=12, blank=True, editable=False)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    root = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="below")
    text_key = models.CharField(max_length=32, blank=True, db_index=True, editable=False)
    words = models.JSONField(default=list, blank=True, editable=False)
    opened_at = models.DateTimeField(_("first reported"), default=timezone.now)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = ClaimCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case of a claim")
        verbose_name_plural = _("cases of claims")
        ordering = ("look_by", "pk")
        indexes = [
            models.Index(fields=["state", "look_by"], name="case_queue"),
            models.Index(fields=["-opened_at"], name="case_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=State.MERGED, merged_into__isnull=False, root__isnull=False)
                | ~models.Q(state=State.MERGED) & models.Q(merged_into__isnull=True, root__isnull=True),
                name="case_merged_has_a_root",
            ),
        ]

    def __str__(self) -> str:
        return Truncator(self.claim).chars(80) or f"№ {self.pk}"

    @property
    def top(self) -> "ClaimCase":
        """The case in which this one is counted and answered: itself, unless it was merged."""
        return self.root or self

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class CaseEvidence(models.Model):
    """One entry of a case's log of evidence: where, its archived copy, when it was seen, what it shows. An entry that
    proved wrong is struck, not deleted."""

    case = models.ForeignKey(ClaimCase, on_delete=models.CASCADE, related_name="evidence")
    url = models.URLField(_("address"), max_length=500)
    archive_url = models.URLField(_("archived copy"), max_length=600, blank=True)
    seen_on = models.DateField(_("seen on"), default=timezone.localdate)
    note = models.TextField(_("what it shows"), max_length=2000)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    struck_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ("added_at", "pk")

    def __str__(self) -> str:
        return self.url


class VerdictChangeQuerySet(models.QuerySet["VerdictChange"]):
    def of(self, translation_key: UUID) -> "VerdictChangeQuerySet":
        """The verdicts of a page in all its languages, oldest first."""
        return self.filter(translation_key=translation_key).order_by("at", "pk")


class VerdictChange(models.Model):
    """The verdict that a rebuttal had from a moment on; `before` is the one it took the place of, "" for the first.

    A rebuttal is one in all its languages, so the row names what its translations share.
    """

    translation_key = models.UUIDField(db_index=True, editable=False)
    verdict = models.CharField(_("verdict"), max_length=12, choices=[(key, one.label) for key, one in VERDICTS.items()])
    before = models.CharField(max_length=12, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = VerdictChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.before} → {self.verdict}" if self.before else self.verdict
