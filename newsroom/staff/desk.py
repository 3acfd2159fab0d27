"""The desk on the admin's first page, and the lists behind its counts."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from newsroom import desk, permissions
from newsroom.staff.screens import Screen

PER_PAGE: Final = 50


class DeskPanel(Component):
    """What needs doing today; for who works on pages."""

    name = "newsroom_desk"
    template_name = "newsroom/staff/desk.html"
    order = 40

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        banner, banner_url = desk.banner_line(self.user)
        return {"rows": desk.rows(self.user), "banner": banner, "banner_url": banner_url}


def panel_for(user: Any) -> DeskPanel | None:
    """The panel, for those whose desk it is; others have their own."""
    return DeskPanel(user) if permissions.works_on_pages(user) else None


class Waiting(Screen):
    """The pages behind one of the counts."""

    template_name = "newsroom/staff/waiting.html"
    page_title: Any = _("What waits")
    header_icon = "list-ul"

    def get(self, request: HttpRequest, what: str) -> HttpResponse:
        if what not in desk.LISTS:
            raise Http404("no such list")
        self.page_title = desk.heading(what)
        pages = desk.LISTS[what](request.user).select_related("locale", "latest_revision__user")
        shown = Paginator(pages, PER_PAGE).get_page(request.GET.get("p"))
        return self.render_to_response(self.get_context_data(pages=shown))
