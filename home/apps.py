from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Front page")

    def ready(self) -> None:
        from home import slots as fillers
        from portal import slots

        slots.register("footer", fillers.footer_note)
        slots.register("footer_portal", fillers.footer_links)
