"""The address for notices about one's own question: give one, another one, or none."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from intake import limits
from intake.models import Contact
from portal import languages
from qa.forms.after import AddressForm
from qa.models import Question
from qa.services.addresses import holder_of, question_change_address
from qa.views.track import OwnPage


def contact_of(question: Question) -> Contact | None:
    """The address of the question's asker, if one is kept; never shown, only spoken of."""
    contact: Contact | None = holder_of(question).contact
    return contact


class Address(OwnPage):
    """A form with two buttons. The address that is kept is not shown: the page may stand open on a shared screen."""

    template_name = "qa/track/address.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", AddressForm())
        return super().get_context_data(**kwargs, contact=contact_of(self.question))

    def post(self, request: HttpRequest, number: str) -> HttpResponse:
        form, email = AddressForm(request.POST), ""
        if "stop" not in request.POST:
            if not form.is_valid():
                return self.render_to_response(self.get_context_data(form=form), status=422)
            email = form.cleaned_data["email"]
        limits.hit("submit", request)
        question_change_address(question=self.question, email=email, language=languages.current())
        done = "address" if email else "no-address"
        return redirect(f"{reverse('qa:tracked', args=[number])}?done={done}")
