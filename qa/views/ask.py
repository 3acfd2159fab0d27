"""Asking, step by step. No contact data is asked for before similar answers were shown."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from intake import deflections, grants, services
from intake.models import Deflection, Draft
from intake.steps import DraftStep, FormPage, begin
from portal import crypto, text
from qa import pausing
from qa.forms import AskForm, ContactForm
from qa.views import chain
from qa.views.parts import crumbs, steps

KIND = "question"


class AskStart(FormPage):
    """Step 1 of a new question. `?text=` brings along what the reader typed elsewhere, in the search box."""

    template_name = "qa/ask/text.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", AskForm(initial=self.initial()))
        follows = chain.followed(self.request)
        return super().get_context_data(
            **kwargs, **ask_context(1), **first_step_context(), begun=self.begun(), follows=follows
        )

    def begun(self) -> Draft | None:
        """What this browser began and did not send: the way back for those who came here by the back button."""
        tokens = grants.references(self.request, KIND)
        unsent = Draft.objects.live().filter(token__in=tokens, kind=KIND, result="")
        return unsent.order_by("-pk").first() if tokens else None

    def initial(self) -> dict[str, Any]:
        follows = chain.followed(self.request)
        if follows is not None:
            return chain.opening(follows)
        return {"text": text.clean(self.request.GET.get("text", ""))[:5000]}

    def post(self, request: HttpRequest) -> HttpResponse:
        if "enough" in request.POST:
            deflections.suffice_typing(request.POST.get("shown", ""), request.POST["enough"])
            return redirect("qa:enough")
        form = AskForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        data = form.steps_data() | chain.steps_data(request)
        suspect = bool(form.cleaned_data["website"])
        return begin(request, kind=KIND, data=data, quarantined=suspect, to=after_text(data))


class QuestionStep(DraftStep):
    """A step of asking."""

    kind, start, sent = KIND, "qa:ask", "qa:done"
    number = 1

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, draft=self.draft, **ask_context(self.number))

    def pause(self) -> pausing.Notice | None:
        """Why this question cannot be sent now, None when it can."""
        return pausing.notice_for(self.draft.get("topic", ""))


class AskAgain(QuestionStep):
    """Step 1 of a question already begun. A changed text is compared with published answers anew."""

    template_name = "qa/ask/text.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", AskForm(initial=self.draft.data))
        return super().get_context_data(**kwargs, **first_step_context())

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        deflections.adopt(self.draft, request.POST.get("shown", ""))
        if "enough" in request.POST:
            return enough(self.draft, request.POST["enough"])
        form = AskForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        data = form.steps_data()
        seen = self.draft.get("similar_seen", False) and data["text"] == self.draft.get("text")
        suspect = bool(form.cleaned_data["website"])
        draft = services.draft_save(self.draft, quarantined=suspect, similar_seen=seen, verdict="", **data)
        return self.go(after_text(draft.data))


class Contact(QuestionStep):
    """Step 2: an address if wanted, files, consents. Files that pass are kept even when something else is wrong."""

    template_name = "qa/ask/contact.html"
    number = 2

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", ContactForm(initial=self.initial()))
        return super().get_context_data(**kwargs, attachments=self.draft.attachments.live())

    def initial(self) -> dict[str, Any]:
        sealed = self.draft.get("email_sealed")
        return {**self.draft.data, "email": crypto.unseal(sealed) if sealed else ""}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.draft.get("similar_seen"):
            return self.go("qa:similar")
        form = ContactForm(initial=self.initial())
        if not getattr(request, "oversized", False):
            return self.go("qa:paused") if self.pause() else self.render_to_response(self.get_context_data(form=form))
        message = _("All files together are too large. Attach smaller ones: at most 3 files, 5 MB each.")
        context = self.get_context_data(form=form, oversized=message)
        return self.render_to_response(context, status=413)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        if not self.draft.get("similar_seen"):
            return self.go("qa:similar")
        form = ContactForm(request.POST, request.FILES)
        problems = services.attachments_add(self.draft, request.FILES.getlist("attachments"))
        if request.POST.get("remove", "").isascii() and request.POST.get("remove", "").isdigit():
            services.attachment_remove(self.draft, int(request.POST["remove"][:18]))
            typed = {**request.POST.dict(), "consent_publish": "consent_publish" in request.POST}
            return self.render_to_response(self.get_context_data(form=ContactForm(initial=typed)))
        form.is_valid()
        form.refuse_files(problems)
        if form.errors:
            return self.render_to_response(self.get_context_data(form=form), status=422)
        email = form.cleaned_data["email"]
        services.draft_save(
            self.draft,
            email_sealed=crypto.seal(email) if email else "",
            consent_publish=form.cleaned_data["consent_publish"],
            consent_processing=True,
        )
        return self.go("qa:check")


def after_text(data: dict[str, Any]) -> str:
    """The step after the text: the word about one's own case is said once, to those it is about."""
    return "qa:own-case" if data.get("own_case") == "yes" and not data.get("own_case_told") else "qa:similar"


def enough(draft: Draft, helped: str) -> HttpResponse:
    """The answer was there: what was typed is erased, with its files."""
    deflections.close(draft, Deflection.Outcome.SUFFICED, helped)
    services.draft_drop(draft)
    return redirect("qa:enough")


def ask_context(number: int) -> dict[str, Any]:
    """What every step's template needs: the bar, the trail, where formal appeals are made."""
    return {"steps": steps(), "step": number, "crumbs": crumbs(), "eotinish": settings.EOTINISH_URL}


def first_step_context() -> dict[str, Any]:
    """What the page of the text needs besides: where its script asks, and what is not taken in now."""
    return {"fragment_url": reverse("qa:similar-fragment"), "pauses": pausing.notices()}
