"""The "Questions" menu: each member of staff sees the entries that their memberships allow."""

from typing import Any, Final

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from qa.rules.states import Role
from qa.staff import access

HOOK: Final = "register_questions_menu_item"  # where the viewsets hang their entries


class RoleMenuItem(MenuItem):
    """An entry for those with one of `roles`."""

    def __init__(self, label: Any, url_name: str, roles: frozenset[Role], icon_name: str, order: int) -> None:
        super().__init__(
            label, reverse_lazy(url_name), name=url_name.replace(":", "-"), icon_name=icon_name, order=order
        )
        self.roles = roles

    def is_shown(self, request: Any) -> bool:
        return access.has_any(request.user, self.roles)


def questions() -> SubmenuMenuItem:
    """The menu with the queues; the lists of rules, terms, days and people join it by `HOOK`."""
    queues = [
        RoleMenuItem(_("Overview"), "qa_staff:overview", access.COORDINATION, "view", 5),
        RoleMenuItem(_("Moderation queue"), "qa_staff:moderation", access.MODERATION, "tasks", 10),
        RoleMenuItem(_("Agency queue"), "qa_staff:agency", access.AGENCY, "clipboard-list", 20),
        RoleMenuItem(_("Approval queue"), "qa_staff:approval", access.APPROVAL, "circle-check", 30),
        RoleMenuItem(_("All questions"), "qa_staff:all", access.EVERYTHING, "list-ul", 40),
        RoleMenuItem(_("Exports and imports"), "qa_staff:transfers", access.EVERYTHING, "download", 45),
        RoleMenuItem(_("Staff accounts"), "qa_staff:people", access.COORDINATION, "key", 96),
        RoleMenuItem(_("Log"), "qa_staff:log", access.PROTECTION, "history", 97),
        RoleMenuItem(_("Storage and erasure"), "qa_staff:retention", access.PROTECTION, "bin", 99),
    ]
    menu = Menu(register_hook_name=HOOK, items=queues)
    return SubmenuMenuItem(_("Questions"), menu, name="questions", icon_name="help", order=50)
