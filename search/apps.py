from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from portal import menu, slots
        from search.slots import head_link, menu_entry, search_box

        slots.register("search", search_box)
        slots.register("head", head_link)
        menu.register(menu_entry, order=200)
