"""Words of the press service's templates."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal import components, dates, languages
from portal.templatetags.display import short_date
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


@register.simple_tag
def press_item(page: Any) -> SafeString:
    """A dated page as lists show it: a briefing with its state and its hour, the others with what they are."""
    language = languages.current()
    if page.search_kind == "briefing":
        starts = dates.local(page.starts_at)
        word, shown = briefing_state(page), f"{dates.full(starts, language)}, {dates.clock(page.starts_at)}"
    else:
        word, shown = "" if page.search_kind == "news" else kind_word(page), short_date(page.published_at)
    item = {
        "url": page.url,
        "title": page.title,
        "lead": page.lead,
        "word": word,
        "moment": page.starts_at if page.search_kind == "briefing" else page.published_at,
        "shown": shown,
    }
    return components.render("press/parts/item.html", {"item": item})
