"""Template filters of the undated pages."""

from django import template

register = template.Library()


@register.filter
def dialled(number: str) -> str:
    """A telephone number as a phone dials it: "+7 (7172) 74-00-00" → "+77172740000"."""
    return "".join(sign for sign in number if sign.isdecimal() or sign == "+")
