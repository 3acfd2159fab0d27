"""What the steps of a form share: the draft behind them, and a designed page for each thing that can go wrong.

An app derives its own views and names its form:

    class CheckStep(DraftStep):
        kind, start, template_name = "report", "rebuttals:report", "rebuttals/report_check.html"
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.validators import slug_re
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from intake import deflections, grants, limits
from intake.models import Draft
from intake.models.draft import LIFETIME
from intake.services import DraftGone, draft_open
from portal import languages, text


def too_many(request: HttpRequest, error: limits.TooMany) -> HttpResponse:
    """429 in the reader's language: when to try again, and the text that was typed."""
    context = {"minutes": error.minutes, "typed": typed_text(request)}
    response = render(request, "intake/too_many.html", context, status=429)
    response["Retry-After"] = str(error.retry_after)
    return response


def typed_text(request: HttpRequest) -> str:
    """What the reader had typed into the long field of the form that failed."""
    return text.clean(request.POST.get("text", ""))[:20_000] if request.method == "POST" else ""


@method_decorator(never_cache, name="dispatch")
class FormPage(TemplateView):
    """A page with a form: never cached, and with a page of its own for one try too many."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except limits.TooMany as error:
            return too_many(request, error)


class CodePage(FormPage):
    """Type the code. Malformed, unknown and erased codes get the same answer, after the same work."""

    form_class: ClassVar[type[Form]]

    def find_by_code(self, code: str) -> Any:
        """What the code, as typed, belongs to; None for any other."""
        raise NotImplementedError

    def enter(self, request: HttpRequest, found: Any) -> HttpResponse:
        """The way to the page of what was found, open to this browser."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", self.form_class())
        return super().get_context_data(**kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form_class(request.POST)
        if form.is_valid():
            limits.hit("code", request)
            found = self.find_by_code(form.cleaned_data["code"])
            if found is not None:
                return self.enter(request, found)
            form.add_error(
                "code", _("We know no such code. Compare it with the one you were given, character by character.")
            )
        return self.render_to_response(self.get_context_data(form=form), status=422)


class DraftStep(FormPage):
    """A step of the form `kind`. `self.draft` is the draft of the address's `token`, if this browser may open it.

    Without one the reader gets a page that leads to `start` and holds what they had typed (410). Once it is sent,
    every step leads to `sent` (a name taking the token), but the step that is itself marked `after_sending`.
    """

    kind: ClassVar[str]
    start: ClassVar[str]
    sent: ClassVar[str]
    after_sending: ClassVar[bool] = False
    draft: Draft

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        draft = self.find(kwargs.get("token", ""))
        if draft is None:
            return self.gone()
        self.draft = draft
        if draft.sent and not self.after_sending:
            return HttpResponseRedirect(self.address(self.sent))
        try:
            return super().dispatch(request, *args, **kwargs)
        except DraftGone:
            return self.gone()

    def find(self, token: str) -> Draft | None:
        """The live draft of `token`, None for an unknown, expired or someone else's one."""
        if not grants.holds(self.request, self.kind, token):
            return None
        return Draft.objects.live().filter(token=token, kind=self.kind).first()

    def address(self, name: str) -> str:
        """Where the step `name` of this draft is."""
        return reverse(name, kwargs={"token": self.draft.token})

    def go(self, name: str) -> HttpResponseRedirect:
        return HttpResponseRedirect(self.address(name))

    def gone(self) -> HttpResponse:
        context = {"start": reverse(self.start), "typed": typed_text(self.request)}
        return render(self.request, "intake/gone.html", context, status=410)


def begin(request: HttpRequest, *, kind: str, data: dict[str, Any], quarantined: bool, to: str) -> HttpResponse:
    """Opens a draft with the first step's `data` and leads to the step `to`. Raises TooMany.

    What stood beside the text while it was typed is now the draft's: the form's field `shown` names it.
    """
    limits.hit("start", request)
    draft = draft_open(kind=kind, language=languages.current(), data=data, quarantined=quarantined)
    deflections.adopt(draft, request.POST.get("shown", ""))
    response = HttpResponseRedirect(reverse(to, kwargs={"token": draft.token}))
    entrust(request, response, draft)
    return response


def entrust(request: HttpRequest, response: HttpResponseBase, draft: Draft) -> None:
    """Lets this browser, and no other, open the draft's further steps."""
    grants.give(request, response, draft.kind, draft.token, int(LIFETIME.total_seconds()))


def typing_fragment(
    request: HttpRequest, kind: str, template: str, look: Callable[[str], tuple[dict[str, Any], list[str]]]
) -> HttpResponse:
    """What is there already, for a script that asks while the reader types.

    `look` gives for a text what the template shows and the references of it, which are recorded as shown for `kind`.
    """
    try:
        limits.hit("similar", request)
    except limits.TooMany as error:
        return HttpResponse(status=429, headers={"Retry-After": str(error.retry_after)})
    found, shown = look(text.clean(request.POST.get("text", "")))
    topic = request.POST.get("topic", "")
    mark = deflections.show_typing(
        kind=kind,
        language=languages.current(),
        shown=shown,
        topic=topic if len(topic) <= 60 and slug_re.match(topic) else "",
        mark=request.POST.get("shown", ""),
    )
    return render(request, template, {**found, "mark": mark})
