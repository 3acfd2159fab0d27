"""The body's own pages (seed 003, 6.2): who it is, who leads it, how to reach it, what it reports, who inspects it."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import SynchronizedField

from content import selectors, structured_data
from content.blocks import LinesBlock, StructureBlock
from content.files import WithFile
from content.rules import periods, places
from content.rules.inspections import Standing, standing
from portal.blocks import TEXT
from portal.pages import BasePage
from portal.places import Place


def shared(*names: str) -> list[SynchronizedField]:
    """Fields that translators do not see: they are the same in all languages."""
    return [SynchronizedField(name, overridable=False) for name in names]


class OrganizationPage(BasePage):
    """The body itself: its full name, its leadership (the pages below, in their order), its structure."""

    full_name = models.CharField(_("full name"), max_length=300, help_text=_("As in the act that founded the body."))
    short_name = models.CharField(pgettext_lazy("body", "short name"), max_length=120, blank=True)
    structure = StreamField(
        StructureBlock(),
        verbose_name=pgettext_lazy("body", "structure"),
        blank=True,
        help_text=_("Units in the order of the staff list; those below a unit inside it."),
    )

    parent_page_types = ["home.HomePage", "content.SectionPage"]
    subpage_types = ["content.PersonPage"]
    page_description = _("The body's full name and structure; the pages of its leaders lie below.")
    search_kind = "body"
    content_panels = [
        *BasePage.content_panels[:2],
        MultiFieldPanel([FieldPanel("full_name"), FieldPanel("short_name")], heading=_("Name of the body")),
        FieldPanel("structure"),
        *BasePage.content_panels[2:],
    ]

    class Meta:
        verbose_name = pgettext_lazy("page type", "body and its structure")
        verbose_name_plural = pgettext_lazy("page type", "bodies and their structure")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["leaders"] = self.leaders
        return context

    @cached_property
    def leaders(self) -> list["PersonPage"]:
        """The pages of its leaders, in their order."""
        return selectors.leaders(self)

    def json_ld(self, place: Place) -> list[dict[str, Any]]:
        return [*super().json_ld(place), structured_data.organization(self, self.leaders)]

    def open_facts(self) -> dict[str, Any]:
        return {"full_name": self.full_name, "short_name": self.short_name or None}


class PersonPage(BasePage):
    """Someone who leads the body; the title is the name, the picture has its text, the text is the biography."""

    post = models.CharField(pgettext_lazy("person", "post"), max_length=255)
    reception = models.CharField(
        _("reception of citizens"),
        max_length=300,
        blank=True,
        help_text=_("Days, hours, room, and how to put one's name down."),
    )
    oversees = RichTextField(
        _("what they oversee"), features=TEXT, blank=True, help_text=_("Units and subjects; best as a list.")
    )
    biography = RichTextField(_("biography"), features=TEXT)

    parent_page_types = ["content.OrganizationPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("A leader: name, post, picture, biography, reception hours, what they oversee.")
    search_kind = "body"
    content_panels = [
        BasePage.content_panels[0],
        FieldPanel("post"),
        BasePage.content_panels[2],
        FieldPanel("reception"),
        FieldPanel("oversees"),
        FieldPanel("biography"),
        BasePage.content_panels[3],
        BasePage.content_panels[1],
    ]

    class Meta:
        verbose_name = pgettext_lazy("page type", "leader")
        verbose_name_plural = pgettext_lazy("page type", "leaders")

    def json_ld(self, place: Place) -> list[dict[str, Any]]:
        return [*super().json_ld(place), structured_data.person(self, place)]

    def open_facts(self) -> dict[str, Any]:
        return {"post": self.post, "reception": self.reception or None}


class ContactsPage(BasePage):
    """How to reach the body, and where it is on the map."""

    address = models.CharField(
        _("address"), max_length=300, help_text=_("Postcode, town, street, house, as on a letter.")
    )
    lines = StreamField(LinesBlock(), verbose_name=_("telephones and e-mail"))
    hours = models.CharField(_("working hours"), max_length=255, blank=True)
    way = models.TextField(
        _("how to get there"), max_length=600, blank=True, help_text=_("Stops, entrance, lift, parking, step-free way.")
    )
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=6, null=True, blank=True, help_text=_("In degrees, like 51.1283.")
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=6, null=True, blank=True, help_text=_("In degrees, like 71.4305.")
    )

    parent_page_types = ["home.HomePage", "content.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("Address, telephones, e-mail, hours and the place on the map.")
    search_kind = "body"
    shared_fields: ClassVar[tuple[str, ...]] = (*BasePage.shared_fields, "latitude", "longitude")
    content_panels = [
        *BasePage.content_panels[:2],
        FieldPanel("lines"),
        MultiFieldPanel([FieldPanel("address"), FieldPanel("hours"), FieldPanel("way")], heading=_("Address")),
        MultiFieldPanel([FieldPanel("latitude"), FieldPanel("longitude")], heading=_("Place on the map")),
        *BasePage.content_panels[2:],
    ]
    override_translatable_fields = [*BasePage.override_translatable_fields, *shared("latitude", "longitude")]

    class Meta:
        verbose_name = pgettext_lazy("page type", "contacts")
        verbose_name_plural = pgettext_lazy("page type", "contacts")

    def clean(self) -> None:
        """Raises ValidationError for half a point, and for one outside Kazakhstan."""
        super().clean()
        if (self.latitude is None) != (self.longitude is None):
            missing = "latitude" if self.latitude is None else "longitude"
            raise ValidationError({missing: _("Give both latitude and longitude, or neither.")})
        if self.latitude is None or self.longitude is None:
            return
        if places.swapped(self.latitude, self.longitude):
            raise ValidationError({"latitude": _("Latitude and longitude seem to have changed places.")})
        if not places.in_kazakhstan(self.latitude, self.longitude):
            raise ValidationError({"latitude": _("This point is not in Kazakhstan. Check both numbers.")})

    @property
    def point(self) -> dict[str, str] | None:
        """The place on the map: `latitude` and `longitude` as text, `geo` and `map` as addresses; None without one."""
        if self.latitude is None or self.longitude is None:
            return None
        return {
            "latitude": places.plain(self.latitude),
            "longitude": places.plain(self.longitude),
            "geo": places.geo(self.latitude, self.longitude),
            "map": places.openstreetmap(self.latitude, self.longitude),
        }

    def json_ld(self, place: Place) -> list[dict[str, Any]]:
        return [*super().json_ld(place), structured_data.contacts(self, selectors.full_name(self.locale_id))]

    def open_facts(self) -> dict[str, Any]:
        reach = [
            {
                "label": block.value["label"],
                block.block_type: block.value["number" if block.block_type == "phone" else "email"],
            }
            for block in self.lines
        ]
        place = {name: float(getattr(self, name)) for name in ("latitude", "longitude")} if self.point else {}
        return {"address": self.address, "hours": self.hours or None, "lines": reach, **place}


class Period(models.Model):
    """From which day to which, both counted."""

    begins = models.DateField(_("first day of the period"))
    ends = models.DateField(_("last day of the period"))

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Raises ValidationError for a period that ends before it begins."""
        super().clean()
        if self.begins and self.ends and self.ends < self.begins:
            raise ValidationError({"ends": _("The last day must not come before the first.")})

    @property
    def year(self) -> int | None:
        """The year, for a period that is just one."""
        return periods.whole_year(self.begins, self.ends)

    def open_period(self) -> dict[str, str]:
        """The two days as open data tell them."""
        return {"begins": self.begins.isoformat(), "ends": self.ends.isoformat()}


