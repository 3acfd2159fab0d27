"""The screen of the urgent banner: write it, look at it in three languages, put it up, take it down."""

import unicodedata
from datetime import datetime, timedelta
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateTimeInput, AdminPageChooser
from wagtail.models import Page

from newsroom import urgent
from newsroom.models import UrgentBanner
from newsroom.rules.banner import LONGEST, MOST, Banner, shown, wrong_times
from newsroom.services import banner as services
from newsroom.staff.screens import Screen
from portal import languages
from portal.visibility import open_to_all

PAST_SHOWN: Final = 10
USUAL: Final = timedelta(hours=3)
WRONG: Final = {
    "order": gettext_lazy("The end must be after the start."),
    "past": gettext_lazy("That is in the past."),
    "long": gettext_lazy("A banner is up for seven days at most: what lasts longer belongs on a page."),
}
LABELS: Final = {
    "kk": gettext_lazy("Text in Kazakh"),
    "ru": gettext_lazy("Text in Russian"),
    "en": gettext_lazy("Text in English"),
}


class UrgentForm(forms.Form):
    """What a banner says, where it leads, how long it is up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in languages.CODES:
            self.fields[f"text_{code}"] = forms.CharField(
                label=LABELS[code],
                required=code == "kk",
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 2, "lang": code}),
                help_text="" if code == "kk" else _("Empty: these readers see the Kazakh text, and are told so."),
            )
        self.fields["page"] = forms.ModelChoiceField(
            Page.objects.filter(depth__gt=1),
            label=_("Where it leads"),
            required=False,
            widget=AdminPageChooser(),
            help_text=_("A published page on what to do; readers get it in their language where there is one."),
        )
        self.fields["begins_at"] = forms.DateTimeField(
            label=_("Begins"), required=False, widget=AdminDateTimeInput(), help_text=_("Empty: at once.")
        )
        self.fields["ends_at"] = forms.DateTimeField(
            label=_("Ends by itself"), widget=AdminDateTimeInput(), initial=_soon
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for code in languages.CODES:
            text = cleaned.get(f"text_{code}") or ""
            cleaned[f"text_{code}"] = " ".join(unicodedata.normalize("NFC", text).split())
        page = cleaned.get("page")
        if page is not None and not open_to_all(Page.objects.filter(pk=page.pk)).exists():
            self.add_error("page", _("Readers cannot open this page: it is not published."))
        ends_at = cleaned.get("ends_at")
        if ends_at is not None and "begins_at" not in self.errors:
            now = timezone.now()
            wrong = wrong_times(cleaned.get("begins_at") or now, ends_at, now)
            if wrong:
                self.add_error("ends_at", WRONG[wrong])
        return cleaned

    @property
    def texts(self) -> dict[str, str]:
        return {code: text for code in languages.CODES if (text := self.cleaned_data[f"text_{code}"])}

    @property
    def begins_at(self) -> datetime:
        found: datetime | None = self.cleaned_data.get("begins_at")
        return found or timezone.now()


def _soon() -> datetime:
    return timezone.localtime(timezone.now() + USUAL).replace(second=0, microsecond=0)


class Urgent(Screen):
    """GET: what is up, and the form. POST: `look` shows it as readers will see it, `go` puts it up, `back` returns to
    the form with what was typed, `down` takes one down."""

    template_name = "newsroom/staff/urgent.html"
    page_title = gettext_lazy("Urgent banner")
    header_icon = "warning"

    def allowed(self, user: Any) -> bool:
        return services.may_put_up(user)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.form_page(UrgentForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        if "down" in request.POST:
            return self.take_down(request)
        form = UrgentForm(request.POST)
        if not form.is_valid():
            return self.form_page(form, status=422)
        if "back" in request.POST:
            return self.form_page(form)
        if "go" in request.POST:
            return self.put_up(request, form)
        return self.confirmation(form)

    def put_up(self, request: HttpRequest, form: UrgentForm) -> HttpResponse:
        seen = frozenset(int(pk) for pk in request.POST.getlist("seen") if pk.isdecimal() and len(pk) < 18)
        cleaned = form.cleaned_data
        try:
            made = services.banner_put_up(
                actor=request.user, texts=form.texts, page=cleaned["page"], begins_at=cleaned["begins_at"],
                ends_at=cleaned["ends_at"], seen=seen,
            )  # fmt: skip
        except services.ChangedMeanwhile:
            messages.error(request, _("Someone else has changed the banner meanwhile. Look at it once more."))
            return self.confirmation(form, status=409)
        if made.begins_at <= timezone.now():
            messages.success(request, _("It is up. All readers see it within five seconds."))
        else:
            messages.success(request, _("It is planned, and will be up at its time by itself."))
        return redirect("newsroom_staff:urgent")

    def take_down(self, request: HttpRequest) -> HttpResponse:
        pk = request.POST["down"]
        banner = get_object_or_404(UrgentBanner, pk=pk if pk.isdecimal() and len(pk) < 18 else 0)
        if services.banner_take_down(actor=request.user, banner=banner):
            messages.success(request, _("It is down. It is gone for all readers within five seconds."))
        else:
            messages.error(request, _("It was down already."))
        return redirect("newsroom_staff:urgent")

    def form_page(self, form: UrgentForm, status: int = 200) -> HttpResponse:
        ahead = list(UrgentBanner.objects.ahead().select_related("put_up_by"))
        past = UrgentBanner.objects.exclude(pk__in=[banner.pk for banner in ahead])
        now = timezone.now()
        context = self.get_context_data(
            form=form,
            media=form.media,
            standing=[(banner, banner.begins_at <= now, _previews_of(banner)) for banner in ahead],
            past=past.select_related("put_up_by", "taken_down_by")[:PAST_SHOWN],
            days=MOST.days,
        )
        return self.render_to_response(context, status=status)

    def confirmation(self, form: UrgentForm, status: int = 200) -> HttpResponse:
        page = form.cleaned_data["page"]
        banner = Banner(0, form.begins_at, form.cleaned_data["ends_at"], form.texts, urgent.addresses(page))
        context = self.get_context_data(
            form=form,
            previews=previews(banner),
            at_once=form.begins_at <= timezone.now(),
            begins_at=form.begins_at,
            ends_at=banner.ends_at,
            replaced=services.in_the_way(banner.begins_at, banner.ends_at),
            sent=[(name, value) for name, value in self.request.POST.items() if name in form.fields],
        )
        return self.render_to_response(context, status=status)


def previews(banner: Banner) -> list[tuple[str, str, str]]:
    """`banner` as readers of each language see it: (code, name of the language, HTML)."""
    made: list[tuple[str, str, str]] = []
    for code, name in languages.NAMES.items():
        with translation.override(code):
            made.append((code, name, urgent.rendered(shown(banner, code))))
    return made


def _previews_of(row: UrgentBanner) -> list[tuple[str, str, str]]:
    return previews(Banner(row.pk, row.begins_at, row.ends_at, row.texts, urgent.addresses(row.page)))
