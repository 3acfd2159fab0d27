"""Undated pages for tests."""

from datetime import date
from decimal import Decimal
from typing import Any

import factory
import wagtail_factories

from content.body_pages import (
    ContactsPage,
    InspectionPage,
    InspectionsPage,
    OrganizationPage,
    PersonPage,
    ReportPage,
)
from content.pages import DocumentPage, DocumentRegisterPage, GuidancePage, SectionPage


class SectionFactory(wagtail_factories.PageFactory):
    title = "Жадынамалар"
    slug = "guidance"
    lead = "Не істеу керек."
    show_in_menus = True

    class Meta:
        model = SectionPage


class GuidanceFactory(wagtail_factories.PageFactory):
    title = "Су тасқыны"
    slug = factory.Sequence(lambda n: f"flood-{n}")
    lead = "Алдын ала біліп қойыңыз."

    class Meta:
        model = GuidancePage


class DocumentFactory(wagtail_factories.PageFactory):
    title = "Бұйрық"
    slug = factory.Sequence(lambda n: f"order-{n}")
    number = "124-НҚ"
    date = date(2025, 3, 31)
    signatory = "Министр"

    class Meta:
        model = DocumentPage


class RegisterFactory(wagtail_factories.PageFactory):
    title = "Құжаттар"
    slug = "documents"

    class Meta:
        model = DocumentRegisterPage


class OrganizationFactory(wagtail_factories.PageFactory):
    title = "Орталық"
    slug = "organization"
    full_name = "«Жауап» орталығы мемлекеттік мекемесі"
    structure = factory.LazyFunction(
        lambda: [("unit", unit("Баспасөз қызметі", units=[unit("Редакция", units=[unit("Аударма тобы")])]))]
    )

    class Meta:
        model = OrganizationPage


class PersonFactory(wagtail_factories.PageFactory):
    title = "Айгүл Серікқызы"
    slug = factory.Sequence(lambda n: f"person-{n}")
    post = "Басшы"
    reception = "Сейсенбі, 10:00–12:00"
    oversees = "<p>Бүкіл жұмысты</p>"
    biography = "<p>1980 жылы туған.</p>"

    class Meta:
        model = PersonPage


class ContactsFactory(wagtail_factories.PageFactory):
    title = "Байланыс"
    slug = "contacts"
    address = "010000, Астана, Мысал көшесі, 1"
    hours = "9:00–18:30"
    latitude = Decimal("51.128300")
    longitude = Decimal("71.430500")
    lines = factory.LazyFunction(
        lambda: [
            ("phone", {"label": "Қабылдау бөлмесі", "number": "+7 (7172) 00-00-01"}),
            ("email", {"label": "Кеңсе", "email": "info@example.kz"}),
        ]
    )

    class Meta:
        model = ContactsPage


class ReportFactory(wagtail_factories.PageFactory):
    title = "2025 жылғы есеп"
    slug = factory.Sequence(lambda n: f"report-{n}")
    kind = "results"
    begins = date(2025, 1, 1)
    ends = date(2025, 12, 31)

    class Meta:
        model = ReportPage


class InspectionsFactory(wagtail_factories.PageFactory):
    title = "Тексерулер"
    slug = "inspections"

    class Meta:
        model = InspectionsPage


class InspectionFactory(wagtail_factories.PageFactory):
    title = "Аудит"
    slug = factory.Sequence(lambda n: f"audit-{n}")
    kind = "state_audit"
    inspector = "Жоғары аудиторлық палата"
    subject = "Қаржының жұмсалуы"
    begins = date(2026, 2, 2)
    ends = date(2026, 2, 20)

    class Meta:
        model = InspectionPage


def unit(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "head": "", "tasks": "", "phone": "", **more}
