from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        from portal import receivers, reserved

        receivers.connect()
        post_migrate.connect(receivers.index_addresses, sender=self, dispatch_uid="portal.index_addresses")
        checks.register(reserved.check_addresses, checks.Tags.urls)
        checks.register(reserved.check_pages, checks.Tags.database)
