from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, post_save
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    name = "qa"
    verbose_name = _("Questions")

    def ready(self) -> None:
        from portal import menu, outbox, sitemaps, slots
        from qa import notifications, search_documents
        from qa import sitemaps as own_sitemaps
        from qa import slots as fillers
        from qa.models import PublishedQuestion
        from qa.roles import sync_roles
        from search.registry import registry

        outbox.register_mails("qa", notifications.MAILS)
        registry.register(search_documents.source)
        sitemaps.register(search_documents.sitemap)
        sitemaps.register(own_sitemaps.lists)
        menu.register(fillers.menu_entry)
        slots.register("footer_services", fillers.service_links)
        slots.register("footer_subscribe", fillers.data_links)
        # After the apps that make permissions (qa's own, Wagtail's for snippets): one of the last to be told is auth.
        post_migrate.connect(sync_roles, sender=apps.get_app_config("auth"))
        post_save.connect(search_documents.published_question_saved, sender=PublishedQuestion)
