from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PressConfig(AppConfig):
    name = "press"
    verbose_name = _("Press service")

    def ready(self) -> None:
        from portal import sitemaps, slots
        from portal.sharing import cards
        from press import month, receivers, search_documents
        from press import sitemaps as own_sitemaps
        from press import slots as fillers

        receivers.connect()
        search_documents.register()
        sitemaps.register_maps(own_sitemaps.paths)
        sitemaps.register(own_sitemaps.months)
        cards.register(month.SHARED, month.card_of)
        slots.register("live", fillers.live_strip)
        slots.register("footer_services", fillers.calendar_link, order=300)
        slots.register("footer_subscribe", fillers.feed_link)
