"""How long what is private is kept, what would go now, and what went when: for the data protection officer."""

from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from portal import retention
from portal.retention import Erasure, RetentionTerm
from portal.screens import Screen
from qa.staff import access

LINES: Final = 60  # of the record of erasures on the page


class RetentionTermForm(WagtailAdminModelForm):
    """A term for one of the rules that may have one."""

    key = forms.ChoiceField(label=_("What is kept"))

    class Meta:
        model = RetentionTerm
        fields = ["key", "days", "in_force_from", "basis"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [(rule.key, rule.label) for rule in retention.RULES.values() if not rule.fixed]
        self.fields["key"].choices = own


class Retention(access.RequiresRole, Screen):
    """The rules with their terms and what is past them now, and the days on which something was erased."""

    roles = access.PROTECTION
    template_name = "qa/staff/retention.html"
    page_title = _("Storage and erasure")
    header_icon = "bin"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render_to_response(self.get_context_data(due=retention.due(), erased=erased()))


def erased() -> list[tuple[Any, Any, int]]:
    """The last days on which something was erased: the day, what, how many."""
    rows = Erasure.objects.order_by("-day", "key")[:LINES]
    return [
        (row.day, retention.RULES[row.key].label if row.key in retention.RULES else row.key, row.count) for row in rows
    ]
