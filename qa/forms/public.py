"""Forms of the public lists."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models import Agency, Named, Region, Topic
from directory.selectors import alphabetical
from portal import languages
from portal.widgets import PlainSelect


class QuestionFilter(forms.Form):
    """Which published questions to list. A value that no list offers, such as one of a stale link, filters nothing."""

    class Kind:
        ANSWERED, WAITING, OVERDUE = "answered", "waiting", "overdue"

    topic = forms.ChoiceField(label=_("Topic"), required=False, widget=PlainSelect)
    region = forms.ChoiceField(label=_("Region"), required=False, widget=PlainSelect)
    agency = forms.ChoiceField(label=_("Agency"), required=False, widget=PlainSelect)
    state = forms.ChoiceField(
        label=pgettext_lazy("filter", "State"),
        required=False,
        widget=PlainSelect,
        choices=[
            ("", _("Answered and waiting")),
            (Kind.ANSWERED, _("Answered")),
            (Kind.WAITING, _("Waiting for an answer")),
            (Kind.OVERDUE, _("Past their due date")),
        ],
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        for name, model in (("topic", Topic), ("region", Region), ("agency", Agency)):
            self.fields[name].choices = [("", _("All")), *_named(model)]  # type: ignore[attr-defined]
        self.full_clean()

    def chosen(self) -> dict[str, str]:
        """The filters in force: name → key."""
        return {name: value for name, value in self.cleaned_data.items() if value}


def _named(model: type[Named]) -> list[tuple[str, str]]:
    """Key and name, in the present language, of all rows in use, in alphabetical order."""
    return [(row.key, row.name) for row in alphabetical(model, languages.current())]
