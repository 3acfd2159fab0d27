"""Fact-check pages: one per claim, under one index."""

from dataclasses import replace
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PagePermissionTester, Workflow
from wagtail_localize.fields import SynchronizedField

from directory.pages import TopicalPage
from portal.pages import BasePage
from portal.places import Place
from portal.sharing.cards import Card
from portal.tree import tree
from rebuttals.blocks import CorrectionStream, EvidenceStream, SpreadStream
from rebuttals.rules.corrections import unexplained
from rebuttals.rules.verdicts import CHOICES, VERDICTS, Verdict
from rebuttals.structured_data import claim_review

OTHERS = 3


class RebuttalIndexPage(BasePage):
    """«Рас па, жалған ба?»: all checked claims, newest first."""

    search_kind = "section"
    template = "rebuttals/index.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["rebuttals.RebuttalPage", "rebuttals.RebuttalMethodPage"]
    max_count_per_parent = 1
    show_in_menus_default = True

    class Meta:
        verbose_name = _("fact-check section")
        verbose_name_plural = _("fact-check sections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `listing`, one page of the list and its filters, `verdicts` with their meanings, and `principles`."""
        from rebuttals import changes  # they read the models of this module
        from rebuttals.listing import listing

        context = super().get_context(request, *args, **kwargs)
        shown = listing(tree().language_of(self.locale_id), request.GET)
        return {
            **context,
            "listing": shown,
            "verdicts": VERDICTS.values(),
            "principles": changes.principles(tree().language_of(self.locale_id)),
        }

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        from rebuttals.approval import SectionPermissions  # it is made of models, which must not come before the pages

        return SectionPermissions(user, self)


class RebuttalMethodPage(BasePage):
    """How claims are chosen and checked, what the verdicts mean, who pays, how mistakes are mended: one per section."""

    search_kind = "guidance"
    template = "portal/page.html"
    parent_page_types = ["rebuttals.RebuttalIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    page_description = _("How claims are chosen and checked, and how mistakes are corrected.")

    class Meta:
        verbose_name = _("method of the fact-checks")
        verbose_name_plural = _("methods of the fact-checks")


class RebuttalPage(TopicalPage):
    """One checked claim: what is said, where, the verdict in one sentence, the evidence, the corrections."""

    search_kind = "rebuttal"
    og_type = "article"
    template = "rebuttals/rebuttal.html"
    parent_page_types = ["rebuttals.RebuttalIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    claim = models.TextField(_("claim"), max_length=500, help_text=_("The statement itself, without quotation marks."))
    claim_by = models.CharField(
        _("who said it"), max_length=255, help_text=_("A person, a body, or “Messenger chats”.")
    )
    claim_by_kind = models.CharField(
        _("what that is"),
        max_length=12,
        choices=[("organization", _("a body, a group, a channel")), ("person", _("a person"))],
        default="organization",
        help_text=_("For programs that read fact-checks."),
    )
    claim_date = models.DateField(_("date of the claim"), null=True, blank=True)
    verdict = models.CharField(_("verdict"), max_length=12, choices=CHOICES)
    conclusion = models.TextField(
        _("conclusion"), max_length=400, help_text=_("The verdict in one sentence that stands alone.")
    )
    interested_party = models.CharField(
        _("interested party"),
        max_length=255,
        blank=True,
        help_text=_("If the claim is about a state body, name it: the reader should know whose case is judged."),
    )
    spread = StreamField(SpreadStream(), verbose_name=_("where it spread"))
    evidence = StreamField(EvidenceStream(), verbose_name=_("evidence"))
    corrections = StreamField(CorrectionStream(), verbose_name=_("corrections"), blank=True)

    shared_fields: ClassVar[tuple[str, ...]] = (
        *TopicalPage.shared_fields,
        "verdict",
        "claim_date",
        "claim_by_kind",
    )
    content_panels = [
        *TopicalPage.content_panels[:1],
        MultiFieldPanel(
            [FieldPanel("claim"), FieldPanel("claim_by"), FieldPanel("claim_by_kind"), FieldPanel("claim_date")],
            heading=_("Claim"),
        ),
        FieldPanel("spread"),
        MultiFieldPanel(
            [FieldPanel("verdict"), FieldPanel("conclusion"), FieldPanel("interested_party")], heading=_("Verdict")
        ),
        FieldPanel("evidence"),
        *TopicalPage.content_panels[1:],
        FieldPanel("corrections"),
    ]
    override_translatable_fields = [
        *TopicalPage.override_translatable_fields,
        SynchronizedField("verdict", overridable=False),
        SynchronizedField("claim_date", overridable=False),
        SynchronizedField("claim_by_kind", overridable=False),
    ]

    class Meta:
        verbose_name = _("rebuttal")
        verbose_name_plural = _("rebuttals")

    def share_card(self, section: str) -> Card | None:
        """With the verdict on it: the claim alone would spread further as it is."""
        card = super().share_card(section)
        return replace(card, mark=str(self.ruling.label), tone=self.verdict) if card else None

    @property
    def ruling(self) -> Verdict:
        return VERDICTS[self.verdict]

    @property
    def language(self) -> str:
        """The page's language, for lists that mix languages."""
        return tree().language_of(self.locale_id)

    def clean(self) -> None:
        """Raises ValidationError for a published verdict that becomes another one without a word of why."""
        super().clean()
        published = type(self).objects.filter(pk=self.pk, live=True).only("verdict", "corrections").first()
        if published is None or published.verdict == self.verdict:
            return
        from rebuttals.approval import is_translation

        known = {str(block.id) for block in published.corrections}
        present = [str(block.id) for block in self.corrections]
        if not is_translation(self) and unexplained(published.verdict, self.verdict, known, present):
            raise ValidationError({"corrections": _("The verdict changes: add what was corrected, and why.")})

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        from rebuttals.approval import RebuttalPermissions

        return RebuttalPermissions(user, self)

    def get_workflow(self) -> Workflow | None:
        """The workflow in which a second person approves; Wagtail's answer where staff have put it out of use."""
        from rebuttals.approval import workflow

        found: Workflow | None = workflow() or super().get_workflow()
        return found

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `changes` of verdict and words, newest first; `others`, the newest rebuttals beside this one; `section`,
        the list; `principles`, the pages on the method and the corrections; `card`, what a site embeds."""
        from rebuttals import card, changes, selectors  # they read the models of this module

        context = super().get_context(request, *args, **kwargs)
        newest = selectors.newest(self.language, OTHERS + 1)
        return {
            **context,
            "changes": changes.changes_of(self),
            "principles": changes.principles(self.language),
            "card": card.snippet(self),
            "others": [item for item in newest if item["pk"] != self.pk][:OTHERS],
            "section": selectors.section(self.language),
        }

    def json_ld(self, place: Place) -> list[dict[str, Any]]:
        return [*super().json_ld(place), claim_review(self)]

    def feed_title(self) -> str:
        return f"{self.ruling.label}: {self.claim}"

    def feed_summary(self) -> str:
        return str(self.conclusion)

    def open_facts(self) -> dict[str, Any]:
        """In short; the whole of it is in /api/v1/fact-checks."""
        return {
            "claim": self.claim,
            "claim_by": self.claim_by,
            "verdict": self.verdict,
            "conclusion": self.conclusion,
        }
