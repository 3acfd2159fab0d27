from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PressConfig(AppConfig):
    name = "press"
    verbose_name = _("Press service")

    def ready(self) -> None:
        from portal import sitemaps, slots, subscriptions
        from portal.sharing import cards
        from press import checks, month, receivers, search_documents
        from press import sitemaps as own_sitemaps
        from press import slots as fillers

        receivers.connect()
        checks.register_all()
        search_documents.register()
        own_sitemaps.register()
        sitemaps.register_maps(own_sitemaps.paths)
        sitemaps.services.add(own_sitemaps.months)
        cards.register(month.SHARED, month.card_of)
        slots.register("live", fillers.live_strip)
        subscriptions.register(fillers.offers, order=10)
        slots.register("footer_services", fillers.calendar_link, order=300)
        slots.register("footer_subscribe", fillers.feed_link)
