from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        from newsroom import permissions, scheduled, urgent
        from newsroom.staff import log_words
        from newsroom.translating import receivers as translations
        from newsroom.translating import slots as translation_notes
        from portal import outbox, slots

        post_migrate.connect(permissions.sync_editors, sender=self)
        slots.register("urgent", urgent.place)
        slots.register("urgent_last_seen", urgent.last_seen)
        slots.register("head", urgent.script)
        outbox.register_mails("newsroom", scheduled.MAILS)
        log_words.add()
        translations.connect()
        slots.register("page_note", translation_notes.stale_note)
