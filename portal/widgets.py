"""Controls of forms."""

from html import escape
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.safestring import SafeString


class PlainInput(forms.widgets.Input):
    """An input, written at once; mixed into one of Django's own, whose `format_value` it keeps."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        shown = self.format_value(value)
        given = {} if shown is None else {"value": shown}
        head = {"type": self.input_type, "name": name, **given, **self.build_attrs(self.attrs, attrs)}
        return SafeString(f"<input{flatatt(head)}>")  # flatatt escapes


class PlainHidden(PlainInput, forms.HiddenInput):
    """A hidden input."""


class PlainDay(PlainInput, forms.DateInput):
    """The browser's own calendar, which wants the date in ISO form whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PlainSelect(forms.Select):
    """A select without groups, written at once: Django renders two templates for each option, fifty times over."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        chosen = self.format_value(value)
        options = "\n".join(
            f'<option value="{escape(key)}"{" selected" if key in chosen else ""}>{escape(str(label))}</option>'
            for key, label in ((str(key), label) for key, label in self.choices)
        )
        head = flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
        return SafeString(f"<select{head}>\n{options}\n</select>")  # escaped above
