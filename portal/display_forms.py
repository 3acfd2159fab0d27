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


def in_words(chosen: display.Display) -> str:
    """ "White on black, text 150 %, wide spacing": what differs from the normal version."""
    words = [str(SCHEME_WORDS[chosen.scheme])] if chosen.scheme != "auto" else []
    if chosen.size != "100":
        words.append(_("text %(size)s %%") % {"size": chosen.size})
    if chosen.spacing == "wide":
        words.append(str(_("wide spacing")))
    if chosen.pictures == "off":
        words.append(str(_("no pictures")))
    said = ", ".join(words).replace(" %", "\u00a0%")
    return said[:1].upper() + said[1:]


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
