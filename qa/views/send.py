"""The last steps of asking: look at everything once more, send it, get the code."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from directory.models import Region, Topic
from intake import challenges, contacts, limits, services
from intake.judging import judged, trusted
from intake.models import Draft
from intake.rules.suspicion import Verdict
from portal import crypto, languages
from portal.tree import absolute
from qa import clock
from qa.forms.blackout import BlackoutForm, proposal_of
from qa.models import Question
from qa.services import question_submit
from qa.views import chain
from qa.views.ask import QuestionStep
from qa.views.due import due_words
from qa.views.tracking import entrust_question


def make_question(draft: Draft, *, found: Verdict, solution: str) -> str:
    """The question that the draft holds, sent; returns its reference. Runs inside the draft's transaction, once."""
    sealed = draft.get("email_sealed")
    publish = bool(draft.get("consent_publish"))
    submitted = question_submit(
        token=draft.token,
        text=draft.get("text"),
        proposed_text=proposal_of(draft.get("text"), draft.get("blackout")) if publish else "",
        language=draft.language,
        topic=Topic.objects.filter(key=draft.get("topic", ""), active=True).first(),
        region=Region.objects.filter(key=draft.get("region", ""), active=True).first(),
        consent_publish=publish,
        consent_processing=bool(draft.get("consent_processing")),
        contact=contacts.contact_add(crypto.unseal(sealed), draft.language) if sealed else None,
        attachments=list(draft.attachments.live()),
        quarantined=not trusted(draft, found, solution),
        parent=chain.parent_of(draft),
    )
    return str(submitted.question.reference)


class Check(QuestionStep):
    """Step 3: everything as the agency and as others will read it. However often it is sent, one question comes of it.

    Those who let it be published black out what others need not read; a suspicious sender's browser gets work to do.
    """

    template_name = "qa/ask/check.html"
    number = 3

    def ready(self) -> bool:
        """Whether the steps before were taken."""
        return bool(self.draft.get("similar_seen") and self.draft.get("consent_processing"))

    def form(self, data: Any = None) -> BlackoutForm:
        return BlackoutForm(data, text=self.draft.get("text", ""), chosen=self.draft.get("blackout") or {})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sealed = self.draft.get("email_sealed")
        if self.draft.get("consent_publish"):
            kwargs.setdefault("form", self.form())
            kwargs["proposal"] = kwargs["form"].shown()
        return super().get_context_data(
            **kwargs,
            topic=Topic.objects.filter(key=self.draft.get("topic", "")).first(),
            region=Region.objects.filter(key=self.draft.get("region", "")).first(),
            email=crypto.unseal(sealed) if sealed else "",
            attachments=self.draft.attachments.live(),
        )

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        """The page, with work for the browser if its sender looks suspicious."""
        found = judged(self.request, self.draft)
        if found != self.draft.get("verdict"):
            self.draft = services.draft_save(self.draft, verdict=found)
        challenge = challenges.issue(self.draft) if found is Verdict.CHALLENGE else ""
        return self.render_to_response(self.get_context_data(challenge=challenge, **context), status=status)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.ready():
            return self.go("qa:contact")
        return self.go("qa:paused") if self.pause() else self.show()

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        if not self.ready():
            return self.go("qa:contact")
        if self.draft.get("consent_publish") and "preview" in request.POST:
            form = self.form(request.POST)
            if not form.is_valid():
                return self.show(422, form=form)
            self.draft = services.draft_save(self.draft, blackout=form.choice())
        if "again" in request.POST:
            return self.go("qa:check")
        if self.pause():
            return self.go("qa:paused")
        limits.hit("submit", request)
        found = Verdict(self.draft.get("verdict") or judged(request, self.draft))
        services.draft_submit(token, partial(make_question, found=found, solution=request.POST.get("altcha", "")))
        return self.go("qa:done")


class Done(QuestionStep):
    """The code, the number and the date. A reload or a repeated post shows the same until the draft's 24 hours end."""

    template_name = "qa/ask/done.html"
    after_sending = True
    number = 3

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        question = Question.objects.filter(pk=self.draft.result_id or 0, erased_at__isnull=True).first()
        if question is None:
            return self.gone() if self.draft.sent else self.go("qa:check")
        context = self.get_context_data(
            question=question,
            code=crypto.unseal(question.code_sealed),
            due=due_words(clock.count_of(question), languages.current()),
            tracking=reverse("qa:tracked", kwargs={"number": question.number}),
            track_address=absolute(reverse("qa:track")),
        )
        response = self.render_to_response(context)
        entrust_question(request, response, question)
        return response
