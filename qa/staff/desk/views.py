"""The buttons of the desk: the next question, skip, put back, take over, signs of life, switches. All are POSTs."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.generic import View

from qa import services
from qa.models import Question
from qa.staff import access, queues, words
from qa.staff.desk import bar, keys, memory


def next_url(request: Any, leaving: Question | None = None) -> str:
    """Takes the moderator's next question in hand; its page, or the queue with a word when nothing is left."""
    waiting = memory.narrowed(request, queues.moderation(request.user))
    question = services.lease_next(user=request.user, waiting=waiting, leaving=leaving)
    if question is not None:
        return reverse("qa_staff:question", args=[question.number])
    chosen = memory.filters_of(request)
    if chosen:
        messages.info(request, _("Nothing is left for you in the queue as you narrowed it."))
    else:
        messages.info(request, _("Nothing is left for you in the queue."))
    return queue_url(request)


def queue_url(request: Any) -> str:
    """The moderation queue as it was narrowed last."""
    chosen = memory.filters_of(request)
    return reverse("qa_staff:moderation") + (f"?{chosen}" if chosen else "")


class Next(access.RequiresRole, View):
    """The next question of the queue. The queue's own button says how it is narrowed."""

    roles = access.MODERATION
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        if "filters" in request.POST:
            memory.keep_filters(request, request.POST["filters"])
        return redirect(next_url(request))


class Switch(access.RequiresRole, View):
    """Turns the shortcuts, or going on by itself, on or off."""

    roles = access.MODERATION
    http_method_names = ["post"]

    def post(self, request: HttpRequest, what: str) -> HttpResponse:
        on = request.POST.get("on") == "1"
        if what == "keys":
            keys.switch(request.user, on)
        elif what == "go-on":
            memory.set_goes_on(request, on)
        else:
            raise Http404("no such switch")
        return redirect(_own_path(request))


def _own_path(request: HttpRequest) -> str:
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return back if safe else reverse("qa_staff:moderation")


class Desk(access.RequiresRole, View):
    """What a moderator does with the question in hand that is no verb: nothing of the question changes."""

    roles = access.MODERATION
    http_method_names = ["post"]

    def post(self, request: HttpRequest, number: str, act: str) -> HttpResponse:
        question = access.question_or_404(request.user, number)
        known = _ACTS.get(act)
        if known is None:
            raise Http404("no such act")
        return redirect(known(request, question))


def _skip(request: Any, question: Question) -> str:
    services.question_set_aside(question=question, user=request.user)
    return next_url(request, leaving=question)


def _put_back(request: Any, question: Question) -> str:
    if services.lease_release(question=question, user=request.user):
        messages.success(request, _("The question is free for others again."))
    return queue_url(request)


def _take(request: Any, question: Question) -> str:
    try:
        services.lease_take_over(question=question, user=request.user)
    except services.LeaseRefused as refused:
        messages.error(request, str(words.refusal(refused.code)))
    else:
        messages.success(request, _("You have the question in hand."))
    return reverse("qa_staff:question", args=[question.number])


def _not_urgent(request: Any, question: Question) -> str:
    services.urgency_dismiss(question=question, user=request.user)
    return reverse("qa_staff:question", args=[question.number])


_ACTS: Final = {"skip": _skip, "put-back": _put_back, "take": _take, "not-urgent": _not_urgent}


def here(request: HttpRequest, number: str) -> HttpResponse:
    """A sign of life from an open page; answers with who else is there. For all who may read the question."""
    if request.method != "POST" or not access.has_any(request.user, access.EVERYTHING):
        raise PermissionDenied
    question = access.question_or_404(request.user, number)
    bar.arrive(question, request.user)
    shown = {"question": question, "desk": bar.bar_of(question, request)}
    return render(request, "qa/staff/desk/_here.html", shown)
