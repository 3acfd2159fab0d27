from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    name = "qa"
    verbose_name = _("Questions")

    def ready(self) -> None:
        from portal import menu, outbox, sitemaps, slots
        from qa import notifications, search_documents
        from qa import slots as fillers
        from qa.models import PublishedQuestion
        from qa.roles import sync_roles
        from search.registry import registry

        outbox.register_mails("qa", notifications.MAILS)
        registry.register(search_documents.source)
        sitemaps.register(search_documents.sitemap)
        menu.register(fillers.menu_entry)
        slots.register("footer_services", fillers.service_links)
        post_migrate.connect(sync_roles, sender=self)
        post_save.connect(search_documents.published_question_saved, sender=PublishedQuestion)
