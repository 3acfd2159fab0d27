"""The last steps of asking: look at everything once more, send it, get the code."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from directory.models import Region, Topic
from intake import contacts, limits, services
from intake.models import Draft
from portal import crypto, languages
from portal.tree import absolute
from qa import clock
from qa.models import Question
from qa.services import question_submit
from qa.views import chain
from qa.views.ask import QuestionStep
from qa.views.due import due_words
from qa.views.tracking import entrust_question


def make_question(draft: Draft) -> str:
    """The question that the draft holds, sent; returns its reference. Runs inside the draft's transaction."""
    sealed = draft.get("email_sealed")
    submitted = question_submit(
        token=draft.token,
        text=draft.get("text"),
        language=draft.language,
        topic=Topic.objects.filter(key=draft.get("topic", ""), active=True).first(),
        region=Region.objects.filter(key=draft.get("region", ""), active=True).first(),
        consent_publish=bool(draft.get("consent_publish")),
        consent_processing=bool(draft.get("consent_processing")),
        contact=contacts.contact_add(crypto.unseal(sealed), draft.language) if sealed else None,
        attachments=list(draft.attachments.live()),
        quarantined=draft.quarantined,
        parent=chain.parent_of(draft),
    )
    return str(submitted.question.reference)


class Check(QuestionStep):
    """Step 3: everything as it will be sent. However often it is sent, one question comes of it."""

    template_name = "qa/ask/check.html"
    number = 3

    def ready(self) -> bool:
        """Whether the steps before were taken."""
        return bool(self.draft.get("similar_seen") and self.draft.get("consent_processing"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sealed = self.draft.get("email_sealed")
        return super().get_context_data(
            **kwargs,
            topic=Topic.objects.filter(key=self.draft.get("topic", "")).first(),
            region=Region.objects.filter(key=self.draft.get("region", "")).first(),
            email=crypto.unseal(sealed) if sealed else "",
            attachments=self.draft.attachments.live(),
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.ready():
            return self.go("qa:contact")
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        if not self.ready():
            return self.go("qa:contact")
        limits.hit("submit", request)
        services.draft_submit(token, make_question)
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
