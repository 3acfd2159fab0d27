"""Reporting a suspicious claim."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.forms import topic_field
from intake.fields import Honeypot, PlainTextField


class ReportForm(forms.Form):
    """What was seen, where, and a link to it. Nothing about the person who saw it."""

    text = PlainTextField(
        label=_("What does it say?"),
        help_text=_("Copy the message or retell it. Do not write your name or telephone number."),
        longest=3000,
        error_messages={"required": _("Write what should be checked.")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    where_seen = forms.CharField(
        label=_("Where did you see it?"),
        help_text=_("For example: a WhatsApp group, a page in Instagram, heard from neighbours."),
        required=False,
        max_length=255,
    )
    url = forms.URLField(
        label=_("Link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={
            "invalid": _("This does not look like a link. Copy it from the address line, or leave this empty.")
        },
    )
    topic = topic_field()
    website = Honeypot()

    def draft_data(self) -> dict[str, Any]:
        """What the draft keeps."""
        topic = self.cleaned_data["topic"]
        return {
            "text": self.cleaned_data["text"],
            "where_seen": self.cleaned_data["where_seen"],
            "url": self.cleaned_data["url"],
            "topic": topic.key if topic else "",
        }
