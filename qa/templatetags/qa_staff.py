"""Template tags of the staff's screens."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from qa import richtext
from qa.staff import canned
from qa.staff.desk import keys

register = template.Library()


@register.filter
def as_read(html: str, language: str) -> SafeString:
    """An answer as readers of `language` see it."""
    return richtext.shown(html, language)


@register.inclusion_tag("qa/staff/_canned.html")
def canned_texts(form: Any) -> dict[str, Any]:
    """The canned texts that a form may insert."""
    return {"offers": canned.offers(form)}


@register.simple_tag(takes_context=True)
def action_fields(context: Any, form: Any, possible: bool = True) -> SafeString:
    """The fields of a verb's form by the form's own template, with what else it shows."""
    shown = {"form": form, "question": form.question, "possible": possible, **form.extra()}
    return render_to_string(form.template_name, shown, request=context.get("request"))


@register.simple_tag
def key_groups() -> Any:
    """The keys of the moderators' desk, in groups, each with what it does."""
    return keys.GROUPS
