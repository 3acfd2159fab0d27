"""The front page."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable, Page
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from home import selectors, structured_data
from portal.pages import BasePage
from portal.places import Place


class HomePage(BasePage):
    """The front page of one language: the question box first, then what the others have to tell."""

    question_heading = models.CharField(
        _("heading of the question box"), max_length=120, help_text=_("The reader's own question, in their words.")
    )
    question_hint = models.CharField(
        _("text under the question box"), max_length=255, blank=True, help_text=_("What happens to a question.")
    )
    footer_note = models.TextField(
        _("note at the foot of every page"), max_length=500, blank=True, help_text=_("Whose site this is; plain text.")
    )

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "content.SectionPage",
        "content.GuidancePage",
        "content.DocumentPage",
        "content.DocumentRegisterPage",
        "content.OrganizationPage",
        "content.ContactsPage",
        "press.PressSectionPage",
        "rebuttals.RebuttalIndexPage",
    ]
    max_count_per_parent = 3
    search_kind = None
    shared_children: ClassVar[tuple[str, ...]] = ("picks", "footer_links")
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("question_heading"), FieldPanel("question_hint")], heading=_("Question box")),
        InlinePanel("picks", label=_("Page"), heading=_("Picked by the editors"), max_num=6),
        FieldPanel("body"),
        InlinePanel("footer_links", label=_("Page"), heading=_("Links at the foot of every page"), max_num=8),
        FieldPanel("footer_note"),
    ]
    # The three front pages are siblings below the root, so each keeps a slug of its own; it never shows in an address.
    override_translatable_fields = [
        BaseTranslatableField("slug"),
        SynchronizedField("published_at", overridable=False),
        SynchronizedField("data_received", overridable=False),
    ]

    class Meta:
        verbose_name = pgettext_lazy("page type", "front page")
        verbose_name_plural = pgettext_lazy("page type", "front pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["front"] = selectors.front_page(self)
        return context

    def json_ld(self, place: Place) -> list[dict[str, Any]]:
        return structured_data.portal(self)


class PageLink(Orderable):
    """A page that the front page names; each language shows its own translation of it."""

    page = models.ForeignKey("wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("page")]

    class Meta(Orderable.Meta):
        abstract = True


class HomePick(PageLink):
    """A page that editors put forward."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="picks")

    class Meta(PageLink.Meta):
        verbose_name = _("pick")
        verbose_name_plural = _("picks")


class FooterLink(PageLink):
    """A page to which the foot of every page leads: about the portal, accessibility, privacy."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="footer_links")

    class Meta(PageLink.Meta):
        verbose_name = _("link in the footer")
        verbose_name_plural = _("links in the footer")
