"""What the screens of translations need."""

from typing import Any

from django import template
from django.utils.html import strip_tags
from django.utils.translation import pgettext
from wagtail.models import Page

from newsroom.rules.translating import State
from newsroom.translating.access import may_translate
from newsroom.translating.versions import Row, story_of
from newsroom.translating.words import STATES
from portal import languages

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    """A language as it calls itself."""
    return languages.NAMES.get(code, code)


@register.filter
def translation_state(state: str) -> Any:
    return STATES.get(state, state)


@register.filter
def plain(text: str) -> str:
    """A piece of text without the marks that hold its links and emphasis."""
    return strip_tags(text)


def spoken(row: Row) -> Any:
    """How a language stands; of a public original, that it is the original."""
    if row.version.original and row.version.state is State.PUBLISHED:
        return pgettext("translation", "original")
    return STATES[row.version.state]


@register.inclusion_tag("newsroom/translations/_status.html", takes_context=True)
def story_states(context: dict[str, Any], page: Any) -> dict[str, Any]:
    """How each language of `page` stands, for the panel beside its editor; nothing for what is no saved page."""
    request = context.get("request")
    if not isinstance(page, Page) or not page.pk or request is None or not may_translate(request.user):
        return {}
    rows = [(languages.NAMES[row.code], row.code, spoken(row), row.page) for row in story_of(page.translation_key).rows]
    return {"rows": rows, "page": page}
