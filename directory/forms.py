"""Choices from the directory for the forms of citizens."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.models import Region, Topic


def topic_field() -> forms.ModelChoiceField:
    """An optional topic, by its key. Who is not sure leaves it to us."""
    return forms.ModelChoiceField(
        label=_("Topic"),
        queryset=Topic.objects.filter(active=True),
        empty_label=_("I am not sure"),
        error_messages={"invalid_choice": _("There is no such topic. Choose one from the list.")},
        **_BY_KEY,
    )


def region_field() -> forms.ModelChoiceField:
    """An optional region, by its key."""
    return forms.ModelChoiceField(
        label=_("Region"),
        queryset=Region.objects.filter(active=True),
        empty_label=_("The whole country, or the region does not matter"),
        error_messages={"invalid_choice": _("There is no such region. Choose one from the list.")},
        **_BY_KEY,
    )


_BY_KEY: dict[str, Any] = {"to_field_name": "key", "required": False}
