"""The board of translation lag, the queue of translators, and what the medians were counted from."""

from typing import Any, Final

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from newsroom.rules.translating import PERIODS, WAITING, State, hours_between
from newsroom.translating import selectors
from newsroom.translating.access import ForTranslators
from newsroom.translating.words import STATES
from portal import languages, screens
from portal.pages import BasePage
from portal.users import User
from qa.staff.access import has_any
from qa.staff.menu import TRANSLATORS

ON_A_PAGE: Final = 50
WAITING_CHOICE: Final = "waiting"


class Screen(ForTranslators, screens.Screen):
    """One of the screens of translations; all know the way to the others."""

    page_title: Any = _("Translations")
    header_icon = "globe"

    def above(self) -> list[tuple[str, Any]]:
        return [(reverse("translations:board"), Board.page_title)]


class Board(Screen):
    """How translations lag, for each language and section, each figure with the list it counts."""

    template_name = "newsroom/translations/board.html"
    page_title = _("Translation lag")

    def above(self) -> list[tuple[str, Any]]:
        return []

    def get(self, request: HttpRequest) -> HttpResponse:
        at = timezone.now()
        context = self.get_context_data(
            boards=selectors.boards(languages.current(), at),
            gaps=selectors.oldest(at=at),
            orphans=selectors.without_original().count(),
            states=[(state, STATES[state]) for state in State],
            periods=PERIODS,
            answers=has_any(request.user, TRANSLATORS),
        )
        return self.render_to_response(context)


def kinds() -> dict[str, Any]:
    """The types of pages that can be translated, by the name of their model."""
    return {model._meta.model_name: model for model in BasePage.__subclasses__() for model in _concrete(model)}


def _concrete(model: Any) -> list[Any]:
    below = [found for sub in model.__subclasses__() for found in _concrete(sub)]
    return below if model._meta.abstract else [model, *below]


class Filters(forms.Form):
    """What of the queue is shown. A value that no list offers filters nothing."""

    language = forms.ChoiceField(label=_("Into"), required=False)
    state = forms.ChoiceField(label=_("Translation"), required=False)
    section = forms.ChoiceField(label=pgettext_lazy("tree", "Section"), required=False)
    kind = forms.ChoiceField(label=_("Kind of page"), required=False)
    hand = forms.ChoiceField(label=_("In hand"), required=False)

    def __init__(self, data: Any, known: selectors.Sections, language: str) -> None:
        super().__init__({**data.dict(), "language": data.get("language") or language})
        every = ("", _("All"))
        sections = [(section.key, section.title) for section in known.of_key.values()]
        choices: dict[str, list[tuple[str, Any]]] = {
            "language": list(languages.NAMES.items()),
            "state": [(WAITING_CHOICE, _("What waits")), *((state.value, capfirst(STATES[state])) for state in State)],
            "section": [every, *sections, (selectors.FRONT, _("Front page"))],
            "kind": [every, *sorted((name, capfirst(model._meta.verbose_name)) for name, model in kinds().items())],
            "hand": [every, ("free", _("Nobody's")), ("mine", _("Mine"))],
        }
        choices["state"].append(("all", _("All")))
        for name, offered in choices.items():
            field: Any = self.fields[name]
            field.choices = offered
        self.full_clean()

    def value(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or "")

    def apply(self, rows: Any, known: selectors.Sections, user: Any) -> Any:
        state, kind, hand = self.value("state") or WAITING_CHOICE, self.value("kind"), self.value("hand")
        if state == WAITING_CHOICE:
            rows = rows.filter(state__in=WAITING)
        elif state != "all":
            rows = rows.filter(state=state)
        if self.value("section"):
            rows = known.only(rows, self.value("section"))
        if kind:
            rows = rows.filter(content_type__model=kind)
        if hand == "free":
            rows = rows.filter(holder__isnull=True)
        elif hand == "mine":
            rows = rows.filter(holder=user.pk)
        return rows


def language_asked(request: HttpRequest) -> str:
    """The language of the list: the one asked for, else the first into which anything waits."""
    data = request.GET if request.method == "GET" else request.POST
    asked = data.get("language", "")
    if asked in languages.CODES:
        return asked
    for code, locale in selectors.locales().items():
        if selectors.pieces(locale).filter(state__in=WAITING).exists():
            return code
    return languages.CODES[0]


class Queue(Screen):
    """What to translate next."""

    template_name = "newsroom/translations/queue.html"
    page_title = _("What to translate")

    def get(self, request: HttpRequest) -> HttpResponse:
        code = language_asked(request)
        locale = selectors.locales()[code]
        known = selectors.sections(languages.current())
        filters = Filters(request.GET, known, code)
        rows = filters.apply(selectors.in_order(selectors.pieces(locale)), known, request.user)
        page = Paginator(rows.select_related("locale", "content_type"), ON_A_PAGE).get_page(request.GET.get("p"))
        self.dress(page.object_list, locale, known)
        kept = request.GET.copy()
        kept.pop("p", None)
        context = self.get_context_data(
            page=page, filters=filters, code=code, language=languages.NAMES[code], kept=kept.urlencode(),
            here=request.get_full_path(), total=page.paginator.count,
        )  # fmt: skip
        return self.render_to_response(context)

    def dress(self, rows: Any, locale: Any, known: selectors.Sections) -> None:
        """What the list shows beside each story: its section, how far its translation is, who has it."""
        ready = selectors.progress(rows, locale)
        people = User.objects.in_bulk({row.holder for row in rows if row.holder})
        for row in rows:
            section = known.of_key.get(known.key(row.path))
            row.section = section.title if section else ""
            row.state_words = STATES[row.state]
            row.segments = ready.get(row.translation_key)
            row.in_hand = people.get(row.holder)
            row.days = (timezone.now() - row.since).days


class Measured(Screen):
    """The translations of which a median was made, each with its hours."""

    template_name = "newsroom/translations/measured.html"
    page_title = _("How long translations took")

    def get(self, request: HttpRequest) -> HttpResponse:
        code = language_asked(request)
        asked = request.GET.get("days", "")
        days = int(asked) if asked in {str(period) for period in PERIODS} else PERIODS[0]
        known = selectors.sections(languages.current())
        rows = selectors.measured(selectors.locales()[code], days)
        section = request.GET.get("section", "")
        if section:
            rows = known.only(rows, section, "page__")
        page = Paginator(rows.select_related("page"), ON_A_PAGE).get_page(request.GET.get("p"))
        for row in page.object_list:
            row.hours = round(hours_between(row.source_public_at, row.public_at), 1)
        title = known.of_key[section].title if section in known.of_key else ""
        kept = request.GET.copy()
        kept.pop("p", None)
        context = self.get_context_data(
            page=page, days=days, language=languages.NAMES[code], section=title, kept=kept.urlencode()
        )
        return self.render_to_response(context)


class Orphans(Screen):
    """Public translations whose original is not public."""

    template_name = "newsroom/translations/orphans.html"
    page_title = _("Translations without a public original")

    def get(self, request: HttpRequest) -> HttpResponse:
        keys: QuerySet[Any] = selectors.without_original().values("page_id")
        rows = Page.objects.filter(pk__in=keys).select_related("locale").order_by("-last_published_at", "pk")
        page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("p"))
        return self.render_to_response(self.get_context_data(page=page, kept=""))
