"""What every page shares."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from portal.blocks import BodyBlock


class BasePage(Page):
    """A page of the portal: a lead, a body of blocks, the day its facts came in, and how it was made.

    `search_kind` says under which kind search finds it; None keeps a type out of search. Every concrete page says it
    (a test looks).
    """

    lead = models.TextField(_("lead"), max_length=600, blank=True, help_text=_("One or two sentences that stand alone."))
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    data_received = models.DateField(_("data received"), null=True, blank=True)
    picture = models.ForeignKey(
        "portal.PortalImage", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    picture_alt = models.CharField(
        _("text of the picture"), max_length=255, blank=True, help_text=_("What it shows, for those who cannot see it.")
    )
    ai_made = models.BooleanField(_("text made with AI"), default=False)

    search_kind: str | None = None

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture")),
        FieldPanel("body"),
    ]
    promote_panels = [
        *Page.promote_panels,
        MultiFieldPanel([FieldPanel("data_received"), FieldPanel("ai_made")], heading=_("Origin")),
    ]
    # Slugs are English, ASCII and the same in all languages (docs/decisions/0002-addresses.md).
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        abstract = True
