"""Undated pages for tests."""

from datetime import date

import factory
import wagtail_factories

from content.pages import DocumentPage, GuidancePage, SectionPage


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
