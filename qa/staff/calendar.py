"""Where a member of an agency makes and revokes the address of their calendar of due dates."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.screens import Screen
from qa import calendars
from qa.models import DueCalendar
from qa.staff import access


class CalendarPage(access.RequiresRole, Screen):
    """The address is shown once, right after it is made: we cannot show it again."""

    roles = access.AGENCY
    template_name = "qa/staff/calendar.html"
    page_title: Any = _("Calendar of due dates")
    header_icon = "calendar-alt"

    def above(self) -> list[tuple[str, Any]]:
        return [(reverse("qa_staff:mine"), _("My questions"))]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page()

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.POST.get("do") == "revoke":
            calendars.ADDRESSES.revoke(request.user)
            messages.success(request, _("The address is closed. Calendars that read it get nothing any more."))
            return redirect("qa_staff:calendar")
        token = calendars.ADDRESSES.make(request.user)
        return self.page(address=settings.BASE_URL + reverse("due_calendar", args=[token]))

    def page(self, **more: Any) -> HttpResponse:
        made = DueCalendar.objects.filter(user=self.request.user.pk).first()
        response = self.render_to_response(self.get_context_data(made=made, **more))
        response["Cache-Control"] = "private, no-store"
        return response
