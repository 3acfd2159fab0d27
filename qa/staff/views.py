"""The page of a question, the page of each verb, and private files."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intake.downloads import attachment_response
from intake.models import Attachment
from portal.screens import Screen
from qa import permissions, selectors, services
from qa.models import AnswerFile, Question
from qa.services import LeaseRefused, StaleVersion, VerbRefused, attachment_opened
from qa.staff import access, actions, canned, cluster, reading, similar, words
from qa.staff.actions import Action
from qa.staff.desk import bar, keys, memory
from qa.staff.desk import views as desk
from qa.staff.desk.appeal import appeal_of
from qa.staff.desk.columns import hint_of
from qa.staff.forms.base import ActionForm


class QuestionScreen(access.RequiresRole, Screen):
    """A screen about one question. For whoever may not see it, it does not exist."""

    roles = access.EVERYTHING
    header_icon = "help"
    question: Question

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.question = access.question_or_404(request.user, kwargs["number"])
        self.in_hand = bar.arrive(self.question, request.user)

    def get_page_title(self) -> str:
        return self.question.number

    def above(self) -> list[tuple[str, Any]]:
        return [home_of(self.request.user)]

    def itself(self) -> tuple[str, str]:
        """The question, for the trail of a screen below it."""
        return reverse("qa_staff:question", args=[self.question.number]), self.question.number

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        later = permissions.visible_to(self.request.user).filter(parent=self.question, code_fingerprint__isnull=False)
        return super().get_context_data(
            **kwargs,
            question=self.question,
            page=reading.page_of(self.question),
            desk=bar.bar_of(self.question, self.request),
            keys_on=keys.are_on(self.request.user),
            followed_by=later.order_by("pk"),
            sees_contacts=access.has_any(self.request.user, access.CONTACTS),
        )


class QuestionPage(QuestionScreen):
    """Everything about one question, and what its reader may do with it now."""

    template_name = "qa/staff/question.html"

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, question = self.request.user, self.question
        verbs = permissions.verbs_for(user, question)
        first = actions.first(question, verbs)
        form = first.form(question=question, user=user) if first else None
        events = selectors.history_for_staff(question)
        context = super().get_context_data(
            **kwargs,
            first=first,
            form=form,
            then=second_button(first),
            actions=[action for action in actions.allowed(verbs) if action is not first],
            cluster=cluster.around(question, user, verbs),
            history=words.history(events),
            media=form.media if form else None,
        )
        context["appeal"] = appeal_of(question, events, context["page"].messages)
        if context["desk"].moderates:
            context |= {"hint": hint_of(question), "similar": similar.to(question)}
        return context


class ActionPage(QuestionScreen):
    """One verb. GET shows its form, POST does it; whoever was too late sees both texts side by side."""

    template_name = "qa/staff/action.html"
    action: Action

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        known = actions.ACTIONS.get(kwargs["verb"])
        if known is None:
            raise Http404("no such verb")
        self.action = known

    def above(self) -> list[tuple[str, Any]]:
        return [*super().above(), self.itself()]

    def here(self) -> Any:
        return self.action.button

    def get_page_subtitle(self) -> Any:
        return self.action.button

    def get(self, request: HttpRequest, number: str, verb: str) -> HttpResponse:
        if not permissions.may(request.user, self.action.verb, self.question):
            messages.error(request, str(words.refusal("state")))
            return redirect("qa_staff:question", self.question.number)
        form = self.action.form(question=self.question, user=request.user)
        form.begin_with(request.GET)
        return self.page(form)

    def post(self, request: HttpRequest, number: str, verb: str) -> HttpResponse:
        if self.held_by_another() and "take_over" not in request.POST:
            return self.page(self.again(), status=409)
        if "insert" in request.POST:
            return self.insert(request.POST)
        form = self.action.form(request.POST, request.FILES, question=self.question, user=request.user)
        if form.only_prepares():
            return self.page(form.prepared())
        if not form.is_valid():
            return self.page(form, status=422)
        try:
            self.act(form)
        except StaleVersion as stale:
            return self.too_late(stale)
        except (VerbRefused, LeaseRefused) as refused:
            return self.refused(refused.code)
        messages.success(request, self.action.done)
        return redirect(self.next_url())

    def held_by_another(self) -> bool:
        """Whether a colleague has it in hand: then the reader is asked before they act."""
        return not self.in_hand and bar.bar_of(self.question, self.request).others

    def insert(self, data: Any) -> HttpResponse:
        """The page again with a canned text put in; nothing is saved. Scripts insert without asking us."""
        form = self.action.form(question=self.question, user=self.request.user)
        canned.inserted(form, data, data["insert"], data.get("canned", ""))
        return self.page(form)

    @transaction.atomic
    def act(self, form: ActionForm) -> None:
        """Does the verb and, where the second button was pressed, the verb that follows: both or neither."""
        question, user = self.question, self.request.user
        if self.held_by_another():
            services.lease_take_over(question=question, user=user)
            self.in_hand = True
        self.action.service(question=question, actor=user, version=form.cleaned_data["version"], **form.arguments())
        if self.action.then and self.request.POST.get("then") == self.action.then:
            actions.BY_VERB[self.action.then].service(question=question, actor=user)
            self.action = actions.BY_VERB[self.action.then]

    def next_url(self) -> str:
        """The question while it is the reader's to see; their list once it waits for someone else."""
        if self.action.leaves and self.in_hand and memory.goes_on(self.request):
            return desk.next_url(self.request)
        seen = permissions.visible_to(self.request.user).filter(pk=self.question.pk).exists()
        if self.action.leaves or not seen:
            return home_of(self.request.user)[0]
        return reverse("qa_staff:question", args=[self.question.number])

    def too_late(self, stale: StaleVersion) -> HttpResponse:
        """Someone was faster: what stands there now beside what was typed, which can be sent again if it still fits."""
        self.question = access.question_or_404(self.request.user, self.question.number)
        events = selectors.history_for_staff(self.question)
        meanwhile = words.history(events[-max(1, stale.found - stale.expected) :])
        return self.page(self.again(), status=409, meanwhile=meanwhile)

    def refused(self, code: str) -> HttpResponse:
        """The rules say no: why, with all that was typed."""
        self.question = access.question_or_404(self.request.user, self.question.number)
        return self.page(self.again(), status=409, problem=words.refusal(code))

    def again(self) -> ActionForm:
        """The form as it was sent, made against the question as it is now."""
        data = self.request.POST.copy()
        data["version"] = str(self.question.version)
        for name in self.action.form.anew:
            data.pop(name, None)
        return self.action.form(data, question=self.question, user=self.request.user)

    def page(self, form: ActionForm, status: int = 200, **more: Any) -> HttpResponse:
        verbs = permissions.verbs_for(self.request.user, self.question)
        context = self.get_context_data(
            action=self.action,
            form=form,
            possible=self.action.verb in verbs,
            cluster=cluster.around(self.question, self.request.user, verbs & {self.action.verb}),
            then=second_button(self.action),
            media=form.media,
            files_lost=bool(self.request.FILES),
            **more,
        )
        return self.render_to_response(context, status=status)


