"""What search puts into the base templates."""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal import languages
from portal.memory import brief


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
