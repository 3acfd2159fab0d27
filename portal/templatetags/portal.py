"""Template tags of the portal floor."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from portal import slots

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context: Any, name: str) -> SafeString:
    """What the apps put into the slot `name`."""
    return mark_safe(slots.fill(name, context.flatten()))  # noqa: S308 fillers return rendered templates
