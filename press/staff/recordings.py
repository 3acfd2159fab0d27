"""Recordings on their way to readers: how far each is, and what failed."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from wagtailmedia.permissions import get_permission_policy

from portal.screens import Screen
from press.models import Conversion
from press.recordings.probe import available
from press.services.recordings import conversion_retry

LIMIT: Final = 50


def may_upload(user: Any) -> bool:
    """Whether someone looks after recordings."""
    return bool(get_permission_policy().user_has_any_permission(user, ["add", "change"]))


class Recordings(Screen):
    """The newest, with their progress; the part with the figures alone for the page's script."""

    template_name = "press/staff/recordings.html"
    page_title = _("Recordings being prepared")
    header_icon = "media"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_upload(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = list(Conversion.objects.select_related("media")[:LIMIT])
        told = {"rows": rows, "to_do": any(row.to_do for row in rows), "available": available()}
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            return render(request, "press/staff/_recordings.html", told)
        return self.render_to_response(self.get_context_data(**told))


class Retry(Recordings):
    """Once more."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if conversion_retry(conversion=get_object_or_404(Conversion, pk=pk), actor=request.user):
            messages.success(request, _("It is being tried again."))
        return redirect("press_staff:recordings")
