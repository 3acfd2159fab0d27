"""What readers are told of a translation that no longer says what its original says."""

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from newsroom.translating.selectors import stale_pages
from portal import components


def stale_note(context: dict[str, Any]) -> str:
    """The note on a stale page, with the way to its original; nothing for all others. No query of its own: which
    pages are stale is kept in the process for a few seconds, as menus are."""
    page, place = context.get("page"), context.get("place")
    language = stale_pages().get(page.pk) if page is not None else None
    if language is None or place is None:
        return ""
    original = place.versions.get(language)
    told = {
        "kind": "notice",
        "title": _("Translation out of date: the original has changed."),
        "url": original.url if original else "",
        "link": _("Show original"),
        "link_language": language,
    }
    return SafeString(components.render("portal/components/notice.html", told))
