"""The "Questions" menu: each member of staff sees the entries that their memberships allow."""

from typing import Any, Final

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from qa.rules.states import Role
from qa.staff import access
from qa.staff.desk.queues import urgent_count

# Who writes what people look for, and who oversees it, reads whether it was found.
DEFLECTIONS: Final = frozenset({Role.COORDINATOR, Role.EDITOR})
# Who looks after translations: the list holds public words alone.
TRANSLATORS: Final = frozenset({Role.EDITOR, Role.MODERATOR, Role.COORDINATOR})
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


class UrgentMenuItem(RoleMenuItem):
    """The entry of the urgent questions says how many there are."""

    def render_component(self, request: Any) -> Any:
        shown = super().render_component(request)
        count = urgent_count(request.user)
        if count:
            shown.label = f"{self.label}: {count}"
        return shown


def questions() -> SubmenuMenuItem:
    """The menu with the queues; the lists of rules, terms, days and people join it by `HOOK`."""
    queues = [
        RoleMenuItem(_("Overview"), "qa_staff:overview", access.COORDINATION, "view", 5),
        RoleMenuItem(_("Moderation queue"), "qa_staff:moderation", access.MODERATION, "tasks", 10),
        UrgentMenuItem(_("Urgent questions"), "qa_staff:urgent", access.MODERATION, "warning", 15),
        RoleMenuItem(_("Agency queue"), "qa_staff:agency", access.AGENCY, "clipboard-list", 20),
        RoleMenuItem(_("Approval queue"), "qa_staff:approval", access.APPROVAL, "circle-check", 30),
        RoleMenuItem(_("Answers that expire"), "qa_staff:expiring", access.EVERYTHING, "history", 35),
        RoleMenuItem(_("Translations"), "qa_staff:translations", TRANSLATORS, "globe", 45),
        RoleMenuItem(_("All questions"), "qa_staff:all", access.EVERYTHING, "list-ul", 40),
        RoleMenuItem(_("Asked most"), "qa_staff:asked", access.EVERYTHING, "group", 42),
        RoleMenuItem(_("What readers say"), "qa_staff:opinions", access.EVERYTHING, "openquote", 44),
        RoleMenuItem(_("Did similar answers suffice?"), "qa_staff:deflections", DEFLECTIONS, "openquote", 45),
        RoleMenuItem(_("My questions"), "qa_staff:mine", access.AGENCY, "user", 18),
        RoleMenuItem(_("Try the rules"), "qa_staff:rule_tester", access.RULES, "search", 61),
        RoleMenuItem(_("Figures of the rules"), "qa_staff:rule_figures", access.RULES, "table", 62),
        RoleMenuItem(_("Calendar of due dates"), "qa_staff:calendar", access.AGENCY, "calendar-alt", 47),
        RoleMenuItem(_("People and units"), "qa_staff:agencies", access.PEOPLE, "group", 46),
        RoleMenuItem(_("Exports and imports"), "qa_staff:transfers", access.EVERYTHING, "download", 48),
        RoleMenuItem(_("Staff accounts"), "qa_staff:accounts", access.COORDINATION, "key", 96),
        RoleMenuItem(_("Log"), "qa_staff:log", access.PROTECTION, "history", 97),
        RoleMenuItem(_("Storage and erasure"), "qa_staff:retention", access.PROTECTION, "bin", 99),
    ]
    menu = Menu(register_hook_name=HOOK, items=queues)
    return SubmenuMenuItem(_("Questions"), menu, name="questions", icon_name="help", order=50)
