from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "content"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from content import search_documents
        from content import sitemaps as own_sitemaps
        from content import slots as fillers
        from portal import sitemaps, slots

        search_documents.register()
        sitemaps.register(own_sitemaps.freshness)
        slots.register("footer_portal", fillers.freshness_link, order=200)
