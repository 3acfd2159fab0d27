from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, post_save
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    name = "qa"
    verbose_name = _("Questions")

    def ready(self) -> None:
        from portal import menu, outbox, retention, sitemaps, slots, subscriptions, undelivered
        from portal.sharing import cards
        from qa import notifications, receivers, retention_rules, search_documents, sharing
        from qa import sitemaps as own_sitemaps
        from qa import slots as fillers
        from qa.models import PublishedQuestion
        from qa.roles import sync_roles
        from qa.services import following
        from qa.staff.access import KEEPERS
        from search.permissions import register as let_keep_words
        from search.registry import registry

        outbox.register_mails("qa", notifications.MAILS)
        outbox.register_recipient("follower", following.reach)
        undelivered.register("follower", following.undeliverable)
        registry.register(search_documents.source)
        let_keep_words(KEEPERS)
        sitemaps.register(own_sitemaps.Questions())
        sitemaps.services.add(own_sitemaps.lists)
        cards.register(sharing.KIND, sharing.card_of)
        menu.register(fillers.menu_entry)
        slots.register("footer_services", fillers.service_links)
        slots.register("footer_subscribe", fillers.data_links)
        subscriptions.register(fillers.offers, order=20)
        # After the apps that make permissions (qa's own, Wagtail's for snippets): one of the last to be told is auth.
        post_migrate.connect(sync_roles, sender=apps.get_app_config("auth"))
        receivers.connect()
        retention.register(*retention_rules.RULES)
        post_save.connect(search_documents.published_question_saved, sender=PublishedQuestion)
