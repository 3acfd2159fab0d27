from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "intake"
    verbose_name = _("Intake")

    def ready(self) -> None:
        from intake import contacts, retention_rules
        from portal import outbox, retention, undelivered

        outbox.register_recipient("contact", contacts.reach)
        undelivered.register("contact", contacts.contact_undeliverable)
        outbox.register_mails("intake", [contacts.CONFIRMATION])
        retention.register(*retention_rules.RULES)
