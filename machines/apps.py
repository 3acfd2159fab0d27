from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MachinesConfig(AppConfig):
    name = "machines"
    verbose_name = _("For programs")

    def ready(self) -> None:
        from intake import open_data_parts
        from machines import receivers
        from machines.open_data.description import PART

        receivers.connect()
        open_data_parts.register("machines", PART)
