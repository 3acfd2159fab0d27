"""The "Search" menu of those who look after its words."""

from typing import Any, Final

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from search.permissions import may_keep

HOOK: Final = "register_search_words_menu_item"  # where the viewsets hang their entries


class KeeperMenuItem(MenuItem):
    """An entry for those who may keep the words."""

    def is_shown(self, request: Any) -> bool:
        return may_keep(request.user)


def words() -> SubmenuMenuItem:
    report = KeeperMenuItem(
        _("What readers look for"), reverse_lazy("search_staff:searches"), name="searches", icon_name="view", order=30
    )
    menu = Menu(register_hook_name=HOOK, items=[report])
    return SubmenuMenuItem(_("Words of search"), menu, name="search-words", icon_name="search", order=320)