def second_button(action: Action | None) -> Action | None:
    """The verb that a second button of the form does at once after the first."""
    return actions.BY_VERB[action.then] if action is not None and action.then else None


def home_of(user: Any) -> tuple[str, Any]:
    """The list someone works from: its address and name."""
    for roles, name, label in (
        (access.MODERATION, "moderation", _("Moderation queue")),
        (access.APPROVAL, "approval", _("Approval queue")),
        (access.AGENCY, "agency", _("Agency queue")),
    ):
        if access.has_any(user, roles):
            return reverse(f"qa_staff:{name}"), label
    return reverse("qa_staff:all"), _("All questions")


def attachment(request: HttpRequest, number: str, pk: int) -> FileResponse:
    """A file of the question, for those who may see the question: a download that no browser shows in place."""
    if not access.has_any(request.user, access.EVERYTHING):
        raise PermissionDenied
    question = access.question_or_404(request.user, number)
    file = get_object_or_404(Attachment.objects.of(reading.owner_of(question)), pk=pk)
    response = attachment_response(file)
    attachment_opened(question=question, attachment=file, actor=request.user)
    return response


def answer_file(request: HttpRequest, number: str, pk: int) -> FileResponse:
    """A file of an answer in whatever state, for those who may see the question."""
    if not access.has_any(request.user, access.EVERYTHING):
        raise PermissionDenied
    question = access.question_or_404(request.user, number)
    file = get_object_or_404(AnswerFile.objects.select_related("attachment"), version__question=question, pk=pk)
    return attachment_response(file.attachment)
