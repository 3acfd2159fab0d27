"""Words of the press service's templates."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal import languages
from press import selectors
from press.rules.briefings import State

register = template.Library()


@register.filter
def briefing_state(page: Any) -> str:
    """The state of a briefing in a word."""
    return {
        State.UPCOMING: pgettext("briefing", "Upcoming"),
        State.LIVE: pgettext("briefing", "Live"),
        State.ENDED: pgettext("briefing", "Ended"),
        State.CANCELLED: pgettext("briefing", "Cancelled"),
    }[page.state]


@register.filter
def kind_word(page: Any) -> str:
    """What a dated page is, in one word."""
    return {"news": _("News"), "infographic": _("Infographic"), "video": _("Video"), "briefing": _("Briefing")}[
        page.search_kind
    ]


@register.filter
def length_words(seconds: float) -> str:
    """ "Length: 1:35"; nothing for an unknown one."""
    length = selectors.length(seconds)
    return f"{_('Length')}: {length}" if length else ""


@register.filter
def language_names(codes: Iterable[str]) -> str:
    """["kk", "ru"] → "Қазақша, Русский"."""
    return ", ".join(languages.NAMES[code] for code in codes)
