"""What comes before a question is sent on: answers already there, a word about one's own case, and a pause."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from intake import deflections, services
from intake.models import Deflection
from intake.steps import FormPage, typing_fragment
from portal import languages
from qa.views.ask import KIND, QuestionStep, enough
from qa.views.parts import SimilarAnswer, crumbs, similar_answers


class ShowingStep(QuestionStep):
    """A step that shows similar answers, in all three languages, and records what it showed."""

    def show(self) -> list[SimilarAnswer]:
        hits = similar_answers(self.draft.get("text", ""))
        shown = [hit.reference for hit in hits]
        topic = self.draft.get("topic", "")
        deflections.show(kind=KIND, language=languages.current(), shown=shown, topic=topic, draft=self.draft)
        return hits


class Similar(ShowingStep):
    """Between steps 1 and 2. Without any answer to show it passes on by itself."""

    template_name = "qa/ask/similar.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.pause():
            return self.go("qa:paused")
        hits = self.show()
        services.draft_save(self.draft, similar_seen=True)
        if not hits:
            deflections.close(self.draft, Deflection.Outcome.WENT_ON)
            return self.go("qa:contact")
        return self.render_to_response(self.get_context_data(hits=hits))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        if "enough" in request.POST:
            return enough(self.draft, request.POST["enough"])
        deflections.close(self.draft, Deflection.Outcome.WENT_ON)
        return self.go("qa:contact")


class OwnCase(QuestionStep):
    """For those who ask about their own case: what a question is, what a formal appeal is. They may go on."""

    template_name = "qa/ask/own_case.html"

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        services.draft_save(self.draft, own_case_told=True)
        return self.go("qa:similar")


class Paused(ShowingStep):
    """Nothing is taken in about this topic now: why, until when, and what is already answered. The draft stays."""

    template_name = "qa/ask/paused.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        pause = self.pause()
        if pause is None:
            return self.go("qa:similar")
        return self.render_to_response(self.get_context_data(pause=pause, hits=self.show()))


class Enough(FormPage):
    """What was found sufficed; the unsent text is already erased."""

    template_name = "qa/ask/enough.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, crumbs=crumbs())


@never_cache
@require_POST
def similar_fragment(request: HttpRequest) -> HttpResponse:
    """Similar answers for a script that asks while the reader types. Posted, since texts do not belong in logs."""
    return typing_fragment(request, KIND, "qa/ask/_typing.html", _look)


def _look(typed: str) -> tuple[dict[str, Any], list[str]]:
    hits = similar_answers(typed)
    return {"hits": hits}, [hit.reference for hit in hits]
