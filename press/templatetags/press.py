"""Words of the press service's templates."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal import components
from portal import links as linking
from portal.templatetags.display import short_date
from press import playing, selectors, words
from press.models import Conversion
from press.rules import timecodes

register = template.Library()


register.filter(words.briefing_state)
register.filter(words.briefing_time)


@register.simple_tag(takes_context=True)
def transcript(context: Any, value: Any) -> SafeString:
    """The whole text of a recording, safe, with each time in brackets as a link that begins there."""
    player = context.get("player")
    html = linking.rich(value, context.get("links"))
    if player is None or player.live or not player.sources:
        return html
    version = "version=sign&amp;" if player.signed else ""
    link = f'<a class="time" rel="nofollow" href="?{version}t={{seconds}}#player" data-seek="{{seconds}}">{{time}}</a>'
    return SafeString(timecodes.linked(html, link))


@register.simple_tag(takes_context=True)
def chapters(context: Any) -> list[playing.Chapter]:
    """The chapters of the page that is shown."""
    player = context.get("player")
    return playing.chapters(context["page"], player.duration if player else 0)


@register.simple_tag
def reminders(page: Any) -> dict[str, str]:
    """Where a reader takes a reminder from: one event, all of them, the web feed."""
    return {
        "one": reverse("press:briefing_calendar", args=[page.pk]),
        "all": reverse("press:briefings_calendar"),
        "feed": reverse("press:briefings_feed"),
    }


@register.filter
def kind_word(page: Any) -> str:
    """What a dated page is, in one word."""
    return {"news": _("News"), "infographic": _("Infographic"), "video": _("Video"), "briefing": _("Briefing")}[
        page.search_kind
    ]


@register.filter
def length_words(seconds: float) -> str:
    """ "Length: 1:35"; nothing for an unknown one."""
    length, word = selectors.length(seconds), _("Length")  # gettext does not look into f-strings
    return f"{word}: {length}" if length else ""


@register.filter
def language_names(codes: Iterable[str]) -> str:
    """["kk", "ru"] → "Kazakh, Russian", in the language of the page."""
    names = dict(settings.LANGUAGES)
    return ", ".join(str(names[code]) for code in codes)


@register.simple_tag
def press_item(page: Any) -> SafeString:
    """A dated page as lists show it: a briefing with its state and its hour, the others with what they are."""
    if page.search_kind == "briefing":
        word, shown = words.briefing_state(page), words.briefing_time(page)
    else:
        word, shown = "" if page.search_kind == "news" else kind_word(page), short_date(page.published_at)
    item = {
        "url": page.url,
        "title": page.title,
        "lead": page.lead,
        "word": word,
        "moment": page.begins_at if page.search_kind == "briefing" else page.published_at,
        "shown": shown,
        "language": page.locale.language_code,
    }
    return components.render("press/parts/item.html", {"item": item})


@register.simple_tag
def conversion_of(media: Any) -> Conversion | None:
    """How far the versions of a recording are; None for one that needs none."""
    return Conversion.objects.filter(media=media.pk).first()
