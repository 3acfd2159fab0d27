"""What the newsroom's screens in Wagtail's admin share."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from newsroom import permissions


class Screen(WagtailAdminTemplateMixin, View):
    """A screen for those who work on pages; anyone else is sent to the admin's first page with a word."""

    page_title: Any = _("Newsroom")
    header_icon = "calendar-alt"
    above: tuple[tuple[str, Any], ...] = ()  # the names of the addresses above this one, and what they are called

    def allowed(self, user: Any) -> bool:
        return permissions.works_on_pages(user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.allowed(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = [{"url": reverse(name), "label": label} for name, label in self.above]
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.page_title}]
