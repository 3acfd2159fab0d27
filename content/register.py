"""The register of documents: what is asked of it, what it finds, and how much each further choice would find."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast
from urllib.parse import urlencode

from django import forms
from django.apps import apps
from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import CharField, Count, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, ExtractYear
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from wagtail.models import Page
from wagtail.query import PageQuerySet

from content.kinds import DocumentKind
from content.rules.registers import Asked, asked
from directory import selectors as directory
from directory.models import Agency, PageTopic, Topic
from portal import languages, spreadsheets
from portal.tree import absolute, public_path, tree
from portal.visibility import open_to_all
from portal.widgets import PlainSelect
from search.documents import Query
from search.service import search

PER_PAGE: Final = 20
MOST_BY_WORDS: Final = 500  # what a search by words may bring in; more of it is no answer


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of the register."""

    url: str
    title: str
    kind: str
    number: str
    date: date
    signatory: str
    agency: str
    language: str


@dataclass(frozen=True, slots=True)
class Register:
    """One page of the register. `everything` is how many documents there are without any filter; `csv` is the address
    of the same as a file."""

    page: PaginatorPage
    form: "RegisterForm"
    everything: int
    csv: str
    filtered: bool


class RegisterForm(forms.Form):
    """The filters as selects and two texts; only choices that would find something are offered."""

    words = forms.CharField(label=pgettext_lazy("to look for", "Words"), required=False, max_length=200)
    number = forms.CharField(label=gettext_lazy("Number"), required=False, max_length=80)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False, widget=PlainSelect)
    year = forms.ChoiceField(label=pgettext_lazy("calendar", "Year"), required=False, widget=PlainSelect)
    agency = forms.ChoiceField(label=gettext_lazy("Agency"), required=False, widget=PlainSelect)
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False, widget=PlainSelect)

    def __init__(self, wanted: Asked, counts: Mapping[str, Mapping[str, int]]) -> None:
        super().__init__(wanted.params, auto_id="register_%s")
        for name, names in choices(counts).items():
            chosen = wanted.params.get(name, "")
            shown = [(key, f"{label} ({counts[name].get(key, 0)})") for key, label in names
                     if counts[name].get(key) or key == chosen]  # fmt: skip
            if not shown:
                del self.fields[name]
                continue
            cast(forms.ChoiceField, self.fields[name]).choices = [("", pgettext("filter", "All")), *shown]


def choices(counts: Mapping[str, Mapping[str, int]]) -> dict[str, list[tuple[str, str]]]:
    """What each select may offer: keys and names, in their order."""
    language = languages.current()
    return {
        "kind": [(value, str(label)) for value, label in DocumentKind.choices],
        "year": [(year, year) for year in sorted(counts["year"], reverse=True)],
        "agency": [(row.key, row.name) for row in directory.alphabetical(Agency, language)],
        "topic": [(row.key, row.name) for row in directory.active(Topic)],
    }


def register(page: Page, params: Mapping[str, Any]) -> Register:
    """The register as `params` ask for it, in the language of `page`; what makes no sense in them is left aside."""
    wanted = wanted_of(params)
    language = tree().language_of(page.locale_id)
    everything = documents(language)
    chosen = filters(wanted, language)
    rows = everything.filter(*chosen.values())
    shown = Paginator(rows.order_by("-date", "-pk"), PER_PAGE).get_page(params.get("page"))
    shown.object_list = list(entries(shown.object_list))
    counts = counted(everything, chosen)
    query = urlencode({**wanted.params, "format": "csv"})
    return Register(shown, RegisterForm(wanted, counts), sum(counts[""].values()), f"?{query}", bool(wanted.params))


def wanted_of(params: Mapping[str, Any]) -> Asked:
    """What is asked for, by what the register knows."""
    return asked(
        params,
        kinds=DocumentKind.values,
        agencies=[row.key for row in directory.known(Agency).values()],
        topics=[row.key for row in directory.known(Topic).values()],
        this_year=timezone.localdate().year,
    )


