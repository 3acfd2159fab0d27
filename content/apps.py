from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "content"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from content import search_documents
        from content import sitemaps as own_sitemaps
        from content import slots as fillers
        from content.pages import DocumentPage, GuidancePage
        from portal import sitemap_pages, sitemaps, slots, subscriptions

        search_documents.register()
        sitemaps.services.add(own_sitemaps.freshness)
        slots.register("footer_portal", fillers.freshness_link, order=200)
        subscriptions.register(fillers.offers, order=50)
        sitemap_pages.register("guidance", GuidancePage)
        sitemap_pages.register("documents", DocumentPage)
