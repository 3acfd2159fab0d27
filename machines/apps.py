from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MachinesConfig(AppConfig):
    name = "machines"
    verbose_name = _("For programs")

    def ready(self) -> None:
        from intake import open_data_parts
        from machines import receivers
        from machines import slots as own
        from machines.open_data.description import PART
        from portal import sitemaps, slots, subscriptions

        receivers.connect()
        open_data_parts.register("machines", PART)
        slots.register("head", own.head_links)
        slots.register("footer_subscribe", own.subscribe_link, order=300)
        subscriptions.register(own.feeds, order=0)
        subscriptions.register(own.data, order=40)
        subscriptions.register(own.sections)
        subscriptions.register(own.topics)
        sitemaps.services.add(own.services)
