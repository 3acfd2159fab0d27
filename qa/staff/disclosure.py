"""The asker's address: first a reason, then one line in the log, then the address, once."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from qa import labels, services
from qa.rules.reasons import LookReason
from qa.staff import access
from qa.staff.forms.base import ReasonField
from qa.staff.views import QuestionScreen


class LookForm(forms.Form):
    """Why someone needs the address."""

    reason = ReasonField(labels.LOOK_REASON)


class ContactPage(QuestionScreen):
    """GET asks for the reason; POST shows the address in its answer and nowhere else."""

    roles = access.CONTACTS
    template_name = "qa/staff/contact.html"

    def get_page_subtitle(self) -> Any:
        return _("The asker's e-mail address")

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=LookForm()))

    @sensitive_variables("address")
    def post(self, request: HttpRequest, number: str) -> HttpResponse:
        form = LookForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        reason = LookReason(form.cleaned_data["reason"])
        address = services.contact_disclose(question=self.question, actor=request.user, reason=reason)
        context = self.get_context_data(form=form, shown=True, address=address)
        response = self.render_to_response(context)
        response["Cache-Control"] = "private, no-store"
        return response
