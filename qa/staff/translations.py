"""Published questions that are not translated, or whose translation is out of date; per language, with their age."""

from typing import Any, Final

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, When
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import BaseListingView

from portal import events, languages
from qa.models import PublishedQuestion
from qa.rules.states import Role
from qa.services.act import KIND
from qa.staff import access
from qa.staff.menu import TRANSLATORS

TRANSLATION_CHECKED: Final = "translation_checked"  # the code of its event
STATES: Final = [
    ("missing", pgettext_lazy("translation", "missing")),
    ("stale", pgettext_lazy("translation", "out of date")),
]


def waiting(language: str) -> Any:
    """Public questions asked in another language whose translation into `language` is missing or out of date.

    Each with `made_from` (the version that was translated, None for missing), `translation` (its row, published or
    not) and `since`: when the original said for the first time what the translation does not say.
    """
    twins = PublishedQuestion.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=language
    )
    asked = PublishedQuestion.objects.public().filter(locale__language_code=F("question__language"))
    rows: Any = asked.exclude(question__language=language).annotate(
        made_from=Subquery(twins.public().values("source_version")[:1], output_field=IntegerField()),
        translation=Subquery(twins.values("pk")[:1]),
    )
    rows = rows.filter(Q(made_from__isnull=True) | Q(made_from__lt=F("source_version")))
    since = Case(When(made_from__isnull=True, then=F("first_published_at")), default=F("last_published_at"))
    return rows.annotate(since=since)


def counts(language: str) -> dict[str, int]:
    """How many are missing and how many are out of date."""
    found: dict[str, int] = waiting(language).aggregate(
        missing=Count("pk", filter=Q(made_from__isnull=True)), stale=Count("pk", filter=Q(made_from__isnull=False))
    )
    return found


def by_state(queryset: Any, name: str, value: str) -> Any:
    return queryset.filter(made_from__isnull=value == "missing")


class TranslationFilters(WagtailFilterSet):
    language = django_filters.ChoiceFilter(
        label=_("Into"), choices=list(languages.NAMES.items()), method="kept", empty_label=None
    )
    state = django_filters.ChoiceFilter(label=_("Translation"), choices=STATES, method=by_state)

    class Meta:
        model = PublishedQuestion
        fields: list[str] = []

    def kept(self, queryset: Any, name: str, value: str) -> Any:
        """The list itself is made for the language."""
        return queryset


class AgeColumn(Column):
    cell_template_name = "qa/staff/cells/since.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        days = (timezone.now() - instance.since).days if instance.since else None
        return context | {"days": days}


class WorkColumn(Column):
    """The way to translate it, or to say that the translation still says the same."""

    cell_template_name = "qa/staff/cells/translate.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        return context | {
            "url": _work_url(instance) if request.user.has_perm("wagtail_localize.submit_translation") else "",
            "may_confirm": instance.made_from is not None and request.user.has_perm("qa.publish_publishedquestion"),
            "language": _language(request),
            "csrf_token": get_token(request),
        }


def _work_url(row: Any) -> str:
    """The editor of the translation that is begun, else the page that begins it."""
    if row.translation:
        return reverse("wagtailsnippets_qa_publishedquestion:edit", args=[row.translation])
    return reverse("wagtail_localize:submit_snippet_translation", args=["qa", "publishedquestion", row.pk])


class Translations(access.RequiresRole, BaseListingView):
    """Translations that are missing or out of date, the longest waiting first."""

    template_name = "qa/staff/everything.html"
    model = PublishedQuestion
    paginate_by = 50
    index_url_name = "qa_staff:translations"
    index_results_url_name = "qa_staff:translations_results"
    page_title = _("Translations")
    verbose_name_plural = _("published questions")
    header_icon = "globe"
    roles = TRANSLATORS
    filterset_class = TranslationFilters
    columns = [
        Column("number", label=_("Number")),
        Column("title", label=_("Title")),
        Column("state", label=_("Translation"), accessor=lambda row: dict(STATES)[_state(row)]),
        AgeColumn("since", label=_("Waiting since")),
        WorkColumn("work", label=_("What to do"), accessor="number"),
    ]

    @property
    def language(self) -> str:
        """The language into which is translated: the one asked for, else the state language."""
        return _language(self.request)

    def get_base_queryset(self) -> Any:
        rows = waiting(self.language).select_related("locale").defer("question_text", "answer", "correction")
        return rows.order_by("since", "pk")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        if not self.results_only:
            context["figures"] = self.figures()
        return context

    def figures(self) -> list[tuple[Any, Any, str]]:
        """For each language: how many are missing, how many out of date."""
        url, words, found = reverse("qa_staff:translations"), dict(STATES), []
        for code in languages.CODES:
            for state, count in counts(code).items():
                label = f"{languages.NAMES[code]}: {words[state]}"
                found.append((label, count, f"{url}?language={code}&state={state}"))
        return found


def _language(request: Any) -> str:
    asked: str = request.GET.get("language", "")
    return asked if asked in languages.CODES else languages.CODES[0]


def _state(row: Any) -> str:
    return "missing" if row.made_from is None else "stale"


@require_POST
@transaction.atomic
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Someone compared a translation with the changed original: it says the same. `made_from` is what they saw."""
    if not access.has_any(request.user, TRANSLATORS) or not request.user.has_perm("qa.publish_publishedquestion"):
        raise PermissionDenied
    source = get_object_or_404(PublishedQuestion.objects.public().select_for_update(of=("self",)), pk=pk)
    twins = PublishedQuestion.objects.public().filter(translation_key=source.translation_key).exclude(pk=source.pk)
    row = get_object_or_404(twins.select_related("locale"), locale__language_code=request.POST.get("language", ""))
    if request.POST.get("version") != str(source.source_version):
        messages.error(request, str(_("The original has changed once more. Compare again.")))
    else:
        PublishedQuestion.objects.filter(pk=row.pk).update(source_version=source.source_version)
        code = row.locale.language_code
        events.record(
            KIND, source.question_id, TRANSLATION_CHECKED, role=Role.EDITOR, actor=request.user, language=code
        )
        messages.success(request, str(_("The translation is marked as up to date.")))
    return redirect(f"{reverse('qa_staff:translations')}?language={row.locale.language_code}")
