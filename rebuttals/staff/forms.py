"""Forms of the editor's screens."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser

from rebuttals.pages import RebuttalPage


class LinkForm(forms.Form):
    """The rebuttal that answers a report, whatever its language."""

    page = forms.ModelChoiceField(
        label=_("Another rebuttal"),
        queryset=RebuttalPage.objects.all(),
        widget=AdminPageChooser(target_models=[RebuttalPage]),
    )
