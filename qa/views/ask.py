"""Asking, step by step. No contact data is asked for before similar answers were shown."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from intake import grants, limits, services
from intake.models import Deflection, Draft
from intake.steps import DraftStep, FormPage, begin
from portal import crypto, languages, text
from qa.forms import AskForm, ContactForm
from qa.views import chain
from qa.views.parts import crumbs, similar_answers, steps

KIND = "question"


class AskStart(FormPage):
    """Step 1 of a new question. `?text=` brings along what the reader typed elsewhere, in the search box."""

    template_name = "qa/ask/text.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", AskForm(initial=self.initial()))
        follows = chain.followed(self.request)
        return super().get_context_data(**kwargs, **ask_context(1), begun=self.begun(), follows=follows)

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
        form = AskForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        suspect = bool(form.cleaned_data["website"])
        data = form.steps_data() | chain.steps_data(request)
        return begin(request, kind=KIND, data=data, quarantined=suspect, to="qa:similar")


class QuestionStep(DraftStep):
    """A step of asking."""

    kind, start, sent = KIND, "qa:ask", "qa:done"
    number = 1

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, draft=self.draft, **ask_context(self.number))


class AskAgain(QuestionStep):
    """Step 1 of a question already begun. A changed text is compared with published answers anew."""

    template_name = "qa/ask/text.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", AskForm(initial=self.draft.data))
        return super().get_context_data(**kwargs)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        form = AskForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        data = form.steps_data()
        seen = self.draft.get("similar_seen", False) and data["text"] == self.draft.get("text")
        services.draft_save(self.draft, quarantined=bool(form.cleaned_data["website"]), similar_seen=seen, **data)
        return self.go("qa:similar")


class Similar(QuestionStep):
    """Between steps 1 and 2: answers already there, in all three languages. Without any it passes on by itself."""

    template_name = "qa/ask/similar.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        hits = similar_answers(self.draft.get("text", ""))
        services.deflection_show(
            kind=KIND, language=languages.current(), shown=[f"{hit.kind}:{hit.id}" for hit in hits], draft=self.draft
        )
        services.draft_save(self.draft, similar_seen=True)
        if not hits:
            services.deflection_close(self.draft, Deflection.Outcome.WENT_ON)
            return self.go("qa:contact")
        return self.render_to_response(self.get_context_data(hits=hits))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        if "enough" in request.POST:
            services.deflection_close(self.draft, Deflection.Outcome.SUFFICED)
            services.draft_drop(self.draft)
            return redirect("qa:enough")
        services.deflection_close(self.draft, Deflection.Outcome.WENT_ON)
        return self.go("qa:contact")


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
            return self.render_to_response(self.get_context_data(form=form))
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


class Enough(FormPage):
    """What was found sufficed; the unsent text is already erased."""

    template_name = "qa/ask/enough.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, crumbs=crumbs())


@never_cache
@require_POST
def similar_fragment(request: HttpRequest) -> HttpResponse:
    """Similar answers for a script that asks while the reader types. Posted, since texts do not belong in logs."""
    try:
        limits.hit("similar", request)
    except limits.TooMany as error:
        return HttpResponse(status=429, headers={"Retry-After": str(error.retry_after)})
    hits = similar_answers(text.clean(request.POST.get("text", "")))
    return render(request, "qa/ask/_similar.html", {"hits": hits})


def ask_context(number: int) -> dict[str, Any]:
    """What every step's template needs: the bar, the trail."""
    return {"steps": steps(), "step": number, "crumbs": crumbs(), "fragment_url": reverse("qa:similar-fragment")}
