"""Undated pages: sections, guidance, documents and their register."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from content import register, selectors, structured_data
from content.files import WithFile
from content.kinds import DocumentKind
from directory.pages import TopicalPage
from portal.pages import BasePage
from portal.places import Place

PARENTS = ["home.HomePage", "content.SectionPage"]


class SectionPage(TopicalPage):
    """A section: its own text and, below it, its children in the order that editors gave them."""

    parent_page_types = PARENTS
    subpage_types = [
        "content.SectionPage",
        "content.GuidancePage",
        "content.DocumentPage",
        "content.DocumentRegisterPage",
        "content.OrganizationPage",
        "content.ContactsPage",
        "content.ReportPage",
        "content.InspectionsPage",
    ]
    page_description = _("Holds other pages and lists them in the order you give them.")
    search_kind = "section"
    show_in_menus_default = True

    class Meta:
        verbose_name = pgettext_lazy("page type", "section")
        verbose_name_plural = pgettext_lazy("page type", "sections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["children"] = selectors.children(self)
        return context

    def json_ld(self, place: Place) -> list[dict[str, Any]]:
        return [*super().json_ld(place), structured_data.section(self)]


class GuidancePage(TopicalPage):
    """What to do, step by step; undated, but it says when its facts were last checked."""

    parent_page_types = PARENTS
    subpage_types: ClassVar[list[str]] = []
    page_description = _("What to do, in order and without spare words. Good to print.")
    search_kind = "guidance"

    class Meta:
        verbose_name = pgettext_lazy("page type", "guidance")
        verbose_name_plural = pgettext_lazy("page type", "guidance pages")

    def json_ld(self, place: Place) -> list[dict[str, Any]]:
        return [*super().json_ld(place), structured_data.guidance(self)]


class DocumentPage(WithFile, TopicalPage):
    """A document as web text and as a file, with its date, number and signatory (seed 003, section 6)."""

    kind = models.CharField(
        pgettext_lazy("document", "kind"), max_length=12, choices=DocumentKind.choices, default=DocumentKind.OTHER
    )
    number = models.CharField(
        _("number"), max_length=80, help_text=_("As on the document. If it has none, say so in words.")
    )
    date = models.DateField(_("date of the document"))
    signatory = models.CharField(_("signatory"), max_length=255, help_text=_("Who signed it: post and name."))

    parent_page_types = [*PARENTS, "content.DocumentRegisterPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("A document as text and as a file, with its date, number and signatory.")
    search_kind = "document"
    serve_related: ClassVar[tuple[str, ...]] = (*TopicalPage.serve_related, "file")
    content_panels = [
        *TopicalPage.content_panels[:2],
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("number"),
                FieldPanel("date"),
                FieldPanel("signatory"),
                FieldPanel("file"),
            ],
            heading=_("Document"),
        ),
        *TopicalPage.content_panels[2:],
    ]
    override_translatable_fields = [
        *TopicalPage.override_translatable_fields,
        SynchronizedField("kind", overridable=False),
        SynchronizedField("date", overridable=False),
    ]
    shared_fields: ClassVar[tuple[str, ...]] = (*TopicalPage.shared_fields, "kind", "date")

    class Meta:
        verbose_name = pgettext_lazy("page type", "document")
        verbose_name_plural = pgettext_lazy("page type", "documents")

    def json_ld(self, place: Place) -> list[dict[str, Any]]:
        return [*super().json_ld(place), structured_data.document(self)]

    def open_facts(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "date": self.date.isoformat(),
            "signatory": self.signatory,
            "file": self.file_address(),
        }

    @property
    def lacks(self) -> tuple[str, ...]:
        """Which of the two forms that the rule asks for is not there: "text", "file"."""
        return tuple(name for name, there in (("text", self.body), ("file", self.file_id)) if not there)


class DocumentRegisterPage(BasePage):
    """The register of documents: all of the portal, newest first, by kind, year, agency, topic, words and number."""

    parent_page_types = PARENTS
    subpage_types = ["content.DocumentPage"]
    page_description = _("All documents of the portal in one table with filters, and as CSV; holds documents itself.")
    search_kind = "section"
    show_in_menus_default = True
    max_count_per_parent = 1

    class Meta:
        verbose_name = pgettext_lazy("page type", "register of documents")
        verbose_name_plural = pgettext_lazy("page type", "registers of documents")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page; with `format=csv` what is filtered, whole, as a file."""
        if request.GET.get("format") == "csv":
            return register.as_csv(self, request.GET)
        response: HttpResponseBase = super().serve(request, *args, **kwargs)
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["register"] = register.register(self, request.GET)
        return context
