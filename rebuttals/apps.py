from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class RebuttalsConfig(AppConfig):
    name = "rebuttals"
    verbose_name = _("Fact-checks")

    def ready(self) -> None:
        from intake import open_data_parts
        from portal import outbox, retention, sitemap_pages, slots, subscriptions
        from portal.sitemaps import services as sitemap_services
        from rebuttals import approval, permissions, receivers, retention_rules, search_documents
        from rebuttals import slots as fillers
        from rebuttals.open_data.description import PART
        from rebuttals.pages import RebuttalPage
        from rebuttals.services import telling
        from rebuttals.sitemaps import services

        search_documents.register()
        receivers.connect()
        open_data_parts.register("rebuttals", PART)
        sitemap_pages.register("fact-checks", RebuttalPage)
        sitemap_services.add(services)
        outbox.register_mails("rebuttals", telling.MAILS)
        retention.register(*retention_rules.RULES)
        post_migrate.connect(permissions.sync_editors, sender=self)
        post_migrate.connect(approval.sync_workflow, sender=self)
        slots.register("footer_services", fillers.report_link, order=200)
        subscriptions.register(fillers.offers, order=30)
        slots.register("footer_subscribe", fillers.feed_link, order=200)
