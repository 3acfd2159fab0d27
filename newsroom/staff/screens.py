"""What the newsroom's screens in Wagtail's admin share."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from newsroom import permissions
from portal import screens


class Screen(screens.Screen):
    """A screen for those who work on pages; anyone else is sent to the admin's first page with a word."""

    page_title: Any = _("Newsroom")
    header_icon = "calendar-alt"

    def allowed(self, user: Any) -> bool:
        return permissions.works_on_pages(user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.allowed(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
