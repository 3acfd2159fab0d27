"""Forms of a question's own page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from intake.fields import PlainTextField
from portal import text


class CodeField(forms.CharField):
    def to_python(self, value: Any) -> str:
        return text.clean(super().to_python(value) or "")[:100]


class CodeForm(forms.Form):
    """The tracking code, typed as people type: any case, with or without spaces and dashes."""

    code = CodeField(
        label=_("Tracking code"),
        help_text=_("Twelve letters and digits. Capitals, spaces and dashes do not matter."),
        error_messages={"required": _("Type the code you got when you sent the question.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class ActForm(forms.Form):
    """One step of the asker. `version` is the state of the question they saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, required=False)


class TextActForm(ActForm):
    text = PlainTextField(
        label=_("Your message"),
        shortest=2,
        error_messages={"required": _("Write your message here.")},
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class ReopenForm(TextActForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What is still unanswered?")
