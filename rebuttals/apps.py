from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class RebuttalsConfig(AppConfig):
    name = "rebuttals"
    verbose_name = _("Fact-checks")

    def ready(self) -> None:
        from portal import slots
        from rebuttals import permissions, search_documents
        from rebuttals import slots as fillers

        search_documents.register()
        post_migrate.connect(permissions.sync_editors, sender=self)
        slots.register("footer_services", fillers.report_link, order=200)
        slots.register("footer_subscribe", fillers.feed_link, order=200)
