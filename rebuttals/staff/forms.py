"""Forms of the editor's screens."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminPageChooser

from rebuttals import permissions
from rebuttals.cases import HARMS, REASONS, SPREADS, ClaimCase
from rebuttals.pages import RebuttalPage
from rebuttals.reports import ClaimReport


class NoForm(forms.Form):
    """A verb that needs no more than its button."""


class LinkForm(forms.Form):
    """The rebuttal that answers a case, whatever its language."""

    page = forms.ModelChoiceField(
        label=_("Another rebuttal"),
        queryset=RebuttalPage.objects.all(),
        widget=AdminPageChooser(target_models=[RebuttalPage]),
        error_messages={"required": _("Choose the rebuttal that answers this case.")},
    )


class TriageForm(forms.Form):
    """What decides the place of a case in the queue, and the claim in plain words."""

    claim = forms.CharField(
        label=_("The claim, in one sentence"), max_length=3000, widget=forms.Textarea(attrs={"rows": 3})
    )
    harm = forms.TypedChoiceField(
        label=_("Harm, if people believe it"), required=False, coerce=int, empty_value=None,
        choices=[("", _("not judged yet")), *HARMS.items()],
    )  # fmt: skip
    spread = forms.TypedChoiceField(
        label=_("How far it has gone"), required=False, coerce=int, empty_value=None,
        help_text=_("Many reports count by themselves, whatever is chosen here."),
        choices=[("", _("by the number of reports")), *SPREADS.items()],
    )  # fmt: skip


class AssignForm(forms.Form):
    """Who checks it."""

    assignee = forms.ModelChoiceField(
        label=_("Who checks it"), queryset=ClaimCase.objects.none(), required=False, empty_label=_("whoever takes it")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = permissions.checkers()  # type: ignore[attr-defined]


class EvidenceForm(forms.Form):
    """One entry of the log of evidence."""

    url = forms.URLField(label=_("Address"), max_length=500, assume_scheme="https")
    archive_url = forms.URLField(
        label=_("Archived copy"),
        max_length=600,
        required=False,
        assume_scheme="https",
        help_text=_(
            "Posts disappear: save the page in an archive, such as web.archive.org, and give the copy's address."
        ),
    )
    seen_on = forms.DateField(label=_("Seen on"), widget=AdminDateInput())
    note = forms.CharField(label=_("What it shows"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def clean(self) -> dict[str, Any]:
        """Raises errors for a day to come, for addresses of other kinds, and for a copy that is the page itself."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("seen_on") and cleaned["seen_on"] > timezone.localdate():
            self.add_error("seen_on", _("This day is still to come."))
        for name in ("url", "archive_url"):
            if cleaned.get(name) and urlsplit(cleaned[name]).scheme not in {"http", "https"}:
                self.add_error(name, _("Give an address that begins with https://."))
        if cleaned.get("archive_url") and cleaned.get("archive_url") == cleaned.get("url"):
            self.add_error("archive_url", _("This is the page itself, not its copy in an archive."))
        return cleaned


class StrikeForm(forms.Form):
    entry = forms.IntegerField(min_value=1, max_value=2**31 - 1)


class MergeForm(forms.Form):
    """The case that says the same."""

    into = forms.ModelChoiceField(
        label=_("Number of the other case"),
        queryset=ClaimCase.objects.select_related("root"),
        widget=forms.NumberInput,
        error_messages={"invalid_choice": _("There is no case with this number."), "required": _("Give its number.")},
    )


class SeparateForm(forms.Form):
    report = forms.ModelChoiceField(queryset=ClaimReport.objects.live())


class DismissForm(forms.Form):
    """Why there is nothing to check: those who reported it read it."""

    reason = forms.ChoiceField(
        label=_("Why there is nothing to check"),
        choices=[pair for pair in REASONS.items() if pair[0] != "withdrawn"],
        help_text=_("Those who reported it read this sentence."),
    )
