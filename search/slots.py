"""What search puts into the base templates."""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from directory.pages import TopicalPage
from portal import components, languages
from portal.memory import brief
from search.documents import Hit
from search.registry import registry
from search.related import Thing, more_like


def search_box(context: dict[str, Any]) -> str:
    """A search field, for pages that have nothing else to offer."""
    values = {"action": reverse("search"), "suggest": reverse("search_suggest")}
    return render_to_string("portal/components/search_box.html", values)


def head_link(context: dict[str, Any]) -> str:
    """Tells browsers that the portal can be searched from their address bar."""
    return _head_link(languages.current())


@brief
def _head_link(language: str) -> str:
    return format_html(
        '<link rel="search" type="application/opensearchdescription+xml" href="{}" title="{}">',
        reverse("search_opensearch"),
        _("Jauap"),
    )


def menu_entry() -> tuple[str, str]:
    """Path and title of search in the main menu: it must be there on every page (seed 003, 6.6)."""
    return reverse("search"), pgettext("menu", "Search")


def related(context: dict[str, Any]) -> str:
    """What resembles the page that is shown; nothing in a preview, nor where nothing resembles it."""
    page = context.get("page")
    if not isinstance(page, TopicalPage) or getattr(context.get("request"), "is_preview", False):
        return ""
    thing = Thing(
        title=page.title,
        language=languages.current(),
        group=str(page.translation_key),
        lead=page.lead,
        topics=tuple(topic.key for topic in context.get("topics", ())),
    )
    below = page.url or ""
    return shown(more_like(thing, kinds_beside(), leave=lambda hit: bool(below) and hit.url.startswith(below)))


def kinds_beside() -> tuple[str, ...]:
    """The kinds that pages point to: all but sections, which are ways and no goals."""
    return tuple(kind for kind in registry.sources if kind != "section")


def shown(hits: list[Hit]) -> SafeString:
    """Things under the heading "Related"; nothing for none. Their titles are safe HTML by the engine's contract."""
    if not hits:
        return SafeString("")
    items = [
        {
            "url": hit.url, "title": mark_safe(hit.title), "language": hit.language, "date": hit.date,  # noqa: S308
            "label": registry.sources[hit.kind].label(),
        }
        for hit in hits
    ]  # fmt: skip
    return components.render("search/related.html", {"items": items})
