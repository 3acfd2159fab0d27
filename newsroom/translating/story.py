"""The place that says how each language of a page stands, and the buttons there."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.models import Page
from wagtail_localize.operations import translate_object

from newsroom.rules.translating import State, needs_publishing
from newsroom.translating import selectors, services, texts
from newsroom.translating.lists import Screen
from newsroom.translating.versions import Row, Story, story_of
from newsroom.translating.words import told
from portal import languages
from proofing import publishing as proofing


class Hour(forms.Form):
    """When to publish; empty for now."""

    at = forms.DateTimeField(label=gettext_lazy("At what time"), required=False, widget=AdminDateTimeInput)

    def clean_at(self) -> datetime | None:
        at: datetime | None = self.cleaned_data["at"]
        if at is not None and at <= timezone.now():
            raise ValidationError(_("This time is over."))
        return at


class OfStory(Screen):
    """A screen about one page in its languages; `pk` is any of them, which the person may edit."""

    template_name = "newsroom/translations/story.html"
    page: Page

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(Page.objects.filter(depth__gt=1).select_related("locale"), pk=kwargs["pk"])
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        self.page_title = self.page.get_admin_display_title()

    def story(self) -> Story:
        return story_of(self.page.translation_key)

    def row(self) -> Row:
        """The language that a button is about, which the story has."""
        row = self.story().row(self.request.POST.get("language", ""))
        if row is None or row.page is None or row.translation is None:
            raise Http404
        return row

    def tell(self, reason: services.Refused | services.Remarked) -> None:
        """Why nothing was done, as messages."""
        if isinstance(reason, services.Remarked):
            for refusal in reason.refusals:
                proofing.tell(self.request, refusal)
        else:
            for obstacle in reason.obstacles:
                messages.error(self.request, told(*obstacle))

    def back(self) -> HttpResponse:
        return redirect("translations:story", self.page.pk)


class Languages(OfStory):
    """How each language stands: what is there, what lacks, what changed, and publishing all of them."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.shown(Hour())

    def shown(self, form: Hour, status: int = 200) -> HttpResponse:
        story = self.story()
        for row in story.rows:
            self.dress(row)
        context = self.get_context_data(
            page=self.page, story=story, form=form, may_publish=self.may_publish(story),
            obstacles=[told(*obstacle) for obstacle in story.obstacles],
        )  # fmt: skip
        return self.render_to_response(context, status=status)

    def may_publish(self, story: Story) -> bool:
        """Whether the button is shown; each page is asked once more when it is pressed. The right to publish a
        translation may come with the original's publication (fact-checks), so that an original that is due answers
        for all."""
        due = [row for row in story.rows if needs_publishing(row.version) and row.page is not None]
        asked = [row for row in due if row.version.original] or due
        return all(row.page.permissions_for_user(self.request.user).can_publish() for row in asked)

    def dress(self, row: Row) -> None:
        if not row.version.original:
            row.holder = services.holder_of(self.page.translation_key, row.locale)
        begun = 0 < row.version.lacking < row.segments
        if row.translation is not None and (row.version.state is State.STALE or begun):
            row.changes = texts.what_changed(row.translation, row.standing)


class PublishTogether(OfStory):
    """Every language at once."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = Hour(request.POST)
        if not form.is_valid():
            messages.error(request, _("Nothing was published."))
            return Languages.shown(self.as_languages(), form, status=422)
        at = form.cleaned_data["at"]
        try:
            codes = services.publish_together(story=self.story(), user=request.user, go_live_at=at)
        except (services.Refused, services.Remarked) as reason:
            self.tell(reason)
        except ValidationError as error:
            messages.error(request, _("Nothing was published: %(why)s") % {"why": " ".join(error.messages)})
        else:
            names = ", ".join(languages.NAMES[code] for code in codes)
            done = _("To be published at the set time: %(languages)s") if at else _("Published: %(languages)s")
            messages.success(request, done % {"languages": names})
        return self.back()

    def as_languages(self) -> Languages:
        view = Languages()
        view.setup(self.request, pk=self.page.pk)
        return view


class Confirm(OfStory):
    """A person stands for what the machine wrote."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.row()
        services.machine_confirm(translation=row.translation, page=row.page, user=request.user)
        messages.success(request, _("Confirmed. The text is no longer marked as made by a machine."))
        return self.back()


class Keep(OfStory):
    """The translation still says the same."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row, seen = self.row(), parse_datetime(request.POST.get("seen", ""))
        try:
            services.translation_keep(translation=row.translation, page=row.page, user=request.user, seen=seen)
        except (services.Refused, services.Remarked) as reason:
            self.tell(reason)
        else:
            messages.success(request, _("The translation is marked as up to date."))
        return self.back()


class OfPiece(Screen):
    """A button of the queue, about one story and one language."""

    http_method_names = ["post"]
    page: Page

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        locales = selectors.locales()
        if kwargs["language"] not in locales:
            raise Http404
        self.locale = locales[kwargs["language"]]

    def back(self) -> HttpResponse:
        wanted = self.request.POST.get("next", "")
        if url_has_allowed_host_and_scheme(wanted, allowed_hosts={self.request.get_host()}):
            return redirect(wanted)
        return redirect(f"{reverse('translations:queue')}?language={self.locale.language_code}")

    def story_page(self, pk: int) -> Any:
        """The original; None, and a word to the person, when it has been deleted meanwhile."""
        page = Page.objects.filter(pk=pk, depth__gt=1).first()
        if page is None:
            messages.error(self.request, _("This page has been deleted meanwhile."))
        return page

    def open(self, page: Page) -> HttpResponse:
        """The side-by-side editor of the translation, which is begun where there is none."""
        target = page.get_translations().filter(locale=self.locale, alias_of__isnull=True).first()
        if target is None:
            translate_object(page, [self.locale], user=self.request.user)
            target = page.get_translations().filter(locale=self.locale).first()
        if target is None:
            messages.error(self.request, _("The translation could not be begun."))
            return self.back()
        return redirect("wagtailadmin_pages:edit", target.pk)


class Take(OfPiece):
    """Takes the story in hand and opens its translation."""

    def post(self, request: HttpRequest, pk: int, language: str) -> HttpResponse:
        page = self.story_page(pk)
        if page is None:
            return self.back()
        key = page.translation_key
        if not services.piece_take(key=key, locale=self.locale, user=request.user, over="over" in request.POST):
            holder = services.holder_of(key, self.locale)
            messages.warning(request, _("A colleague is translating this: %(name)s") % {"name": holder})
            return self.back()
        return self.open(page)


class Next(OfPiece):
    """Takes the first story that is free."""

    def post(self, request: HttpRequest, language: str) -> HttpResponse:
        rows = selectors.in_order(selectors.pieces(self.locale)).filter(state__in=selectors.WAITING)
        page = services.piece_next(rows=rows, locale=self.locale, user=request.user)
        if page is None:
            messages.success(request, _("Nothing waits to be translated into this language."))
            return self.back()
        return self.open(page)


class Release(OfPiece):
    """Puts the story back for anyone."""

    def post(self, request: HttpRequest, pk: int, language: str) -> HttpResponse:
        page = self.story_page(pk)
        if page is not None:
            services.piece_release(key=page.translation_key, locale=self.locale, user=request.user)
        return self.back()


class Urgent(OfPiece):
    """Puts the story before all others, or back."""

    def post(self, request: HttpRequest, pk: int, language: str) -> HttpResponse:
        page = self.story_page(pk)
        if page is not None:
            urgent = request.POST.get("urgent") == "1"
            services.piece_urgent(key=page.translation_key, locale=self.locale, urgent=urgent)
        return self.back()
