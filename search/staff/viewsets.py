"""Wordings and recommendations in Wagtail's own lists."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import CreateView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from portal import languages
from search import glossary
from search.models import BestBet, Concept
from search.permissions import KeeperPolicy
from search.rules import words
from search.staff.forms import BestBetForm, ConceptForm
from search.staff.menu import HOOK

LONGEST_TRY = 200


class WordsViewSet(ModelViewSet):
    """Rows that those look after who keep the words."""

    menu_hook = HOOK
    copy_view_enabled = False
    exclude_form_fields: list[str] = []
    search_backend_name = None
    list_per_page = 50
    template_prefix = "search/staff/"
    index_template_name = "search/staff/index.html"

    @property
    def permission_policy(self) -> Any:
        return KeeperPolicy(self.model)


class _Prefilled(CreateView):
    """A form that a link may fill in: what somebody searched in vain."""

    def get_initial(self) -> dict[str, Any]:
        given = self.request.GET
        return {name: given[name][:LONGEST_TRY] for name in self.get_form_class().base_fields if given.get(name)}


class ConceptIndexView(IndexView):
    """The list, and above it a line to try: which other wordings a search brings in."""

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        tried = self.request.GET.get("try", "").replace("\0", " ")[:LONGEST_TRY]
        ways = {code: glossary.variants(tried, code) for code in languages.CODES} if tried.strip() else {}
        return super().get_context_data(
            *args, **kwargs, has_try=True, tried=tried, found=next((found for found in ways.values() if found), ())
        )


def all_of(language: str) -> Any:
    return lambda concept: ", ".join(words.lines(getattr(concept, language))) or "—"


class ConceptViewSet(WordsViewSet):
    model = Concept
    name = "search_concepts"
    menu_label = _("Synonyms and glossary")
    menu_order = 10
    icon = "openquote"
    index_view_class = ConceptIndexView
    add_view_class = _Prefilled
    search_fields = ["kk", "ru", "en"]
    list_display = [
        TitleColumn("kk", label=_("Kazakh"), accessor=all_of("kk"), url_name="search_concepts:edit", sort_key="kk"),
        Column("ru", label=_("Russian"), accessor=all_of("ru"), sort_key="ru"),
        Column("en", label=_("English"), accessor=all_of("en"), sort_key="en"),
        DateColumn("changed_at", label=pgettext_lazy("search", "Changed"), sort_key="changed_at"),
    ]

    def get_form_class(self, for_update: bool = False) -> Any:
        return ConceptForm


class BestBetIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("page")


def leads_to(bet: BestBet) -> str:
    return bet.address or bet.title or (bet.page.title if bet.page else "")


def state(bet: BestBet) -> Any:
    """Whether readers see it now, and if not, why."""
    if bet.last_day and bet.last_day < timezone.localdate():
        return pgettext_lazy("recommendation", "over")
    if bet.page and not bet.page.live:
        return pgettext_lazy("recommendation", "its page is not published")
    return pgettext_lazy("recommendation", "shown")


class BestBetViewSet(WordsViewSet):
    model = BestBet
    name = "search_best_bets"
    menu_label = _("Recommended results")
    menu_order = 20
    icon = "pick"
    index_view_class = BestBetIndexView
    add_view_class = _Prefilled
    search_fields = ["phrases", "title", "text", "page__title"]
    list_filter = ["language"]
    list_display = [
        TitleColumn(
            "phrases", label=pgettext_lazy("recommendation", "For the searches"), url_name="search_best_bets:edit",
            accessor=lambda bet: ", ".join(words.lines(bet.phrases)), sort_key="phrases",
        ),
        Column("language", label=_("Language"), accessor="get_language_display", sort_key="language"),
        Column("leads_to", label=pgettext_lazy("recommendation", "Leads to"), accessor=leads_to),
        Column("state", label=pgettext_lazy("recommendation", "State"), accessor=state),
        DateColumn("last_day", label=_("Last day"), sort_key="last_day"),
    ]  # fmt: skip

    def get_form_class(self, for_update: bool = False) -> Any:
        return BestBetForm


def made() -> list[ModelViewSet]:
    """Both, for Wagtail to register."""
    return [ConceptViewSet(), BestBetViewSet()]
