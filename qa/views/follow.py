"""Following a public question by mail, and asking it too: small form pages, so that its own page sets no cookie."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from intake import grants, limits
from intake.steps import FormPage, too_many
from portal import languages
from qa.forms.after import AskTooForm, FollowForm
from qa.models import Follower, PublishedQuestion, Question
from qa.services import following
from qa.views.parts import crumbs

ONCE: Final = 365 * 24 * 60 * 60  # seconds for which a browser counts once as one who asks this too
ASKED_TOO: Final = "asked_too"  # the pass of that browser


def public_row(number: str) -> PublishedQuestion:
    """The public question of that number, in the best language for the reader. Raises Http404."""
    rows = PublishedQuestion.objects.public().filter(number=number).select_related("locale")
    order = languages.order_for(languages.current())
    row = min(rows, key=lambda found: order.index(found.locale.language_code), default=None)
    if row is None:
        raise Http404
    return row


class Follow(FormPage):
    """Leave an address. What is said afterwards is the same whether it follows already, is new, or is refused."""

    template_name = "qa/after/follow.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = public_row(kwargs["number"])
        kwargs.setdefault("form", FollowForm())
        return super().get_context_data(
            **kwargs, row=row, crumbs=crumbs((row.get_absolute_url(), row.title)), sent="sent" in self.request.GET
        )

    def post(self, request: HttpRequest, number: str) -> HttpResponse:
        form = FollowForm(request.POST)
        context = self.get_context_data(number=number, form=form)
        if not form.is_valid():
            return self.render_to_response(context, status=422)
        limits.hit("follow", request)
        follow(context["row"], form)
        return redirect(f"{reverse('qa:follow', args=[number])}?sent=1")


class AskToo(FormPage):
    """ "I have this question too": one button, and an address if wanted."""

    template_name = "qa/after/ask_too.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = public_row(kwargs["number"])
        kwargs.setdefault("form", AskTooForm())
        return super().get_context_data(
            **kwargs,
            row=row,
            crumbs=crumbs((row.get_absolute_url(), row.title)),
            counted="counted" in self.request.GET,
            sent="sent" in self.request.GET,
            before=grants.holds(self.request, ASKED_TOO, row.number),
        )

    def post(self, request: HttpRequest, number: str) -> HttpResponse:
        form = AskTooForm(request.POST)
        context = self.get_context_data(number=number, form=form)
        if not form.is_valid():
            return self.render_to_response(context, status=422)
        limits.hit("follow", request)
        if form.cleaned_data["email"]:
            follow(context["row"], form)
        sent = "&sent=1" if form.cleaned_data["email"] else ""
        response = redirect(f"{reverse('qa:ask-too', args=[number])}?counted=1{sent}")
        if not context["before"]:
            grants.give(request, response, ASKED_TOO, number, ONCE)
            # Behind one network stand many people, and one person with many browsers: a few count, not all.
            few = limits.within("asked_too", request, scope=number)
            if few and not form.cleaned_data["website"]:
                following.question_ask_too(question=Question(pk=context["row"].question_id))
        return response


def follow(row: PublishedQuestion, form: FollowForm) -> None:
    """Asks the address for its confirmation; what a program filled in is dropped without a word."""
    if not form.cleaned_data["website"]:
        question = Question.objects.get(pk=row.question_id)
        following.question_follow(question=question, email=form.cleaned_data["email"], language=languages.current())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """GET only asks (programs open links of mails too); POST confirms."""
    try:
        limits.hit("confirm", request)
    except limits.TooMany as error:
        return too_many(request, error)
    follower = following.follower_by_token(token)
    if follower is None or follower.ended_at is not None:
        return render(request, "qa/after/unknown.html", status=404)
    if request.method == "POST":
        follower = following.follower_confirm(follower=follower)
    return render(request, "qa/after/confirm.html", _of(follower))


@csrf_exempt  # the mail program of the reader posts this itself (RFC 8058); the token is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unfollow(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows what would be stopped; POST stops it at once, without a redirect, as mail programs need it."""
    follower = following.follower_by_token(token)
    if follower is None:
        return render(request, "qa/after/unknown.html", status=404)
    if request.method == "POST":
        if "all" in request.POST:
            following.follower_stop_all(follower=follower)
        else:
            following.follower_stop(follower=follower)
        follower.refresh_from_db()
    return render(request, "qa/after/unfollow.html", {**_of(follower), "all": "all" in request.POST})


def _of(follower: Follower) -> dict[str, Any]:
    number = follower.question.number
    public = PublishedQuestion.objects.public().filter(number=number).exists()
    return {"follower": follower, "number": number, "url": reverse("qa:question", args=[number]) if public else ""}