class ReportPage(WithFile, Period, BasePage):
    """A report of the body on its results, or on the state property it uses."""

    class Kind(models.TextChoices):
        RESULTS = "results", _("on results of the body's work")
        PROPERTY = "property", _("on the use of state property")

    kind = models.CharField(pgettext_lazy("report", "report"), max_length=10, choices=Kind.choices)

    parent_page_types = ["content.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("A report on results or on state property for a period, as text and as a file.")
    search_kind = "reporting"
    serve_related: ClassVar[tuple[str, ...]] = (*BasePage.serve_related, "file")
    shared_fields: ClassVar[tuple[str, ...]] = (*BasePage.shared_fields, "kind", "begins", "ends")
    content_panels = [
        *BasePage.content_panels[:2],
        MultiFieldPanel(
            [FieldPanel("kind"), FieldPanel("begins"), FieldPanel("ends"), FieldPanel("file")],
            heading=pgettext_lazy("report", "Report"),
        ),
        *BasePage.content_panels[2:],
    ]
    override_translatable_fields = [*BasePage.override_translatable_fields, *shared("kind", "begins", "ends")]

    class Meta:
        verbose_name = pgettext_lazy("page type", "report")
        verbose_name_plural = pgettext_lazy("page type", "reports")

    def clean(self) -> None:
        """Raises ValidationError for a report on a period that is not over."""
        super().clean()
        if self.ends and self.begins and self.ends > timezone.localdate():
            raise ValidationError({"ends": _("A report covers a period that is over; this one is not yet.")})

    def json_ld(self, place: Place) -> list[dict[str, Any]]:
        return [*super().json_ld(place), structured_data.report(self)]

    def open_facts(self) -> dict[str, Any]:
        return {"report": self.kind, **self.open_period(), "file": self.file_address()}


class InspectionsPage(BasePage):
    """The register of inspections of the body: planned ones, those under way, and their outcomes."""

    parent_page_types = ["content.SectionPage"]
    subpage_types = ["content.InspectionPage"]
    page_description = _("The register of inspections, planned ones first; each is a page below.")
    search_kind = "section"

    class Meta:
        verbose_name = pgettext_lazy("page type", "register of inspections")
        verbose_name_plural = pgettext_lazy("page type", "registers of inspections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["parts"] = selectors.inspections(self)
        return context


class InspectionPage(WithFile, Period, BasePage):
    """One inspection of the body: who inspects what and when; then what was found, and what was done."""

    class Kind(models.TextChoices):
        STATE_AUDIT = "state_audit", _("state audit")
        INTERNAL_AUDIT = "internal_audit", _("internal audit")
        PROSECUTOR = "prosecutor", _("inspection by the prosecutor's office")
        OTHER = "other", _("another inspection")

    kind = models.CharField(pgettext_lazy("inspection", "kind"), max_length=16, choices=Kind.choices)
    planned = models.BooleanField(
        _("by the yearly plan"), default=True, help_text=_("Otherwise it is an inspection outside of the plan.")
    )
    inspector = models.CharField(_("who inspects"), max_length=300)
    subject = models.CharField(_("what is inspected"), max_length=300)
    outcome = RichTextField(
        _("outcome"), features=TEXT, blank=True, help_text=_("What was found. Empty until the inspection is over.")
    )
    measures = RichTextField(
        _("what was done"), features=TEXT, blank=True, help_text=_("What the body did about it, with dates.")
    )

    parent_page_types = ["content.InspectionsPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("Who inspected the body, when, what was found and what was done.")
    search_kind = "reporting"
    serve_related: ClassVar[tuple[str, ...]] = (*BasePage.serve_related, "file")
    shared_fields: ClassVar[tuple[str, ...]] = (*BasePage.shared_fields, "kind", "planned", "begins", "ends")
    content_panels = [
        *BasePage.content_panels[:2],
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("planned"),
                FieldPanel("inspector"),
                FieldPanel("subject"),
                FieldPanel("begins"),
                FieldPanel("ends"),
            ],
            heading=_("Inspection"),
        ),
        MultiFieldPanel(
            [FieldPanel("outcome"), FieldPanel("measures"), FieldPanel("file")],
            heading=pgettext_lazy("inspection", "Outcome"),
        ),
        *BasePage.content_panels[2:],
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *shared("kind", "planned", "begins", "ends"),
    ]

    class Meta:
        verbose_name = pgettext_lazy("page type", "inspection")
        verbose_name_plural = pgettext_lazy("page type", "inspections")

    def clean(self) -> None:
        """Raises ValidationError for the outcome of an inspection that has not begun."""
        super().clean()
        if self.outcome and self.begins and self.ends and self.standing is Standing.PLANNED:
            raise ValidationError({"outcome": _("The inspection has not begun yet, so it has no outcome.")})

    def open_facts(self) -> dict[str, Any]:
        return {
            "inspection": self.kind,
            "planned": self.planned,
            "standing": str(self.standing),
            **self.open_period(),
            "inspector": self.inspector,
            "subject": self.subject,
            "outcome": strip_tags(self.outcome) or None,
            "measures": strip_tags(self.measures) or None,
        }

    @property
    def standing(self) -> Standing:
        """planned, under way or ended, today."""
        return standing(self.begins, self.ends, timezone.localdate())
