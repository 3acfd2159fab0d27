"""What search puts into the base templates."""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import pgettext


def search_box(context: dict[str, Any]) -> str:
    """A search field, for pages that have nothing else to offer."""
    return render_to_string("portal/components/search_box.html", {"action": reverse("search")})


def menu_entry() -> tuple[str, str]:
    """Path and title of search in the main menu: it must be there on every page (seed 003, 6.6)."""
    return reverse("search"), pgettext("menu", "Search")
