"""The forms of wordings and recommendations: they say what is wrong so that the next try is right."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput, AdminPageChooser

from portal import languages
from search.models import BestBet, Concept
from search.rules import entry, words

_WORDS: Final = {
    "many": _("These are too many. Keep the 12 that people use."),
    "long": _("“%(wording)s” is too long: a wording has at most 80 characters."),
    "parted": _("“%(wording)s” looks like several wordings. Write each on a line of its own."),
    "nothing": _("“%(wording)s” has only words that search passes over. Write the thing itself."),
    "twice": _("“%(wording)s” stands there twice."),
    "same": _(
        "“%(wording)s” and “%(other)s” are the same to search, which knows the forms of a word by itself. Keep one."
    ),
    "elsewhere": _("“%(wording)s” stands already with “%(other)s”. Add your words there."),
}
_EXAMPLES: Final = {
    "kk": _("One wording a line, the official term first. For example: балабақша, then бөбекжай on the next line."),
    "ru": _("One wording a line. For example: детский сад, then садик on the next line."),
    "en": _("One wording a line. For example: kindergarten, then nursery school on the next line."),
}


def said(faults: Iterable[entry.Fault]) -> list[ValidationError]:
    """The faults in words."""
    return [
        ValidationError(_WORDS[fault.code], code=fault.code, params={"wording": fault.wording, "other": fault.other})
        for fault in faults
    ]


class ConceptForm(WagtailAdminModelForm):
    """One thing in three languages: a line for each wording."""

    class Meta:
        model = Concept
        fields = list(languages.CODES)
        help_texts = _EXAMPLES

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in languages.CODES:
            self.fields[code].widget = forms.Textarea(attrs={"rows": 5, "lang": code, "dir": "auto"})

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        wordings = {code: list(words.lines(given.get(code) or "")) for code in languages.CODES}
        for code, found in wordings.items():
            given[code] = "\n".join(found)
            faults = entry.of_wordings(found, code) or self._elsewhere(found, code)
            if faults:
                self.add_error(code, said(faults))
        if sum(map(len, wordings.values())) < 2:
            raise ValidationError(
                _("Write at least two wordings: two of one language are synonyms, of two languages a translation.")
            )
        return given

    def _elsewhere(self, found: list[str], code: str) -> list[entry.Fault]:
        others = Concept.objects.exclude(pk=self.instance.pk).exclude(**{code: ""}).values_list(code, flat=True)
        fault = entry.known_elsewhere(found, [list(words.lines(text)) for text in others]) if found else None
        return [fault] if fault else []


class BestBetForm(WagtailAdminModelForm):
    """A recommendation: for which searches, and where it leads."""

    last_day = forms.DateField(
        label=_("Last day"), required=False, widget=AdminDateInput,
        validators=[MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2999, 12, 31))],
        help_text=_("After this day it is not shown any more. Empty: it is shown until you remove it."),
    )  # fmt: skip

    class Meta:
        model = BestBet
        fields = ["language", "phrases", "page", "address", "title", "text", "last_day"]
        widgets = {"page": AdminPageChooser}
        labels = {"address": pgettext_lazy("recommendation", "or an address")}
        help_texts = {
            "language": _("Readers of the portal in this language see it."),
            "phrases": _(
                "One search a line. It is shown when someone searches for these very words, in whatever form, order or"
                " keyboard layout. For example: балабақша кезегі, then очередь в садик on the next line."
            ),
            "page": _("The page that readers should find first. It is shown only while everyone may see it."),
            "address": _("Where no page of this portal will do. For example: https://egov.kz or /kk/questions/ask/"),
            "title": _("Empty: the title of the page."),
            "text": _("One sentence on what readers find there."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phrases"].widget = forms.Textarea(attrs={"rows": 4, "dir": "auto"})

    def clean_phrases(self) -> str:
        found = list(words.lines(self.cleaned_data["phrases"]))
        faults = entry.of_phrases(found)
        if faults:
            raise ValidationError(said(faults))
        return "\n".join(found)

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"]).strip()
        try:
            parts = urlsplit(address)
        except ValueError:
            parts = urlsplit("")
        own = address.startswith("/") and not address.startswith(("//", "/\\"))
        if address and not own and not (parts.scheme == "https" and parts.netloc):
            raise ValidationError(_("An address begins with https:// or, on this portal, with /kk/, /ru/ or /en/."))
        return address

    def clean_last_day(self) -> date | None:
        day: date | None = self.cleaned_data["last_day"]
        if day and "last_day" in self.changed_data and day < timezone.localdate():
            raise ValidationError(_("This day has passed."))
        return day

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if "address" in self.errors:
            return given
        if bool(given.get("page")) == bool(given.get("address")):
            self.add_error("page", _("Choose a page, or write an address: one of the two."))
        if given.get("address") and not given.get("title"):
            self.add_error("title", _("An address needs a title."))
        return given
