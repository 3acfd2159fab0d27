from django.apps import AppConfig
from django.core.signals import request_finished
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from portal import memory, menu, retention, slots
        from search import retention_rules, tallying
        from search.models import BestBet, Concept
        from search.slots import head_link, menu_entry, related, search_box

        slots.register("search", search_box)
        slots.register("related", related)
        slots.register("head", head_link)
        menu.register(menu_entry, order=200)
        retention.register(*retention_rules.RULES)
        for model in (Concept, BestBet):
            for signal in (post_save, post_delete):
                signal.connect(memory.forget, sender=model, dispatch_uid=f"search.forget.{model.__name__}")
        request_finished.connect(tallying.flush_if_due, dispatch_uid="search.tallying")
