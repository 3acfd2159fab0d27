"""The asker's own page: where the question stands, when it is due, what can be done."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from intake import limits
from intake.opinions import opinion_add
from intake.steps import CodePage, FormPage
from portal import languages, text
from qa import selectors
from qa.forms.after import OpinionForm
from qa.forms.track import CodeForm
from qa.models import Question
from qa.opinions import subject_of
from qa.rules.states import Verb
from qa.rules.transitions import VerbRefused
from qa.services import StaleVersion, question_by_code
from qa.views.parts import crumbs
from qa.views.tracked import ADDRESS_DONE, after_context, tracked_context
from qa.views.tracking import entrust_question, forget_question, own_question
from qa.views.verbs import STEPS, Step, arguments, refusal, steps_for


class TrackStart(CodePage):
    template_name = "qa/track/start.html"
    form_class = CodeForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked_for = text.clean(self.request.GET.get("number", ""))[:16]
        return super().get_context_data(
            **kwargs, crumbs=crumbs(), number=asked_for, erased=self.request.GET.get("done") == Verb.ERASE
        )

    def find_by_code(self, code: str) -> Question | None:
        return question_by_code(code)

    def enter(self, request: HttpRequest, found: Question) -> HttpResponse:
        response = redirect("qa:tracked", number=found.number)
        entrust_question(request, response, found)
        return response


class OwnPage(FormPage):
    """A page of one question for its asker; who has no pass for it is asked for the code."""

    question: Question

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        question = own_question(request, kwargs["number"])
        if question is None:
            return redirect(f"{reverse('qa:track')}?number={kwargs['number'][:16]}")
        self.question = question
        response = super().dispatch(request, *args, **kwargs)
        if Question.objects.filter(pk=question.pk, erased_at__isnull=True).exists():
            entrust_question(request, response, question)
        else:
            forget_question(request, response, question)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, question=self.question, crumbs=crumbs(track_crumb()))


class Tracked(OwnPage):
    """Every step so far, the date, the answer, and what can be done now."""

    template_name = "qa/track/question.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        said = self.request.GET.get("done", "")
        steps = steps_for(self.question)
        context = {**tracked_context(self.question), **after_context(self.question, steps)}
        return super().get_context_data(
            **kwargs, **context, steps=steps, done=STEPS.get(said), address_done=ADDRESS_DONE.get(said)
        )


class Act(OwnPage):
    """One verb: a page that says what will happen, and whose button does it."""

    template_name = "qa/track/act.html"
    step: Step

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        step = STEPS.get(kwargs["verb"])
        if step is None:
            return redirect("qa:tracked", number=kwargs["number"])
        self.step = step
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        initial = {"version": self.question.version, "useful": self.request.GET.get("useful")}
        kwargs.setdefault("form", self.step.form(initial=initial))
        possible = self.step in steps_for(self.question)
        asked = selectors.last_request(self.question) if self.step.verb is Verb.REPLY else None
        return super().get_context_data(**kwargs, step=self.step, possible=possible, asked=asked)

    def post(self, request: HttpRequest, number: str, verb: str) -> HttpResponse:
        form = self.step.form(request.POST)
        if not form.is_valid():
            return self.again(form, 422)
        limits.hit("submit", request)
        try:
            self.step.run(question=self.question, **arguments(self.step, form))
        except StaleVersion as stale:
            self.question = stale.question
            return self.again(form, 409, _("The question has changed since you opened this page. Look again."))
        except VerbRefused as error:
            self.question.refresh_from_db()
            return self.again(form, 409, refusal(error))
        if isinstance(form, OpinionForm):
            opinion_add(subject=subject_of(self.question.number), language=languages.current(), **form.said())
        name = reverse("qa:track") if self.step.verb is Verb.ERASE else reverse("qa:tracked", args=[number])
        return redirect(f"{name}?done={self.step.slug}")

    def again(self, form: Any, status: int, problem: Any = "") -> HttpResponse:
        """The same page with what was typed, made against the question as it is now."""
        form.data = {**form.data.dict(), "version": self.question.version}
        possible = self.step in steps_for(self.question)
        context = self.get_context_data(form=form, problem=problem, typed="" if possible else form.data.get("text", ""))
        return self.render_to_response(context, status=status)


def track_crumb() -> tuple[str, str]:
    return reverse("qa:track"), _("Follow your question")
