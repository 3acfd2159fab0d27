from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    name = "qa"
    verbose_name = _("Questions")

    def ready(self) -> None:
        from portal import outbox
        from qa import notifications

        outbox.register_mails("qa", notifications.MAILS)