def documents(language: str) -> PageQuerySet:
    """The public documents, each once: in `language`, or in the next language of the reader's order that it has."""
    model = apps.get_model("content", "DocumentPage")
    locales = {locale.language_code: pk for pk, locale in tree().locales.items()}
    order = [locales[code] for code in languages.order_for(language) if code in locales]
    wanted = Q()
    for place, locale in enumerate(order):
        sooner = model.objects.filter(
            translation_key=OuterRef("translation_key"), live=True, locale_id__in=order[:place]
        )
        only = Q(~Exists(sooner.order_by())) if place else Q()
        wanted |= Q(locale_id=locale) & only
    return open_to_all(model.objects.filter(wanted)).order_by()


def filters(wanted: Asked, language: str) -> dict[str, Q]:
    """The chosen filters by their names."""
    chosen: dict[str, Q] = {}
    if wanted.kind:
        chosen["kind"] = Q(kind=wanted.kind)
    if wanted.year:
        chosen["year"] = Q(date__year=wanted.year)
    if wanted.agency:
        chosen["agency"] = Q(agency__key=wanted.agency)
    if wanted.topic:
        chosen["topic"] = Q(pk__in=PageTopic.objects.filter(topic__key=wanted.topic).values("page_id"))
    if wanted.number:
        chosen["number"] = Q(number__iregex=wanted.number_pattern)
    if wanted.words:
        chosen["words"] = found_by_words(wanted.words, language)
    return chosen


def found_by_words(words: str, language: str) -> Q:
    """By the portal's search, which knows the forms of words; where it cannot answer, by the letters of the titles."""
    found = search(
        Query(
            words, language, kinds=("document",), limit=MOST_BY_WORDS, others=MOST_BY_WORDS, snippets=False
        )
    )  # fmt: skip
    if found.degraded:
        return Q(title__icontains=words) | Q(lead__icontains=words)
    return Q(pk__in=[int(hit.id) for hit in (*found.hits, *found.others)])


def counted(everything: PageQuerySet, chosen: Mapping[str, Q]) -> dict[str, dict[str, int]]:
    """How many documents each choice of each filter would find under the other filters; under "" how many there are.

    One query, whatever is asked.
    """
    text = CharField()
    keys = {
        "kind": F("kind"),
        "year": Cast(ExtractYear("date"), text),
        "agency": F("agency__key"),
        "topic": F("page_topics__topic__key"),
    }
    parts = [
        everything.filter(*(condition for other, condition in chosen.items() if other != name))
        .values(facet=Value(name, text), choice=key)
        .annotate(n=Count("pk", distinct=True))
        .values_list("facet", "choice", "n")
        for name, key in keys.items()
    ]
    total = everything.values(facet=Value("", text), choice=Value("", text)).annotate(n=Count("pk"))
    found: dict[str, dict[str, int]] = {"": {}, **{name: {} for name in keys}}
    for facet, choice, n in total.values_list("facet", "choice", "n").union(*parts, all=True):
        if choice is not None:
            found[facet][choice] = n
    return found


def entries(rows: Iterable[Any]) -> Iterable[Entry]:
    kinds = dict(DocumentKind.choices)
    for row in rows:
        agency = directory.one(Agency, row.agency_id)
        yield Entry(
            url=public_path(row.url_path),
            title=row.title,
            kind=str(kinds.get(row.kind, "")),
            number=row.number,
            date=row.date,
            signatory=row.signatory,
            agency=agency.name if agency else "",
            language=tree().language_of(row.locale_id),
        )


def as_csv(page: Page, params: Mapping[str, Any]) -> HttpResponseBase:
    """All that `params` find, as CSV."""
    language = tree().language_of(page.locale_id)
    chosen = filters(wanted_of(params), language)
    rows = documents(language).filter(*chosen.values()).order_by("-date", "-pk")
    heads = [_("Date"), _("Number"), _("Kind"), _("Title"), _("Signed by"), _("Agency"), _("Language"), _("Address")]
    lines = (
        [each.date, each.number, each.kind, each.title, each.signatory, each.agency, each.language, absolute(each.url)]
        for each in entries(rows)
    )
    return spreadsheets.csv_response(f"documents-{language}.csv", [heads, *lines])
