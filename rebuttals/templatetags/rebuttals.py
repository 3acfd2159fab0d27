"""Words of the fact-checks' templates."""

from django import template

from rebuttals.rules.verdicts import VERDICTS

register = template.Library()


@register.filter
def verdict_word(verdict: str) -> str:
    """The word of a verdict's key in the present language. Raises KeyError for a key that is no verdict."""
    return str(VERDICTS[str(verdict)].label)
