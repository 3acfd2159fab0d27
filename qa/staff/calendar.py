"""Where a member of an agency makes and revokes the address of their calendar of due dates."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.screens import CalendarAddressScreen
from qa import calendars
from qa.staff import access


class CalendarPage(access.RequiresRole, CalendarAddressScreen):
    roles = access.AGENCY
    template_name = "qa/staff/calendar.html"
    page_title: Any = _("Calendar of due dates")
    header_icon = "calendar-alt"
    addresses = calendars.ADDRESSES
    feed = "due_calendar"
    itself = "qa_staff:calendar"

    def above(self) -> list[tuple[str, Any]]:
        return [(reverse("qa_staff:mine"), _("My questions"))]
