"""What is asked before an export or an import."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from qa.transfers import lists
from qa.transfers.columns import COLUMNS, USUAL

LARGEST: Final = 100 * 1024 * 1024
ENDINGS: Final = (".csv", ".tsv")


class ListExportForm(forms.Form):
    """Which columns, in which format; the filters come with the address."""

    columns = forms.MultipleChoiceField(
        label=_("Columns"), choices=[(key, column.label) for key, column in COLUMNS.items()], initial=USUAL,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    format = forms.ChoiceField(label=_("Format"), choices=[(name, name.upper()) for name in lists.FORMATS])
    filters = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2000)

    def clean_columns(self) -> list[str]:
        """In the order of the table, however they were sent."""
        chosen = self.cleaned_data["columns"]
        return [key for key in COLUMNS if key in chosen]


class ImportForm(forms.Form):
    """The file: CSV or TSV in UTF-8."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV or TSV in UTF-8. The first line names the columns: language and question are needed; topic, region,"
            " asked_at and consent_publish may be there."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(ENDINGS):
            raise ValidationError(_("Only CSV and TSV files can be imported."))
        if file.size > LARGEST:
            raise ValidationError(_("The file is too large: at most 100 MB."))
        return file
