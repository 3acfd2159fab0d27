"""The form of the low-vision version."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal import display

SCHEME_WORDS = {
    "auto": _("As on the device"),
    "light": _("Light"),
    "dark": _("Dark"),
    "bw": _("Black on white"),
    "wb": _("White on black"),
    "blue": _("Dark blue on light blue"),
}


class DisplayForm(forms.Form):
    """What the reader may choose; `display()` gives it as a `Display`."""

    scheme = forms.ChoiceField(label=_("Site colour"), choices=list(SCHEME_WORDS.items()), widget=forms.RadioSelect)
    size = forms.ChoiceField(
        label=_("Text size"), choices=[(size, f"{size} %") for size in display.SIZES], widget=forms.RadioSelect
    )
    spacing = forms.ChoiceField(
        label=_("Letter and line spacing"),
        choices=[("normal", _("Normal")), ("wide", _("Wide"))],
        widget=forms.RadioSelect,
    )
    pictures = forms.ChoiceField(
        label=_("Pictures"),
        choices=[("on", _("Show")), ("off", _("Hide, show their description instead"))],
        widget=forms.RadioSelect,
    )

    def display(self) -> display.Display:
        """The choice of a valid form."""
        return display.Display(**self.cleaned_data)
