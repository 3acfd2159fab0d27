from django.apps import AppConfig
from django.core import checks
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        from portal import (
            accounts,
            addresses_of_titles,
            admin_words,
            append_only,
            outbox,
            receivers,
            reserved,
            retention,
            retention_rules,
        )
        from portal.second_factor.checks import check_is_on
        from portal.sharing import cards
        from portal.sharing import pages as shared_pages

        admin_words.mend()
        addresses_of_titles.register()
        receivers.connect()
        accounts.connect()
        outbox.register_mails("portal", accounts.MAILS)
        retention.register(*retention_rules.RULES)
        cards.register(shared_pages.KIND, shared_pages.card_of)
        post_migrate.connect(receivers.index_addresses, sender=self, dispatch_uid="portal.index_addresses")
        post_migrate.connect(append_only.guard_log, sender=self, dispatch_uid="portal.guard_log")
        connection_created.connect(append_only.teach, dispatch_uid="portal.teach_log")
        checks.register(check_is_on, checks.Tags.security)
        checks.register(reserved.check_addresses, checks.Tags.urls)
        checks.register(reserved.check_pages, checks.Tags.database)
