"""Staff screens of our own in Wagtail's admin."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.icalendars import Addresses


class Screen(WagtailAdminTemplateMixin, View):
    """A screen that is no generic view of Wagtail's; its breadcrumbs: the admin's home, what `above` names, itself."""

    def above(self) -> list[tuple[str, Any]]:
        """(address, label) of the screens between the admin's home and this one, the outermost first."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """As Wagtail's: what leads here, with an empty address for the screen itself."""
        trail = [{"url": url, "label": label} for url, label in self.above()]
        return [*self.breadcrumbs_items, *trail, {"url": "", "label": self.here()}]

    def here(self) -> Any:
        """What the trail calls this screen."""
        return self.get_page_title()


class CalendarAddressScreen(Screen):
    """Where someone makes and closes the secret address of a calendar of their own.

    The address is shown once, right after it is made: we cannot show it again. `feed` names the view that it leads to,
    `itself` this screen.
    """

    addresses: ClassVar[Addresses]
    feed: ClassVar[str]
    itself: ClassVar[str]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page()

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.POST.get("do") == "revoke":
            self.addresses.revoke(request.user)
            messages.success(request, _("The address is closed. Calendars that read it get nothing any more."))
            return redirect(self.itself)
        token = self.addresses.make(request.user)
        return self.page(address=settings.BASE_URL + reverse(self.feed, args=[token]))

    def page(self, **more: Any) -> HttpResponse:
        made = self.addresses.model.objects.filter(user=self.request.user.pk).first()
        response = self.render_to_response(self.get_context_data(made=made, **more))
        response["Cache-Control"] = "private, no-store"
        return response
