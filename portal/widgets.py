"""Controls of forms."""

from html import escape
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.safestring import SafeString


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
