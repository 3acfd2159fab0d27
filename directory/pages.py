"""What pages about something share: their topics, their regions and the agency that speaks."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel

from directory import selectors
from directory.models import Agency
from portal.pages import BasePage


class TopicalPage(BasePage):
    """A page with topics (`page_topics`), regions (`page_regions`; none means the whole country) and an agency."""

    agency = models.ForeignKey(
        "directory.Agency", verbose_name=_("agency"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    shared_fields: ClassVar[tuple[str, ...]] = (*BasePage.shared_fields, "agency")
    shared_children: ClassVar[tuple[str, ...]] = ("page_topics", "page_regions")

    promote_panels = [
        *BasePage.promote_panels,
        MultiFieldPanel(
            [
                InlinePanel("page_topics", label=_("Topic"), heading=_("Topics")),
                InlinePanel("page_regions", label=_("Region"), heading=_("Regions")),
                FieldPanel("agency"),
            ],
            heading=_("Subject"),
        ),
    ]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `topics` and `regions`, rows of the directory."""
        if self.agency_id:
            self.agency = selectors.one(Agency, self.agency_id)
        context = super().get_context(request, *args, **kwargs)
        if getattr(request, "is_preview", False):  # what is not saved yet is in the page alone
            context["topics"] = [row.topic for row in self.page_topics.all()]
            context["regions"] = [row.region for row in self.page_regions.all()]
        else:
            context["topics"], context["regions"] = selectors.of_page(self.pk)
        return context
