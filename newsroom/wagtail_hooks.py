"""The newsroom in Wagtail's admin."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from newsroom.permissions import works_on_pages
from newsroom.services.banner import may_put_up
from newsroom.staff import desk, urls
from newsroom.staff.pieces import PlannedPieceViewSet
from newsroom.translating import hooks as _translations  # noqa: F401 registers its own


@hooks.register("register_admin_urls")
def newsroom_urls() -> list[URLPattern | URLResolver]:
    return [path("newsroom/", include(urls, namespace="newsroom_staff"))]


@hooks.register("register_admin_viewset")
def pieces() -> PlannedPieceViewSet:
    return PlannedPieceViewSet()


@hooks.register("register_permissions")
def banner_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="newsroom", codename="put_up_urgentbanner")


@hooks.register("construct_homepage_panels")
def what_needs_doing(request: Any, panels: list[Any]) -> None:
    """The editors' desk comes first on the admin's first page."""
    panel = desk.panel_for(request.user)
    if panel is not None:
        panels.append(panel)


class CalendarItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return works_on_pages(request.user)


class UrgentItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return may_put_up(request.user)


@hooks.register("register_admin_menu_item")
def calendar_item() -> MenuItem:
    address = reverse_lazy("newsroom_staff:calendar")
    return CalendarItem(
        _("Editorial calendar"), address, name="editorial-calendar", icon_name="calendar-alt", order=204
    )


@hooks.register("register_admin_menu_item")
def urgent_item() -> MenuItem:
    address = reverse_lazy("newsroom_staff:urgent")
    return UrgentItem(_("Urgent banner"), address, name="urgent-banner", icon_name="warning", order=205)
