"""The screen of a running briefing: its beginning and end, a late start, main points in three languages."""

from datetime import timedelta
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import languages
from portal.screens import Screen
from press import streams
from press.models import BriefingPage, MainPoint
from press.rules.briefings import GRACE, OVER, State
from press.rules.streams import Health
from press.services import briefings

DELAYS: Final = (10, 20, 30, 60)
# Which verbs are offered in which state; the services have the last word.
OFFERED: Final[dict[State, tuple[str, ...]]] = {
    State.UPCOMING: ("begin", "delay", "cancel"),
    State.LATE: ("begin", "delay", "cancel"),
    State.LIVE: ("end",),
    State.ENDED: ("resume",),
    State.ARCHIVE: ("resume",),
    State.CANCELLED: ("resume",),
}
HEALTH: Final = {
    Health.WAITING: _("Nothing has come from the encoder yet."),
    Health.FLOWING: _("The picture comes in."),
    Health.INTERRUPTED: _("The encoder has stopped sending. Readers are told that the broadcast is interrupted."),
}


class BriefingScreen(Screen):
    page_title: Any = _("Briefings")
    header_icon = "media"

    def above(self) -> list[tuple[str, Any]]:
        return [] if type(self) is Briefings else [(reverse("press_staff:briefings"), BriefingScreen.page_title)]


def around(user: Any) -> list[BriefingPage]:
    """The live pages of briefings of the last week and to come that someone may run, each in one language."""
    rows = BriefingPage.objects.live().filter(starts_at__gte=timezone.now() - timedelta(days=7)).order_by("starts_at")
    found: dict[Any, BriefingPage] = {}
    for page in sorted(rows, key=lambda page: languages.CODES.index(page.locale.language_code)):
        if page.translation_key not in found and briefings.may_run(user, page):
            found[page.translation_key] = page
    return sorted(found.values(), key=lambda page: page.starts_at)


class Briefings(BriefingScreen):
    """Those that are to come, live, or just over."""

    template_name = "press/staff/briefings.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render_to_response(self.get_context_data(pages=around(request.user)))


class PointForm(forms.Form):
    """A point in the languages that the briefing has; at least one."""

    def __init__(self, *args: Any, codes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in codes:
            self.fields[code] = forms.CharField(
                label=languages.NAMES[code],
                required=False,
                max_length=briefings.LONGEST_POINT,
                widget=forms.Textarea(attrs={"rows": 3, "lang": code}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Write the point in one language at least."))
        return cleaned


class Running(BriefingScreen):
    """One briefing."""

    template_name = "press/staff/running.html"
    page: BriefingPage

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(BriefingPage.objects.live().select_related("locale"), pk=kwargs["pk"])
        self.page_title = self.page.title

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not briefings.may_run(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.shown(self.form())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.shown(form, status=422)
        briefings.point_add(page=self.page, actor=request.user, texts=form.cleaned_data)
        messages.success(request, _("Posted. Readers see it within seconds."))
        return redirect("press_staff:running", pk)

    def form(self, data: Any = None) -> PointForm:
        codes = [page.locale.language_code for page in briefings.versions(self.page) if page.live]
        return PointForm(data, codes=sorted(codes, key=languages.CODES.index))

    def shown(self, form: PointForm, status: int = 200) -> HttpResponse:
        page = self.page
        points = MainPoint.objects.filter(page__translation_key=page.translation_key).select_related("page__locale")
        ahead = {State.UPCOMING, State.LATE, State.LIVE}
        health = streams.health(page.stream) if page.stream and page.state in ahead else None
        told = HEALTH[health] if health and (page.state is State.LIVE or health is not Health.INTERRUPTED) else ""
        offered = OFFERED[page.state]
        if page.state in OVER and (page.ended_at is None or timezone.now() - page.ended_at > GRACE):
            offered = ()
        context = self.get_context_data(
            page=page, form=form, points=points, delays=DELAYS, told=told, offered=offered,
            over=page.state in OVER,
        )  # fmt: skip
        return self.render_to_response(context, status=status)


class Verb(Running):
    """A button of that screen."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, verb: str = "") -> HttpResponse:
        if self.done(request, verb):
            messages.success(request, _("Done. Readers see it within seconds, in all languages."))
        else:
            messages.error(request, _("The briefing stands differently by now; look at this page again."))
        return redirect("press_staff:running", pk)

    def done(self, request: HttpRequest, verb: str) -> bool:
        who: dict[str, Any] = {"page": self.page, "actor": request.user}
        if verb == "begin":
            return briefings.briefing_begin(**who)
        if verb == "end":
            return briefings.briefing_end(**who)
        if verb == "resume":
            return briefings.briefing_resume(**who)
        if verb == "cancel":
            return briefings.briefing_cancel(**who)
        minutes = request.POST.get("minutes", "")
        if verb == "delay" and minutes in map(str, DELAYS):
            return briefings.briefing_delay(**who, minutes=int(minutes))
        return False


class Point(Running):
    """Mends or takes away a point."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, point: int = 0) -> HttpResponse:
        rows = MainPoint.objects.filter(page__translation_key=self.page.translation_key).select_related("page")
        text = "" if "remove" in request.POST else request.POST.get("text", "")
        if briefings.point_change(point=get_object_or_404(rows, pk=point), actor=request.user, text=text):
            messages.success(request, _("Done. Readers see it within seconds."))
        return redirect("press_staff:running", pk)
