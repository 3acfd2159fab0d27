"""What a reader may choose on the search page."""

from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models import Topic
from directory.selectors import active
from portal.widgets import PlainDay, PlainHidden, PlainSelect
from search.documents import Query
from search.registry import registry

PER_PAGE = 10
LONGEST_QUERY = 1_000


class FilterForm(forms.Form):
    """The text and kind as hidden fields; topic and period to choose. A value that makes no sense is left aside.

    `typed` asks for the text as it stands, without any repair.
    """

    q = forms.CharField(required=False, widget=PlainHidden)
    kind = forms.CharField(required=False, widget=PlainHidden)
    typed = forms.CharField(required=False, widget=PlainHidden)
    topic = forms.ChoiceField(label=_("Topic"), required=False, widget=PlainSelect)
    since = forms.DateField(label=pgettext_lazy("period", "From"), required=False, widget=PlainDay)
    until = forms.DateField(label=pgettext_lazy("period", "To"), required=False, widget=PlainDay)

    def __init__(self, data: QueryDict) -> None:
        self.topics = active(Topic)
        super().__init__(_present(data), auto_id="filter_%s")
        topic = cast(forms.ChoiceField, self.fields["topic"])
        topic.choices = [("", _("All topics")), *((row.key, row.name) for row in self.topics)]
        self.full_clean()

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
            topics=(self.value("topic"),) if self.value("topic") else (),
            since=since,
            until=until,
            offset=(page - 1) * PER_PAGE,
            limit=PER_PAGE,
            repair=not self.value("typed"),
        )

    @property
    def text(self) -> str:
        return str(self.value("q") or "")

    @property
    def is_empty(self) -> bool:
        """True if the reader has asked for nothing yet."""
        return not any(self.value(name) for name in self.fields if name != "typed")


def _present(data: QueryDict) -> dict[str, str]:
    """The values as plain strings, cut to a length that nobody types, without NUL, which no form field takes."""
    present = {name: data.get(name, "").replace("\0", " ")[:LONGEST_QUERY] for name in FilterForm.base_fields}
    for name in ("since", "until"):
        try:
            date.fromisoformat(present[name])
        except ValueError:
            present[name] = ""
    return present
