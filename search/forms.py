"""What a reader may choose on the search page."""

from datetime import date
from typing import Any, Final, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models import Agency, Named, Region, Topic
from directory.selectors import active
from portal.widgets import PlainDay, PlainHidden, PlainSelect
from search.documents import Query
from search.registry import registry

PER_PAGE = 10
LONGEST_QUERY = 1_000
NEWEST: Final = "newest"
FACETS: Final[dict[str, tuple[type[Named], Any]]] = {
    "topic": (Topic, _("All topics")),
    "region": (Region, _("All regions")),
    "agency": (Agency, _("All agencies")),
}


class FilterForm(forms.Form):
    """The text and kind as hidden fields; topic, region, agency, period and order to choose.

    A value that makes no sense is left aside.

    `typed` asks for the text as it stands, without any repair.
    """

    q = forms.CharField(required=False, widget=PlainHidden)
    kind = forms.CharField(required=False, widget=PlainHidden)
    typed = forms.CharField(required=False, widget=PlainHidden)
    topic = forms.ChoiceField(label=_("Topic"), required=False, widget=PlainSelect)
    region = forms.ChoiceField(label=_("Region"), required=False, widget=PlainSelect)
    agency = forms.ChoiceField(label=_("Agency"), required=False, widget=PlainSelect)
    since = forms.DateField(label=pgettext_lazy("period", "From"), required=False, widget=PlainDay)
    until = forms.DateField(label=pgettext_lazy("period", "To"), required=False, widget=PlainDay)
    order = forms.ChoiceField(
        label=pgettext_lazy("of results", "Order"), required=False, widget=PlainSelect,
        choices=[("", pgettext_lazy("order", "Best match first")), (NEWEST, pgettext_lazy("order", "Newest first"))],
    )  # fmt: skip

    def __init__(self, data: QueryDict) -> None:
        self.topics = active(Topic)
        super().__init__(_present(data), auto_id="filter_%s")
        for name, (model, everything) in FACETS.items():
            self._choices(name, [("", everything), *((row.key, row.name) for row in active(model))])
        self.full_clean()

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def offer(self, facets: dict[str, dict[str, int]]) -> None:
        """Leaves of topics, regions and agencies those that would find something, with how much, and what is chosen.

        What leaves no choice is not asked.
        """
        for name, (model, everything) in FACETS.items():
            counts, chosen = facets.get(name, {}), self.value(name)
            rows = [row for row in active(model) if row.key in counts or row.key == chosen]
            if rows:
                named = [(row.key, f"{row.name} ({counts.get(row.key, 0)})") for row in rows]
                self._choices(name, [("", everything), *named])
            else:
                self.fields[name].widget = PlainHidden()

    def value(self, name: str) -> Any:
        return getattr(self, "cleaned_data", {}).get(name)

    def query(self, language: str, page: int) -> Query:
        """What to search for. Dates in the wrong order are taken the other way round."""
        kind = self.value("kind")
        since, until = self.value("since"), self.value("until")
        if since and until and since > until:
            since, until = until, since
        return Query(
            text=self.text,
            language=language,
            kinds=(kind,) if kind in registry.sources else (),
            topics=_given(self.value("topic")),
            regions=_given(self.value("region")),
            agencies=_given(self.value("agency")),
            since=since,
            until=until,
            offset=(page - 1) * PER_PAGE,
            limit=PER_PAGE,
            newest=self.value("order") == NEWEST,
            facets=True,
            repair=not self.value("typed"),
        )

    @property
    def text(self) -> str:
        return str(self.value("q") or "")

    @property
    def is_first(self) -> bool:
        """True for a text alone: what readers then choose beside it makes no other search of it."""
        return bool(self.text) and not any(self.value(name) for name in self.fields if name != "q")

    @property
    def is_empty(self) -> bool:
        """True if the reader has asked for nothing yet."""
        return not any(self.value(name) for name in self.fields if name not in {"typed", "order"})


def _given(key: str | None) -> tuple[str, ...]:
    return (key,) if key else ()


def _present(data: QueryDict) -> dict[str, str]:
    """The values as plain strings, cut to a length that nobody types, without NUL, which no form field takes."""
    present = {name: data.get(name, "").replace("\0", " ")[:LONGEST_QUERY] for name in FilterForm.base_fields}
    for name in ("since", "until"):
        try:
            date.fromisoformat(present[name])
        except ValueError:
            present[name] = ""
    return present
