from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("Directory")

    def ready(self) -> None:
        from directory.models import Agency, Region, Topic
        from portal import memory

        for model in (Topic, Region, Agency):
            for signal in (post_save, post_delete):
                signal.connect(memory.forget, sender=model, dispatch_uid=f"directory.forget.{model.__name__}")
