from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        from newsroom.translating import receivers as translations
        from newsroom.translating import slots as translation_notes
        from portal import slots

        translations.connect()
        slots.register("page_note", translation_notes.stale_note)
